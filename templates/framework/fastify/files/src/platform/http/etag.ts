/** Gives what GET answers a strong ETag, and spares callers what they have already. */
import { createHash } from 'node:crypto';
import fp from 'fastify-plugin';
import type { PipelinePlugin } from './pipeline.js';

const plugin: PipelinePlugin = async (app) => {
  app.addHook('onSend', async ({ method, headers }, reply, payload) => {
    const isRead = method === 'GET' || method === 'HEAD';
    if (!isRead || reply.statusCode !== 200 || !isWhole(payload)) return payload;
    const tag = `"${createHash('sha1').update(payload).digest('base64')}"`;
    reply.header('etag', tag);
    if (!names(headers['if-none-match'], tag)) return payload;
    reply.code(304).removeHeader('content-type').removeHeader('content-length');
    return null;
  });
};

function isWhole(payload: unknown): payload is string | Buffer {
  return typeof payload === 'string' || Buffer.isBuffer(payload);
}

/** Whether an If-None-Match header has the tag; weak ones compare the same (RFC 9110, 13.1.2). */
function names(header: string | undefined, tag: string): boolean {
  const tags = header?.split(',').map((item) => item.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(tag) || tags.includes('*');
}

export const etag = fp(plugin, { name: 'etag' });
