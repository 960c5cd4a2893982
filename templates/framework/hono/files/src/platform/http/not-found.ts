/** Answers for a known path with a verb that it lacks. */
import type { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { methodNotAllowed as notAllowed } from '../../shared/errors.js';
import type { AppEnv, AppMiddleware } from './pipeline.js';

/** OPTIONS is answered with the verbs of the path, any other verb that it lacks is refused. */
export function otherMethods(app: Hono<AppEnv>): AppMiddleware {
  return methodNotAllowed({
    app,
    onMethodNotAllowed(c, methods) {
      const allowed = [...methods, 'OPTIONS'];
      if (c.req.method !== 'OPTIONS') throw notAllowed(allowed);
      return new Response(null, { status: 204, headers: { allow: allowed.join(', ') } });
    },
  });
}
