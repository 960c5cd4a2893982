/** Turns every error into the error envelope; the only place that does. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type AppError,
  errorBody,
  invalidJson,
  invalidPath,
  payloadTooLarge,
  toAppError,
  unsupportedMediaType,
} from '../../shared/errors.js';
import { logRequest } from './request-log.js';
import { setResponseHeaders } from './response-headers.js';

/** Answers with the error; one that is not the caller's fault is logged with its stack. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const failure = translate(error, request);
  if (failure.status >= 500) request.log.error({ err: error }, 'request failed');
  reply.code(failure.status).header('cache-control', 'no-store').headers(failure.headers);
  reply.send(errorBody(failure, request.id));
}

/** The same for errors of the router, for which no hook runs. */
export function handleRouterError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  setResponseHeaders(request, reply);
  handleError(error, request, reply);
  logRequest(request, reply.statusCode);
}

/** The error that Fastify's own stands for (fastify.dev/docs/latest/Reference/Errors). */
function translate(error: unknown, request: FastifyRequest): AppError {
  // The client left, or broke off, while its body was read.
  if (error === request.raw.errored) return invalidJson(error);
  switch (error instanceof Error && 'code' in error && error.code) {
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return invalidPath();
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return payloadTooLarge();
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return invalidJson(error);
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE':
      return unsupportedMediaType();
    default:
      return toAppError(error);
  }
}
