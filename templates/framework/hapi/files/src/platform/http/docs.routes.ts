/** The API's description: /openapi.json for programs, /docs for people. */
import type { ServerRoute } from '@hapi/hapi';
import { modules } from '../../modules.js';
import { docsAssets } from './docs.js';
import { openApiDocument } from './openapi-document.js';

const cache = { otherwise: 'public, no-cache' };

export function docsRoutes(): ServerRoute[] {
  const document = openApiDocument(modules);
  const assets = docsAssets.map(({ path, headers, body }): ServerRoute => {
    const handler: ServerRoute['handler'] = async (_request, h) => {
      const answer = h.response(await body());
      Object.assign(answer.headers, headers);
      return answer;
    };
    return { method: 'GET', path, options: { cache }, handler };
  });
  return [
    {
      method: 'GET',
      path: '/openapi.json',
      options: { cache },
      handler: (_request, h) => h.response(document()).type('application/json'),
    },
    ...assets,
  ];
}
