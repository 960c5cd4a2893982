/** The HTTP application: the request pipeline, the routers and the error handler, in this order. */
import express, { type Express, Router } from 'express';
import type { Container } from './container.js';
import { middleware } from './middleware.js';
import { modules } from './modules.js';
import { docsRoutes } from './platform/http/docs.routes.js';
import { errorHandler } from './platform/http/error-handler.js';
import { unknownPath } from './platform/http/not-found.js';

/** Builds the app; the caller decides where it listens. */
export function createApp(container: Container): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.enable('case sensitive routing');
  app.set('trust proxy', container.env.TRUST_PROXY);

  for (const create of middleware) {
    app.use(create(container));
  }

  app.use('/api/v1', apiRoutes(container));
  app.use(docsRoutes(modules));

  app.use(unknownPath);
  app.use(errorHandler(container));
  return app;
}

function apiRoutes(container: Container): Router {
  const router = Router({ caseSensitive: true });
  for (const module of modules) {
    router.use(module.path, module.routes(container));
  }
  return router;
}
