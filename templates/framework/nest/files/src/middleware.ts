/** The request pipeline: Fastify plugins whose hooks see every request, in this order, before Nest. */
import { jsonBody } from './platform/http/body.js';
import { crossOrigin } from './platform/http/cross-origin.js';
import { drain } from './platform/http/drain.js';
import type { PipelinePlugin } from './platform/http/pipeline.js';
import { rateLimit } from './platform/http/rate-limit.js';
import { representation } from './platform/http/representation.js';
import { requestLog } from './platform/http/request-log.js';
import { responseHeaders } from './platform/http/response-headers.js';
import { timeLimit } from './platform/http/time-limit.js';
import { wellFormedRequest } from './platform/http/well-formed-request.js';

export const middleware: PipelinePlugin[] = [
  requestLog,
  responseHeaders,
  drain,
  timeLimit,
  representation,
  crossOrigin,
  wellFormedRequest,
  rateLimit,
  jsonBody,
];
