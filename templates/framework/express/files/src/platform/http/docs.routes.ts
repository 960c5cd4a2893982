/** The API's description: /openapi.json for programs, /docs for people. */
import { Router } from 'express';
import { cacheControl } from './caching.js';
import { docsAssets } from './docs.js';
import type { ApiModule } from './module.js';
import { otherMethods } from './not-found.js';
import { openApiDocument } from './openapi-document.js';

export function docsRoutes(modules: readonly ApiModule[]): Router {
  const router = Router({ caseSensitive: true });

  const readDocument = openApiDocument(modules);
  const document = router.route('/openapi.json');
  document.get(cacheControl('public'), (_req, res) => {
    res.type('json').send(readDocument());
  });
  document.all(otherMethods);

  for (const { path, headers, body } of docsAssets) {
    const asset = router.route(path);
    asset.get(cacheControl('public'), async (_req, res) => {
      res.set(headers).send(await body());
    });
    asset.all(otherMethods);
  }

  return router;
}
