/**
 * Who may pass to a route. Who the caller is was found out by the authentication plugin. Guards belong
 * in a route's `onRequest`, so that a stranger's body is not even read.
 */
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { challengeFor, type Principal } from '../../shared/auth.js';
import { forbidden, unauthenticated } from '../../shared/errors.js';

/** The caller, for handlers that make no sense without one. */
export function principalOf({
  principal,
  headers,
}: Pick<FastifyRequest, 'principal' | 'headers'>): Principal {
  if (!principal) throw unauthenticated(undefined, challengeFor(headers));
  return principal;
}

/** Lets anybody pass who is signed in. */
export const requireAuthentication: onRequestAsyncHookHandler = async (request) => {
  principalOf(request);
};

/** Lets callers pass who have the role. */
export function requireRole(role: string): onRequestAsyncHookHandler {
  return async (request) => {
    if (!principalOf(request).roles.includes(role)) throw forbidden();
  };
}
