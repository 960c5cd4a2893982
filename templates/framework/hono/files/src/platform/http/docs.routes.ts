/** The API's description: /openapi.json for programs, /docs for people. */
import { Hono } from 'hono';
import { cacheControl } from './caching.js';
import { docsAssets } from './docs.js';
import type { ApiModule } from './module.js';
import { openApiDocument } from './openapi-document.js';
import type { AppEnv } from './pipeline.js';
import { send } from './send.js';

export function docsRoutes(modules: readonly ApiModule[]): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  const readDocument = openApiDocument(modules);
  routes.get('/openapi.json', cacheControl('public'), (c) =>
    send(c, readDocument(), { 'content-type': 'application/json' }),
  );

  for (const { path, headers, body } of docsAssets) {
    routes.get(path, cacheControl('public'), async (c) => send(c, await body(), headers));
  }

  return routes;
}
