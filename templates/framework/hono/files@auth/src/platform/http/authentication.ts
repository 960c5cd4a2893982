/** Finds out who is calling and puts the principal on the context; refuses nobody. */
import type { Container } from '../../container.js';
import type { Principal } from '../../shared/auth.js';
import type { AppMiddleware } from './pipeline.js';

declare module 'hono' {
  interface ContextVariableMap {
    /** Undefined when the caller is not signed in. */
    principal: Principal | undefined;
  }
}

export function authentication({ authenticator }: Container): AppMiddleware {
  return async (c, next) => {
    c.set('principal', await authenticator.authenticate(c.req.header()));
    return next();
  };
}
