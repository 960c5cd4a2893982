/** Tells callers of an old version of the API that it is going to go. */
import type { AppMiddleware } from './pipeline.js';
import { type Deprecation, deprecationHeaders } from './versions.js';

export function deprecated(deprecation: Deprecation): AppMiddleware {
  const headers = Object.entries(deprecationHeaders(deprecation));
  return (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    return next();
  };
}
