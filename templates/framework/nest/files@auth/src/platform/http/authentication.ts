/** Finds out who is calling and puts the principal on the request; refuses nobody. */
import fp from 'fastify-plugin';
import type { Principal } from '../../shared/auth.js';
import type { PipelinePlugin } from './pipeline.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined when the caller is not signed in. */
    principal: Principal | undefined;
  }
}

const plugin: PipelinePlugin = async (app, { container }) => {
  app.decorateRequest('principal', undefined);
  app.addHook('onRequest', async (request) => {
    request.principal = await container.authenticator.authenticate(request.headers);
  });
};

export const authentication = fp(plugin, { name: 'authentication' });
