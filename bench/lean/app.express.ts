/** A lean Express app: one resource, and the add-ons of the generated one. */
import cors from 'cors';
import express, { type NextFunction, type Request, type Response, Router } from 'express';
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

const app = express();
app.disable('x-powered-by');
app.set('etag', (body: string) => entityTag(body));

app.use((req, res, next) => {
  const { method, path } = req;
  const start = performance.now();
  const id = requestId(req.headers['x-request-id']);
  res.locals['id'] = id;
  res.set(headers).set('x-request-id', id);
  res.once('close', () => {
    const durationMs = Math.round(performance.now() - start);
    logger.info({ requestId: id, method, path, status: res.statusCode, durationMs }, 'request');
  });
  next();
});

app.use(cors({ origin: env.CORS_ORIGINS }));

app.get('/health/live', (_req, res) => {
  res.json({ status: 'up' });
});

app.get('/health/ready', async (_req, res) => {
  await posts.ping();
  res.json({ status: 'up' });
});

const api = Router();

api.use(async (req, res, next) => {
  try {
    res.set(limitHeaders(await consume(req.ip ?? '')));
  } catch {
    res.status(429).json(errorBody('RATE_LIMITED', 'Too many requests', res.locals['id']));
    return;
  }
  next();
});

api.get('/', async (req, res) => {
  const query = listQuery.parse(req.query);
  const [data, total] = await posts.list(query);
  res.json(listBody([...data], total, query));
});

api.get('/:id', async (req, res) => {
  const post = await posts.find(idParams.parse(req.params).id);
  if (post) res.json({ data: post });
  else res.status(404).json(errorBody('NOT_FOUND', 'Post not found', res.locals['id']));
});

api.post('/', express.json({ limit: '1mb' }), async (req, res) => {
  const post = await posts.create(newPost.parse(req.body));
  res.status(201).location(`/api/v1/posts/${post.id}`).json({ data: post });
});

app.use('/api/v1/posts', api);

app.use((error: Error & { status?: number }, _req: Request, res: Response, _next: NextFunction) => {
  const id = String(res.locals['id']);
  if (error instanceof ZodError) {
    res.status(400).json(errorBody('VALIDATION_ERROR', 'The request is not valid', id, error.issues));
    return;
  }
  const status = error.status ?? 500;
  if (status >= 500) logger.error({ err: error });
  res.status(status).json(errorBody('ERROR', 'The request failed', id));
});

const server = app.listen(env.PORT, '127.0.0.1');

process.on('SIGTERM', () => {
  server.close(async () => {
    await posts.close();
    process.exit(0);
  });
});
