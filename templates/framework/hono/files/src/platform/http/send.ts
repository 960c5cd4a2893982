/**
 * Words what GET answers for its caller: compressed where that pays, and with a strong ETag, so that
 * nobody is sent what they have already. This is done while the answer is made, because to read the
 * body out of a Response costs more than all of it.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { isWorthGzip } from './compression.js';
import { entityTag, gzipTag, hasTag } from './etag.js';
import type { AppContext } from './pipeline.js';

type Headers = Readonly<Record<string, string>>;

const compress = promisify(gzip);

/** Answers GET with JSON. */
export function sendJson(c: AppContext, body: object): Response | Promise<Response> {
  return send(c, JSON.stringify(body), { 'content-type': 'application/json' });
}

/** Answers GET with a body as it is; names of headers are in lower case. */
export function send(
  c: AppContext,
  body: string | Buffer,
  headers: Headers,
): Response | Promise<Response> {
  const { 'content-type': type, ...others } = headers;
  const packed = isWorthGzip(body, type, c.req.header('accept-encoding'));
  const etag = packed ? gzipTag(entityTag(body)) : entityTag(body);
  if (hasTag(c.req.header('if-none-match'), etag)) return c.body(null, 304, { ...others, etag });
  if (packed) return sendPacked(c, body, { ...headers, etag });
  // Hono's types leave out memory that threads share, which a body never is.
  return c.body(body as string | NonSharedBuffer, 200, { ...headers, etag });
}

async function sendPacked(
  c: AppContext,
  body: string | Buffer,
  headers: Headers,
): Promise<Response> {
  return c.body(await compress(body), 200, { ...headers, 'content-encoding': 'gzip' });
}
