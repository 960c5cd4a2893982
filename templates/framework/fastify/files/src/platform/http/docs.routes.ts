/** The API's description: /openapi.json for programs, /docs for people. */
import type { FastifyPluginAsync } from 'fastify';
import { modules } from '../../modules.js';
import { docsAssets } from './docs.js';
import { openApiDocument } from './openapi-document.js';

export const docsRoutes: FastifyPluginAsync = async (app) => {
  const document = openApiDocument(modules);
  app.get('/openapi.json', { config: { cache: 'public' } }, async (_request, reply) => {
    return reply.type('application/json').send(document());
  });

  for (const { path, headers, body } of docsAssets) {
    const kept = { 'cache-control': 'public, no-cache', ...headers };
    app.get(path, async (_request, reply) => reply.headers(kept).send(await body()));
  }
};
