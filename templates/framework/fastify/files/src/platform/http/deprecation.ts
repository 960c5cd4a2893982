/** Tells callers of an old version of the API that it is going to go. */
import type { onRequestHookHandler } from 'fastify';
import { type Deprecation, deprecationHeaders } from './versions.js';

/** A hook for the routes of that version. */
export function deprecated(deprecation: Deprecation): onRequestHookHandler {
  const headers = deprecationHeaders(deprecation);
  return (_request, reply, done) => {
    reply.headers(headers);
    done();
  };
}
