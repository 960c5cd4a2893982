/** What pages of other origins may send and read, where their origin may at all. */
import type { IncomingHttpHeaders } from 'node:http';

const sent = ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match'];

const read = [
  'Deprecation',
  'ETag',
  'Idempotency-Replayed',
  'Link',
  'Location',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'Sunset',
  'X-Request-Id',
];

export const corsRules = {
  methods: 'GET, HEAD, POST, PUT, PATCH, DELETE',
  allowedHeaders: [...sent, 'X-Request-Id'].join(', '),
  exposedHeaders: read.join(', '),
  /** Seconds for which a browser need not ask again. */
  maxAge: 600,
};

/** Whether a browser asks what it may do (the Fetch standard, "CORS-preflight request"). */
export function isPreflight(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}
