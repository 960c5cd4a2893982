/** Who may pass to a route. Who the caller is was found out by the authentication middleware. */
import type { Request, RequestHandler } from 'express';
import { challengeFor, type Principal } from '../../shared/auth.js';
import { forbidden, unauthenticated } from '../../shared/errors.js';

/** The caller, for handlers that make no sense without one. */
export function principalOf(req: Request): Principal {
  if (!req.principal) throw unauthenticated(undefined, challengeFor(req.headers));
  return req.principal;
}

/** Lets anybody pass who is signed in. */
export const requireAuthentication: RequestHandler = (req, _res, next) => {
  principalOf(req);
  next();
};

/** Lets callers pass who have the role. */
export function requireRole(role: string): RequestHandler {
  return (req, _res, next) => {
    if (!principalOf(req).roles.includes(role)) throw forbidden();
    next();
  };
}
