/** A lean Hapi app: one resource, and the add-ons of the generated one. */
import { server, type Server } from '@hapi/hapi';
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

declare module '@hapi/hapi' {
  interface RequestApplicationState {
    id: string;
    limits?: Record<string, string>;
  }
}

const app: Server = server({
  host: '127.0.0.1',
  port: env.PORT,
  compression: false,
  debug: false,
  routes: {
    cors: env.CORS_ORIGINS.length > 0 && { origin: env.CORS_ORIGINS },
    payload: { allow: 'application/json', maxBytes: 1_048_576 },
    state: { parse: false },
    timeout: { server: 30_000 },
  },
});

app.ext('onRequest', async (request, h) => {
  request.app.id = requestId(request.headers['x-request-id']);
  if (!request.path.startsWith('/api/v1/posts')) return h.continue;
  try {
    request.app.limits = limitHeaders(await consume(request.info.remoteAddress));
  } catch {
    return h
      .response(errorBody('RATE_LIMITED', 'Too many requests', request.app.id))
      .code(429)
      .takeover();
  }
  return h.continue;
});

app.ext('onPreResponse', (request, h) => {
  const { id, limits } = request.app;
  let { response } = request;
  if (response instanceof Error) {
    const status = response instanceof ZodError ? 400 : response.output.statusCode;
    if (status >= 500) logger.error({ err: response });
    const code = status === 400 ? 'VALIDATION_ERROR' : 'ERROR';
    response = h.response(errorBody(code, 'The request failed', id)).code(status);
  } else if (request.method === 'get' && response.statusCode === 200) {
    const body = JSON.stringify(response.source);
    response = h.response(body).type('application/json').header('etag', entityTag(body));
  }
  Object.assign(response.headers, headers, limits, { 'x-request-id': id });
  return response;
});

app.events.on('response', ({ app: { id }, method, path, info, response }) => {
  const status = response instanceof Error ? response.output.statusCode : response.statusCode;
  const durationMs = info.completed - info.received;
  logger.info({ requestId: id, method, path, status, durationMs }, 'request');
});

app.route({ method: 'GET', path: '/health/live', handler: () => ({ status: 'up' }) });

app.route({
  method: 'GET',
  path: '/health/ready',
  handler: async () => {
    await posts.ping();
    return { status: 'up' };
  },
});

app.route({
  method: 'GET',
  path: '/api/v1/posts',
  handler: async (request) => {
    const query = listQuery.parse(request.query);
    const [data, total] = await posts.list(query);
    return listBody(data, total, query);
  },
});

app.route({
  method: 'GET',
  path: '/api/v1/posts/{id}',
  handler: async (request, h) => {
    const post = await posts.find(idParams.parse(request.params).id);
    return post ? { data: post } : h.response(errorBody('NOT_FOUND', 'Post not found', request.app.id)).code(404);
  },
});

app.route({
  method: 'POST',
  path: '/api/v1/posts',
  handler: async (request, h) => {
    const post = await posts.create(newPost.parse(request.payload));
    return h.response({ data: post }).code(201).location(`/api/v1/posts/${post.id}`);
  },
});

process.on('SIGTERM', async () => {
  await app.stop();
  await posts.close();
  process.exit(0);
});

await app.start();
