/** Bounds the time a request may take. */
import type { RequestHandler } from 'express';
import { AppError } from '../../shared/errors.js';

/** Time a handler has to answer, in milliseconds. */
const limit = 30_000;

/** Answers 503 when no handler has; what one says later is lost with the connection. */
export function timeout(): RequestHandler {
  return (_req, res, next) => {
    const timer = setTimeout(() => next(tookTooLong()), limit);
    res.once('close', () => clearTimeout(timer));
    next();
  };
}

function tookTooLong(): AppError {
  return new AppError('DEPENDENCY_UNAVAILABLE', 'The request took too long', {
    headers: { connection: 'close' },
  });
}
