/** Lets browsers of the origins in CORS_ORIGINS read answers; none when it is empty. */
import cors from '@fastify/cors';
import fp from 'fastify-plugin';
import { corsRules, isPreflight } from './cors.js';
import type { PipelinePlugin } from './pipeline.js';

const { methods, allowedHeaders, exposedHeaders, maxAge } = corsRules;

const preflightHeaders = {
  'access-control-allow-methods': methods,
  'access-control-allow-headers': allowedHeaders,
  'access-control-max-age': maxAge,
};

const plugin: PipelinePlugin = async (app, { container }) => {
  const origin = container.env.CORS_ORIGINS;
  if (origin.length === 0) return;
  // The plugin would take every OPTIONS request for a preflight one; others are answered with Allow.
  await app.register(cors, { origin, exposedHeaders, preflight: false });
  app.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS' || !isPreflight(request.headers)) return done();
    reply.code(204).headers(preflightHeaders).send();
  });
};

export const crossOrigin = fp(plugin, { name: 'cross-origin' });
