/** Lets browsers of the origins in CORS_ORIGINS read answers; none when it is empty. */
import cors, { type CorsOptions } from 'cors';
import type { RequestHandler } from 'express';
import type { Container } from '../../container.js';

export function crossOrigin({ env }: Container): RequestHandler {
  const options: CorsOptions = {
    origin: env.CORS_ORIGINS.length > 0 ? env.CORS_ORIGINS : false,
    exposedHeaders: ['Location', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  };
  // An OPTIONS request that is no preflight goes on to its route, which answers with Allow.
  return cors((req, callback) => {
    const isPreflight = 'access-control-request-method' in req.headers;
    callback(null, { ...options, preflightContinue: !isPreflight });
  });
}
