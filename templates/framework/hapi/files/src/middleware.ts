/** The request pipeline: plugins whose extensions run for every request, in this order, around its route. */
import { crossOrigin } from './platform/http/cross-origin.js';
import { drain } from './platform/http/drain.js';
import { idempotent } from './platform/http/idempotent.js';
import type { PipelinePlugin } from './platform/http/pipeline.js';
import { rateLimit } from './platform/http/rate-limit.js';
import { representation } from './platform/http/representation.js';
import { requestLog } from './platform/http/request-log.js';
import { responseHeaders } from './platform/http/response-headers.js';
import { wellFormedRequest } from './platform/http/well-formed-request.js';

export const middleware: PipelinePlugin[] = [
  requestLog,
  drain,
  representation,
  responseHeaders,
  crossOrigin,
  wellFormedRequest,
  rateLimit,
  idempotent,
];
