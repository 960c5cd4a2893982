/** Gives every request its id, and the answer the same one. */
import type { RequestHandler } from 'express';
import { requestIdFrom, requestIdHeader } from './request-id.js';

declare global {
  namespace Express {
    interface Request {
      id: string;
    }
  }
}

export function requestId(): RequestHandler {
  return (req, res, next) => {
    req.id = requestIdFrom(req.headers[requestIdHeader]);
    res.setHeader(requestIdHeader, req.id);
    next();
  };
}
