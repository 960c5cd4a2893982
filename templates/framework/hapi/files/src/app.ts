/** The HTTP application: the request pipeline, the routes and the handling of errors. */
import { type Server, server } from '@hapi/hapi';
import type { Container } from './container.js';
import { middleware } from './middleware.js';
import { modules } from './modules.js';
import { deprecated } from './platform/http/deprecation.js';
import { docsRoutes } from './platform/http/docs.routes.js';
import { errorHandler } from './platform/http/error-handler.js';
import { healthRoutes } from './platform/http/health.routes.js';
import { guardListener } from './platform/http/listener.js';
import type { ApiModule } from './platform/http/module.js';
import { unknownPath } from './platform/http/not-found.js';
import { serverOptions } from './platform/http/server-options.js';
import { mountPath } from './platform/http/versions.js';

/** Builds the app; it listens once it is started. */
export async function createApp(container: Container): Promise<Server> {
  const app = server(serverOptions(container));
  guardListener(app.listener, container);

  // First, so that what follows sees answers alone.
  app.ext('onPreResponse', errorHandler(container));
  for (const plugin of middleware) {
    await app.register({ plugin, options: { container } });
  }
  app.route([...healthRoutes(container), ...docsRoutes(), ...unknownPath]);
  for (const module of modules) {
    await mount(app, module, container);
  }
  return app;
}

async function mount(app: Server, module: ApiModule, container: Container): Promise<void> {
  const { deprecation } = module;
  // Parameters are written `:postId` in a module, and `{postId}` for hapi.
  const prefix = mountPath(module).replaceAll(/:(\w+)/g, '{$1}');
  const register = (scope: Server) => {
    if (deprecation) {
      scope.ext('onPreResponse', deprecated(deprecation), { sandbox: 'plugin' });
    }
    module.routes(container)(scope);
  };
  await app.register({ name: prefix, register }, { routes: { prefix } });
}
