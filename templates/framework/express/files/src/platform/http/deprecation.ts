/** Tells callers of an old version of the API that it is going to go. */
import type { RequestHandler } from 'express';
import { type Deprecation, deprecationHeaders } from './versions.js';

export function deprecated(deprecation: Deprecation): RequestHandler {
  const headers = new Map(Object.entries(deprecationHeaders(deprecation)));
  return (_req, res, next) => {
    res.setHeaders(headers);
    next();
  };
}
