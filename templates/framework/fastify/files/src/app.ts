/** The HTTP application: the request pipeline, the routes and the handlers of errors. */
import { fastify, type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { Container } from './container.js';
import { middleware } from './middleware.js';
import { modules } from './modules.js';
import { deprecated } from './platform/http/deprecation.js';
import { docsRoutes } from './platform/http/docs.routes.js';
import { handleError } from './platform/http/error-handler.js';
import { healthRoutes } from './platform/http/health.routes.js';
import type { ApiModule } from './platform/http/module.js';
import { endUnknownPath, handleNotFound } from './platform/http/not-found.js';
import { serverOptions } from './platform/http/server-options.js';
import { mountPath } from './platform/http/versions.js';

/** Builds the app; the caller decides where it listens. */
export async function createApp(container: Container): Promise<FastifyInstance> {
  const app = fastify(serverOptions(container));
  app.setErrorHandler(handleError);
  app.setNotFoundHandler(handleNotFound);

  for (const plugin of middleware) {
    await app.register(plugin, { container });
  }
  app.addHook('onRequest', endUnknownPath);
  await app.register(healthRoutes, { container });
  await app.register(docsRoutes);
  for (const module of modules) {
    await app.register(routesOf(module, container), { prefix: mountPath(module) });
  }
  return app;
}

function routesOf({ deprecation, routes }: ApiModule, container: Container): FastifyPluginAsync {
  return async (scope) => {
    if (deprecation) scope.addHook('onRequest', deprecated(deprecation));
    await scope.register(routes(container));
  };
}
