/** A lean Fastify app: one resource, and the add-ons of the generated one. */
import cors from '@fastify/cors';
import { fastify, LogController } from 'fastify';
import { ZodError } from 'zod';
import {
  consume,
  entityTag,
  env,
  errorBody,
  headers,
  idParams,
  limitHeaders,
  listBody,
  listQuery,
  logger,
  newPost,
  requestId,
} from './common.js';
import * as posts from './posts.js';

const app = fastify({
  loggerInstance: logger,
  logController: new LogController({ disableRequestLogging: true }),
  genReqId: (request) => requestId(request.headers['x-request-id']),
  bodyLimit: 1_048_576,
  requestTimeout: 30_000,
});

app.addHook('onRequest', (request, reply, done) => {
  reply.headers(headers).header('x-request-id', request.id);
  done();
});

app.addHook('onResponse', ({ id, method, url }, reply, done) => {
  const durationMs = Math.round(reply.elapsedTime);
  logger.info({ requestId: id, method, path: url, status: reply.statusCode, durationMs }, 'request');
  done();
});

app.addHook('onSend', (request, reply, payload, done) => {
  if (request.method !== 'GET' || reply.statusCode !== 200) return done(null, payload);
  const tag = entityTag(payload as string);
  reply.header('etag', tag);
  if (request.headers['if-none-match'] !== tag) return done(null, payload);
  reply.code(304);
  done(null, null);
});

await app.register(cors, { origin: env.CORS_ORIGINS });

app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
  if (error instanceof ZodError) {
    return reply.code(400).send(errorBody('VALIDATION_ERROR', 'The request is not valid', request.id, error.issues));
  }
  const status = error.statusCode ?? 500;
  if (status >= 500) request.log.error({ err: error });
  return reply.code(status).send(errorBody('ERROR', 'The request failed', request.id));
});

app.get('/health/live', async () => ({ status: 'up' }));

app.get('/health/ready', async () => {
  await posts.ping();
  return { status: 'up' };
});

await app.register(
  async (api) => {
    api.addHook('onRequest', async (request, reply) => {
      try {
        reply.headers(limitHeaders(await consume(request.ip)));
      } catch {
        return reply.code(429).send(errorBody('RATE_LIMITED', 'Too many requests', request.id));
      }
    });

    api.get('/', async (request) => {
      const query = listQuery.parse(request.query);
      const [data, total] = await posts.list(query);
      return listBody(data, total, query);
    });

    api.get('/:id', async (request, reply) => {
      const post = await posts.find(idParams.parse(request.params).id);
      return post ? { data: post } : reply.code(404).send(errorBody('NOT_FOUND', 'Post not found', request.id));
    });

    api.post('/', async (request, reply) => {
      const post = await posts.create(newPost.parse(request.body));
      reply.code(201).header('location', `/api/v1/posts/${post.id}`);
      return { data: post };
    });
  },
  { prefix: '/api/v1/posts' },
);

process.on('SIGTERM', async () => {
  await app.close();
  await posts.close();
  process.exit(0);
});

await app.listen({ host: '127.0.0.1', port: env.PORT });
