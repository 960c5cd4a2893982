/** The HTTP application: the request pipeline, the routes and the handlers of errors. */
import { fastify, type FastifyInstance } from 'fastify';
import type { Container } from './container.js';
import { middleware } from './middleware.js';
import { modules } from './modules.js';
import { docsRoutes } from './platform/http/docs.routes.js';
import { handleError } from './platform/http/error-handler.js';
import { healthRoutes } from './platform/http/health.routes.js';
import { endUnknownPath, handleNotFound } from './platform/http/not-found.js';
import { serverOptions } from './platform/http/server-options.js';
import { validatorCompiler } from './platform/http/zod-provider.js';

/** Builds the app; the caller decides where it listens. */
export async function createApp(container: Container): Promise<FastifyInstance> {
  const app = fastify(serverOptions(container));
  app.setValidatorCompiler(validatorCompiler);
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);

  for (const plugin of middleware) {
    await app.register(plugin, { container });
  }
  app.addHook('onRequest', endUnknownPath);
  await app.register(healthRoutes, { container });
  await app.register(docsRoutes);
  for (const module of modules) {
    await app.register(module.routes(container), { prefix: `/api/v1${module.path}` });
  }
  return app;
}
