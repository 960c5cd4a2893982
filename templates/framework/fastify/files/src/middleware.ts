/** The request pipeline: plugins whose hooks run for every request, in this order, before its route. */
import { jsonBody } from './platform/http/body.js';
import { crossOrigin } from './platform/http/cross-origin.js';
import { drain } from './platform/http/drain.js';
import { etag } from './platform/http/etag.js';
import type { PipelinePlugin } from './platform/http/pipeline.js';
import { rateLimit } from './platform/http/rate-limit.js';
import { requestLog } from './platform/http/request-log.js';
import { responseHeaders } from './platform/http/response-headers.js';
import { wellFormedPath } from './platform/http/well-formed-path.js';

export const middleware: PipelinePlugin[] = [
  requestLog,
  responseHeaders,
  drain,
  etag,
  wellFormedPath,
  crossOrigin,
  rateLimit,
  jsonBody,
];
