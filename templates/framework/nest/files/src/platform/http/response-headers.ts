/** Puts the headers on that every answer carries. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { PipelinePlugin } from './pipeline.js';
import { requestIdHeader } from './request-id.js';
import { securityHeaders } from './security-headers.js';

const headers = {
  ...securityHeaders,
  // Unless the route says otherwise.
  'cache-control': 'no-store',
  vary: 'Accept-Encoding',
};

export function setResponseHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(headers).header(requestIdHeader, request.id);
}

const plugin: PipelinePlugin = async (app) => {
  app.addHook('onRequest', (request, reply, done) => {
    setResponseHeaders(request, reply);
    done();
  });
};

export const responseHeaders = fp(plugin, { name: 'response-headers' });
