/** Finds out who is calling and puts the principal on the request; refuses nobody. */
import type { RequestHandler } from 'express';
import type { Container } from '../../container.js';
import type { Principal } from '../../shared/auth.js';

declare global {
  namespace Express {
    interface Request {
      /** Absent when the caller is not signed in. */
      principal?: Principal | undefined;
    }
  }
}

export function authentication({ authenticator }: Container): RequestHandler {
  return async (req, _res, next) => {
    req.principal = await authenticator.authenticate(req.headers);
    next();
  };
}
