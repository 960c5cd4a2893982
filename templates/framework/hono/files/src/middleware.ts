/** The request pipeline: what every request passes through before a route, in this order. */
import type { Container } from './container.js';
import { crossOrigin } from './platform/http/cross-origin.js';
import { idempotency } from './platform/http/idempotent.js';
import type { AppMiddleware } from './platform/http/pipeline.js';
import { rateLimit } from './platform/http/rate-limit.js';
import { requestId } from './platform/http/request-context.js';
import { requestLog } from './platform/http/request-log.js';
import { responseHeaders } from './platform/http/response-headers.js';
import { timeLimit } from './platform/http/time-limit.js';
import { wellFormedRequest } from './platform/http/well-formed-request.js';

type Middleware = (container: Container) => AppMiddleware;

export const middleware: Middleware[] = [
  requestId,
  requestLog,
  responseHeaders,
  timeLimit,
  crossOrigin,
  wellFormedRequest,
  rateLimit,
  idempotency,
];
