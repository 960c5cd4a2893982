/** Turns every error into the error envelope; the only place that does. */
import { HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AppError,
  type ErrorCode,
  errorBody,
  invalidJson,
  invalidPath,
  payloadTooLarge,
  toAppError,
  unsupportedMediaType,
} from '../../shared/errors.js';
import { logRequest } from './request-log.js';
import { setResponseHeaders } from './response-headers.js';

/** Codes for exceptions of Nest, by status; any other fault of the caller is INVALID_REQUEST. */
const codes: Partial<Record<number, ErrorCode>> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'PRECONDITION_FAILED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  503: 'DEPENDENCY_UNAVAILABLE',
};

/** Answers with the error; one that is not the caller's fault is logged with its stack. */
export function handleError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const failure = toFailure(error, request);
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

/** What is answered to a request that failed so. */
export function toFailure(error: unknown, request: FastifyRequest): AppError {
  // The client left, or broke off, while its body was read.
  if (error === request.raw.errored) return invalidJson(error);
  if (!(error instanceof HttpException)) return fromFastify(error) ?? toAppError(error);
  return fromFastify(error.cause) ?? fromNest(error);
}

/** The error that Fastify's own stands for (fastify.dev/docs/latest/Reference/Errors). */
function fromFastify(error: unknown): AppError | undefined {
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
      return undefined;
  }
}

function fromNest(error: HttpException): AppError {
  const status = error.getStatus();
  const code = codes[status] ?? (status < 500 ? 'INVALID_REQUEST' : undefined);
  return code ? new AppError(code, error.message, { cause: error }) : toAppError(error);
}
