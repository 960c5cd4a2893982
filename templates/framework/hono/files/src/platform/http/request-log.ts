/** One log line a request, written when its answer is ready. */
import type { Container } from '../../container.js';
import type { AppMiddleware } from './pipeline.js';

/** Logged as the status when the client left before it had an answer (nginx's convention). */
const clientClosedRequest = 499;

export function requestLog({ logger }: Container): AppMiddleware {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const { method, path } = c.req;
    const requestId = c.get('requestId');
    const status = c.env.outgoing.destroyed ? clientClosedRequest : c.res.status;
    const durationMs = Math.round(performance.now() - start);
    logger.info({ requestId, method, path, status, durationMs }, 'request');
  };
}
