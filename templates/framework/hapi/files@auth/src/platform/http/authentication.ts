/**
 * Finds out who is calling, and gives routes the strategy `caller`, which refuses who is not known:
 * `auth: 'caller'`, or `auth: { strategy: 'caller', scope: 'admin' }` for those with the role.
 */
import type { Request } from '@hapi/hapi';
import { challengeFor, type Principal } from '../../shared/auth.js';
import { unauthenticated } from '../../shared/errors.js';
import type { PipelinePlugin } from './pipeline.js';

declare module '@hapi/hapi' {
  interface RequestApplicationState {
    /** Undefined when the caller is not signed in. */
    principal: Principal | undefined;
  }
}

export const authentication: PipelinePlugin = {
  name: 'authentication',
  register(server, { container: { authenticator } }) {
    // Before hapi's own step, as the limits of the pipeline are the caller's, whatever the route.
    server.ext('onRequest', async ({ app, headers }, h) => {
      app.principal = await authenticator.authenticate(headers);
      return h.continue;
    });
    server.auth.scheme('principal', () => ({
      authenticate(request, h) {
        const { roles } = principalOf(request);
        return h.authenticated({ credentials: { scope: roles } });
      },
    }));
    server.auth.strategy('caller', 'principal');
  },
};

/** The caller, for handlers that make no sense without one. */
export function principalOf({ app, headers }: Pick<Request, 'app' | 'headers'>): Principal {
  if (!app.principal) throw unauthenticated(undefined, challengeFor(headers));
  return app.principal;
}
