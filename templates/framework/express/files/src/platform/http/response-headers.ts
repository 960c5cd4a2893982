/** Puts the headers on that every answer carries. */
import type { RequestHandler } from 'express';
import { securityHeaders } from './security-headers.js';

const headers = new Map(
  Object.entries({
    ...securityHeaders,
    // Unless the route says otherwise.
    'cache-control': 'no-store',
    vary: 'Accept-Encoding',
  }),
);

export function responseHeaders(): RequestHandler {
  return (_req, res, next) => {
    res.setHeaders(headers);
    next();
  };
}
