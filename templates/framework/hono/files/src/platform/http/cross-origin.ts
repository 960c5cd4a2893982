/**
 * Lets browsers of the origins in CORS_ORIGINS read answers; none when it is empty. Hono's own `cors`
 * takes every OPTIONS request for a preflight one, and makes each answer anew.
 */
import type { Container } from '../../container.js';
import { corsRules, isPreflight } from './cors.js';
import type { AppMiddleware } from './pipeline.js';

const preflightHeaders = {
  'access-control-allow-methods': corsRules.methods,
  'access-control-allow-headers': corsRules.allowedHeaders,
  'access-control-max-age': String(corsRules.maxAge),
};

export function crossOrigin({ env }: Container): AppMiddleware {
  const origins = new Set(env.CORS_ORIGINS);
  if (origins.size === 0) return (_c, next) => next();
  return async (c, next) => {
    const origin = c.req.header('origin') ?? '';
    c.header('vary', 'Origin', { append: true });
    if (origins.has(origin)) {
      c.header('access-control-allow-origin', origin);
      c.header('access-control-expose-headers', corsRules.exposedHeaders);
    }
    const asks = c.req.method === 'OPTIONS' && isPreflight(c.req.header());
    return asks ? c.body(null, 204, preflightHeaders) : next();
  };
}
