/** Tells callers of an old version of the API that it is going to go. */
import type { Lifecycle } from '@hapi/hapi';
import { answerOf } from './response.js';
import { type Deprecation, deprecationHeaders } from './versions.js';

/** An extension for the routes of that version. */
export function deprecated(deprecation: Deprecation): Lifecycle.Method {
  const headers = deprecationHeaders(deprecation);
  return (request, h) => {
    Object.assign(answerOf(request).headers, headers);
    return h.continue;
  };
}
