/**
 * What `res.send` of this app does beyond that of Express: it compresses where that pays, and gives
 * what GET answers a strong ETag, so that nobody is sent what they have already. Express's own tags
 * would stand on errors, too, and not tell compressed answers from others.
 */
import { gzip } from 'node:zlib';
import express, { type Response } from 'express';
import { isWorthGzip } from './compression.js';
import { entityTag, gzipTag, hasTag } from './etag.js';

const { send } = express.response;

/** Takes the place of `app.response.send`. */
export function sendWhole(this: Response, body?: unknown): Response {
  // Express turns anything else into JSON and calls again.
  if (typeof body !== 'string' && !Buffer.isBuffer(body)) return send.call(this, body);

  const { headers, method } = this.req;
  const packed = isWorthGzip(body, this.getHeader('Content-Type'), headers['accept-encoding']);
  if (this.statusCode === 200 && (method === 'GET' || method === 'HEAD')) {
    const tag = packed ? gzipTag(entityTag(body)) : entityTag(body);
    this.setHeader('ETag', tag);
    if (hasTag(headers['if-none-match'], tag)) return send.call(this.status(304), body);
  }
  return packed ? sendPacked(this, body) : send.call(this, body);
}

function sendPacked(res: Response, body: string | Buffer): Response {
  gzip(body, (error, smaller) => {
    if (res.headersSent) return;
    if (error) return res.req.next?.(error);
    send.call(res.set('Content-Encoding', 'gzip'), smaller);
  });
  return res;
}
