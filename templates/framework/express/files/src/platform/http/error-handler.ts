/** Turns every error into the error envelope; the only place that does. */
import type { ErrorRequestHandler } from 'express';
import type { Container } from '../../container.js';
import { errorBody, toAppError } from '../../shared/errors.js';

/** Answers with the error; one that is not the caller's fault is logged with its stack. */
export function errorHandler({ logger }: Container): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const failure = toAppError(error);
    if (failure.status >= 500) logger.error({ err: error, requestId: req.id }, 'request failed');
    if (res.headersSent) {
      // Broken off, so that the client does not take what it has for the whole answer.
      res.destroy();
      return;
    }
    res.set('Cache-Control', 'no-store').set(failure.headers);
    res.status(failure.status).json(errorBody(failure, req.id));
  };
}
