/** Bounds the time a request may take until its answer begins. */
import type { RequestHandler } from 'express';
import type { Container } from '../../container.js';
import { AppError } from '../../shared/errors.js';
import { errorHandler } from './error-handler.js';

/** Time a handler has, in milliseconds. */
const limit = 30_000;

/** Answers in place of a handler that does not; what the handler says later is lost. */
export function timeout(container: Container): RequestHandler {
  const answer = errorHandler(container);
  return (req, res, next) => {
    const timer = setTimeout(() => {
      if (res.headersSent) return;
      res.locals.timedOut = true;
      answer(tookTooLong(), req, res, next);
    }, limit);
    res.on('close', () => clearTimeout(timer));
    next();
  };
}

function tookTooLong(): AppError {
  return new AppError('DEPENDENCY_UNAVAILABLE', 'The request took too long', {
    headers: { connection: 'close' },
  });
}
