/**
 * Words an answer for its caller: compressed where that pays and, for what GET answers, with a strong
 * ETag, so that nobody is sent what they have already. What may be kept at all a handler says with
 * `@RouteConfig({ cache: 'public' })`: by anybody, or by the caller alone when it is `private`.
 */
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { isWorthGzip } from './compression.js';
import { entityTag, gzipTag, hasTag } from './etag.js';
import type { PipelinePlugin } from './pipeline.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    cache?: 'public' | 'private';
  }
}

const plugin: PipelinePlugin = async (app) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!isWhole(payload)) return done(null, payload);
    const { method, headers } = request;
    const packed = isWorthGzip(
      payload,
      reply.getHeader('content-type'),
      headers['accept-encoding'],
    );

    if (reply.statusCode === 200 && (method === 'GET' || method === 'HEAD')) {
      const tag = packed ? gzipTag(entityTag(payload)) : entityTag(payload);
      label(request, reply, tag);
      if (hasTag(headers['if-none-match'], tag)) {
        reply.code(304).removeHeader('content-type');
        // Fastify measures what HEAD would have sent.
        return done(null, method === 'HEAD' ? payload : null);
      }
    }
    if (!packed) return done(null, payload);
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    gzip(payload, done);
  });
};

function isWhole(payload: unknown): payload is string | Buffer {
  return typeof payload === 'string' || Buffer.isBuffer(payload);
}

/** Whoever keeps the answer asks before each use whether it is still the one with this tag. */
function label({ routeOptions }: FastifyRequest, reply: FastifyReply, tag: string): void {
  const { cache } = routeOptions.config;
  reply.header('etag', tag);
  if (cache) reply.header('cache-control', `${cache}, no-cache`);
}

export const representation = fp(plugin, { name: 'representation' });
