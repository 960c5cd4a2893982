/** How hapi itself is set up: its listener, its router, and what holds for every route that says nothing else. */
import type { RouteOptions, ServerOptions } from '@hapi/hapi';
import type { Container } from '../../container.js';
import { corsRules } from './cors.js';
import { createListener } from './listener.js';
import { throwFault } from './validation.js';

/** Time a request has until its answer begins, in milliseconds. */
const timeLimit = 30_000;

export function serverOptions({ env }: Container): ServerOptions {
  return {
    listener: createListener(),
    host: env.HOST,
    port: env.PORT,
    router: { stripTrailingSlash: true },
    // Answers are compressed by the pipeline, their tags with them; errors are logged there.
    compression: false,
    debug: false,
    routes: { ...routeDefaults, cors: env.CORS_ORIGINS.length > 0 && corsOf(env.CORS_ORIGINS) },
  };
}

const routeDefaults: RouteOptions = {
  cache: { otherwise: 'no-store' },
  // Routes read and limit their bodies themselves: hapi would first wait for the end of those it refuses.
  payload: {
    output: 'stream',
    parse: 'gunzip',
    override: 'application/octet-stream',
    maxBytes: Number.MAX_SAFE_INTEGER,
  },
  response: { ranges: false },
  state: { parse: false },
  timeout: { server: timeLimit },
  validate: { failAction: throwFault },
};

function corsOf(origin: string[]): RouteOptions['cors'] {
  return { origin, exposedHeaders: corsRules.exposedHeaders.split(', ') };
}
