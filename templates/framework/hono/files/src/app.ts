/** The HTTP application: the request pipeline, the routes and the handlers of errors. */
import { Hono } from 'hono';
import type { Container } from './container.js';
import { middleware } from './middleware.js';
import { modules } from './modules.js';
import { deprecated } from './platform/http/deprecation.js';
import { docsRoutes } from './platform/http/docs.routes.js';
import { errorHandler } from './platform/http/error-handler.js';
import { healthRoutes } from './platform/http/health.routes.js';
import { otherMethods } from './platform/http/not-found.js';
import type { AppEnv } from './platform/http/pipeline.js';
import { mountPath } from './platform/http/versions.js';
import { routeNotFound } from './shared/errors.js';

/** Builds the app; the caller decides where it listens. */
export function createApp(container: Container): Hono<AppEnv> {
  const app = new Hono<AppEnv>({ strict: false });
  const handleError = errorHandler(container);
  app.onError(handleError);
  app.notFound((c) => handleError(routeNotFound(), c));

  for (const create of middleware) {
    app.use(create(container));
  }
  app.use(otherMethods(app));

  app.route('/', healthRoutes(container));
  app.route('/', docsRoutes(modules));
  // Deeper paths first: what is said of a path with all below it does not hold for another module's.
  for (const module of modules.toSorted((one, other) => other.path.length - one.path.length)) {
    const path = mountPath(module);
    if (module.deprecation) app.use(`${path}/*`, deprecated(module.deprecation));
    app.route(path, module.routes(container));
  }
  return app;
}
