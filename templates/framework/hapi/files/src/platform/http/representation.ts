/**
 * Words an answer for its caller: compressed where that pays and, for what GET answers, with a strong
 * ETag, so that nobody is sent what they have already. Hapi's own compression would come after the
 * tag, and leave HEAD without it.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ResponseObject } from '@hapi/hapi';
import { isWorthGzip } from './compression.js';
import { entityTag, gzipTag, hasTag } from './etag.js';
import type { PipelinePlugin } from './pipeline.js';
import { answerOf } from './response.js';

const pack = promisify(gzip);

export const representation: PipelinePlugin = {
  name: 'representation',
  register(server) {
    server.ext('onPreResponse', async (request, h) => {
      const { method, headers } = request;
      const usual = answerOf(request);
      const body = bodyOf(usual);
      if (body === undefined) return h.continue;

      const type = String(usual.headers['content-type'] ?? 'application/json; charset=utf-8');
      const packed = isWorthGzip(body, type, headers['accept-encoding']);
      const answer = h
        .response(packed ? await pack(body) : body)
        .code(usual.statusCode)
        .type(type);
      Object.assign(answer.headers, usual.headers, packed && { 'content-encoding': 'gzip' });
      if (usual.statusCode !== 200 || !(method === 'get' || method === 'head')) return answer;

      const tag = packed ? gzipTag(entityTag(body)) : entityTag(body);
      if (hasTag(headers['if-none-match'], tag)) answer.code(304);
      return answer.header('etag', tag);
    });
  },
};

/** What will be sent; undefined when there is nothing to word. */
function bodyOf({ source }: ResponseObject): string | Buffer | undefined {
  if (typeof source === 'string' || Buffer.isBuffer(source)) return source;
  return source === null ? undefined : JSON.stringify(source);
}
