/** Lets browsers of the origins in CORS_ORIGINS read answers; none when it is empty. */
import cors from '@fastify/cors';
import fp from 'fastify-plugin';
import type { PipelinePlugin } from './pipeline.js';

const plugin: PipelinePlugin = async (app, { container }) => {
  const origin = container.env.CORS_ORIGINS;
  if (origin.length === 0) return;
  const preflight = {
    origin,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    maxAge: 600,
  };
  // Any other OPTIONS request goes on to the not-found handler, which answers with Allow.
  const actual = {
    origin,
    exposedHeaders: ['Location', 'Retry-After', 'X-Request-Id'],
    preflight: false,
  };
  await app.register(cors, {
    delegator: (request, callback) => {
      const isPreflight = 'access-control-request-method' in request.headers;
      callback(null, isPreflight ? preflight : actual);
    },
  });
};

export const crossOrigin = fp(plugin, { name: 'cross-origin' });
