/** Who may pass to a route. Who the caller is was found out by the authentication middleware. */
import { challengeFor, type Principal } from '../../shared/auth.js';
import { forbidden, unauthenticated } from '../../shared/errors.js';
import type { AppContext, AppMiddleware } from './pipeline.js';

/** The caller, for handlers that make no sense without one. */
export function principalOf(c: AppContext): Principal {
  const principal = c.get('principal');
  if (!principal) throw unauthenticated(undefined, challengeFor(c.req.header()));
  return principal;
}

/** Lets anybody pass who is signed in. */
export const requireAuthentication: AppMiddleware = (c, next) => {
  principalOf(c);
  return next();
};

/** Lets callers pass who have the role. */
export function requireRole(role: string): AppMiddleware {
  return (c, next) => {
    if (!principalOf(c).roles.includes(role)) throw forbidden();
    return next();
  };
}
