/** Tells callers of an old version of the API that it is going to go. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Deprecation, deprecationHeaders } from './versions.js';

/** A middleware for the routes of that version. */
export function deprecated(deprecation: Deprecation) {
  const headers = new Map(Object.entries(deprecationHeaders(deprecation)));
  return (_request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    response.setHeaders(headers);
    next();
  };
}
