/** Gives every request its id, and the answer the same one. */
import type { AppMiddleware } from './pipeline.js';
import { requestIdFrom, requestIdHeader } from './request-id.js';

declare module 'hono' {
  interface ContextVariableMap {
    requestId: string;
  }
}

export function requestId(): AppMiddleware {
  return (c, next) => {
    const id = requestIdFrom(c.req.header(requestIdHeader));
    c.set('requestId', id);
    c.header(requestIdHeader, id);
    return next();
  };
}
