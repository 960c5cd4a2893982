/** Turns every error into the error envelope; the only place that does. */
import type { ErrorHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Container } from '../../container.js';
import { AppError, errorBody, errorCodes, statusOf, toAppError } from '../../shared/errors.js';
import type { AppEnv } from './pipeline.js';

/** Answers with the error; one that is not the caller's fault is logged with its stack. */
export function errorHandler({ logger }: Container): ErrorHandler<AppEnv> {
  return (error, c) => {
    const failure = translate(error);
    const requestId = c.get('requestId');
    if (failure.status >= 500) logger.error({ err: error, requestId }, 'request failed');
    const headers = { 'cache-control': 'no-store', ...failure.headers };
    return c.json(errorBody(failure, requestId), failure.status as ContentfulStatusCode, headers);
  };
}

/** The error that one of Hono's own middleware stands for: the first of the same status. */
function translate(error: Error): AppError {
  if (!(error instanceof HTTPException)) return toAppError(error);
  const code = errorCodes.find((candidate) => statusOf(candidate) === error.status);
  if (!code) return toAppError(error);
  const headers = Object.fromEntries(error.res?.headers ?? []);
  return new AppError(code, error.message, { headers, cause: error });
}
