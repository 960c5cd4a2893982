/** The HTTP application: the request pipeline, the routers and the error handler, in this order. */
import express, { type Express } from 'express';
import type { Container } from './container.js';
import { middleware } from './middleware.js';
import { modules } from './modules.js';
import { deprecated } from './platform/http/deprecation.js';
import { docsRoutes } from './platform/http/docs.routes.js';
import { errorHandler } from './platform/http/error-handler.js';
import { unknownPath } from './platform/http/not-found.js';
import { sendWhole } from './platform/http/send.js';
import { mountPath } from './platform/http/versions.js';

/** Builds the app; the caller decides where it listens. */
export function createApp(container: Container): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.set('trust proxy', container.env.TRUST_PROXY);
  app.response.send = sendWhole;
  app.locals.idempotency = container.idempotency;

  for (const create of middleware) {
    app.use(create(container));
  }

  mountModules(app, container);
  app.use(docsRoutes(modules));

  app.use(unknownPath);
  app.use(errorHandler(container));
  return app;
}

function mountModules(app: Express, container: Container): void {
  // Deeper paths first, as a router that passes a request on leaves its headers behind.
  for (const module of modules.toSorted((one, other) => other.path.length - one.path.length)) {
    const path = mountPath(module);
    if (module.deprecation) app.use(path, deprecated(module.deprecation));
    app.use(path, module.routes(container));
  }
}
