/** The request pipeline: what every request passes through before a route, in this order. */
import type { RequestHandler } from 'express';
import type { Container } from './container.js';
import { crossOrigin } from './platform/http/cross-origin.js';
import { healthRoutes } from './platform/http/health.routes.js';
import { rateLimit } from './platform/http/rate-limit.js';
import { requestId } from './platform/http/request-context.js';
import { requestLog } from './platform/http/request-log.js';
import { responseHeaders } from './platform/http/response-headers.js';
import { timeout } from './platform/http/timeout.js';
import { wellFormedRequest } from './platform/http/well-formed-request.js';

type Middleware = (container: Container) => RequestHandler | RequestHandler[];

export const middleware: Middleware[] = [
  requestId,
  requestLog,
  responseHeaders,
  timeout,
  crossOrigin,
  wellFormedRequest,
  // Probes are answered before the rate limit: refusing one would restart a healthy process.
  healthRoutes,
  rateLimit,
];
