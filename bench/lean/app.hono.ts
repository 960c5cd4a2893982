/** A lean Hono app: one resource, and the add-ons of the generated one. */
import { type HttpBindings, serve } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
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

interface AppEnv {
  Bindings: HttpBindings;
  Variables: { requestId: string };
}

const app = new Hono<AppEnv>();
const standing = Object.entries(headers);

app.use(async (c, next) => {
  const start = performance.now();
  const id = requestId(c.req.header('x-request-id'));
  c.set('requestId', id);
  for (const [name, value] of standing) c.header(name, value);
  c.header('x-request-id', id);
  await next();
  const { method, path } = c.req;
  const durationMs = Math.round(performance.now() - start);
  logger.info({ requestId: id, method, path, status: c.res.status, durationMs }, 'request');
});

app.onError((error, c) => {
  const id = c.get('requestId');
  if (error instanceof ZodError) {
    return c.json(errorBody('VALIDATION_ERROR', 'The request is not valid', id, error.issues), 400);
  }
  if (error instanceof HTTPException) return c.json(errorBody('ERROR', error.message, id), error.status);
  logger.error({ err: error });
  return c.json(errorBody('ERROR', 'The request failed', id), 500);
});

/** Answers GET, unless its caller has the answer. */
function tagged(c: Context<AppEnv>, body: object): Response {
  const text = JSON.stringify(body);
  const etag = entityTag(text);
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, { etag });
  return c.body(text, 200, { etag, 'content-type': 'application/json' });
}

app.get('/health/live', (c) => c.json({ status: 'up' }));

app.get('/health/ready', async (c) => {
  await posts.ping();
  return c.json({ status: 'up' });
});

const api = new Hono<AppEnv>();

api.use(async (c, next) => {
  const origin = c.req.header('origin');
  if (origin !== undefined && env.CORS_ORIGINS.includes(origin)) c.header('access-control-allow-origin', origin);
  c.header('vary', 'Origin');
  const { address = '' } = getConnInfo(c).remote;
  const result = await consume(address).catch(() => undefined);
  if (!result) return c.json(errorBody('RATE_LIMITED', 'Too many requests', c.get('requestId')), 429);
  for (const [name, value] of Object.entries(limitHeaders(result))) c.header(name, value);
  return next();
});

api.get('/', async (c) => {
  const query = listQuery.parse(c.req.query());
  const [data, total] = await posts.list(query);
  return tagged(c, listBody(data, total, query));
});

api.get('/:id', async (c) => {
  const post = await posts.find(idParams.parse(c.req.param()).id);
  return post ? tagged(c, { data: post }) : c.json(errorBody('NOT_FOUND', 'Post not found', c.get('requestId')), 404);
});

api.post('/', async (c) => {
  // Hono's own limit reads each body through streams, which costs more than the rest of the route.
  if (!(Number(c.req.header('content-length')) <= 1_048_576)) throw new HTTPException(413);
  const post = await posts.create(newPost.parse(await c.req.json()));
  return c.json({ data: post }, 201, { location: `/api/v1/posts/${post.id}` });
});

app.route('/api/v1/posts', api);

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: env.PORT });

process.on('SIGTERM', () => {
  server.close(() => void posts.close().then(() => process.exit(0)));
});
