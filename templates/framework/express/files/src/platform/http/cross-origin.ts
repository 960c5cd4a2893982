/** Lets browsers of the origins in CORS_ORIGINS read answers; none when it is empty. */
import cors, { type CorsOptions } from 'cors';
import type { RequestHandler } from 'express';
import type { Container } from '../../container.js';
import { corsRules, isPreflight } from './cors.js';

export function crossOrigin({ env }: Container): RequestHandler {
  const origin = env.CORS_ORIGINS.length > 0 ? env.CORS_ORIGINS : false;
  const preflight: CorsOptions = { ...corsRules, origin };
  // Any other OPTIONS request goes on to its route, which answers with Allow.
  const actual: CorsOptions = {
    origin,
    exposedHeaders: corsRules.exposedHeaders,
    methods: [],
    allowedHeaders: [],
    preflightContinue: true,
  };
  return cors(({ headers }, callback) => {
    callback(null, isPreflight(headers) ? preflight : actual);
  });
}
