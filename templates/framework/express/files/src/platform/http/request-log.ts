/** One log line a request, written when its answer is out. */
import type { RequestHandler } from 'express';
import type { Container } from '../../container.js';

/** Logged as the status when the client left before it had an answer (nginx's convention). */
const clientClosedRequest = 499;

export function requestLog({ logger }: Container): RequestHandler {
  return (req, res, next) => {
    const { id: requestId, method, path } = req;
    const start = performance.now();
    res.on('close', () => {
      const status = res.writableFinished ? res.statusCode : clientClosedRequest;
      const durationMs = Math.round(performance.now() - start);
      logger.info({ requestId, method, path, status, durationMs }, 'request');
    });
    next();
  };
}
