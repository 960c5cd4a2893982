/** The path of a request, and what can be read from it. */
import type { FastifyRequest } from 'fastify';
import { apiRoot } from './versions.js';

/** As it stands in the URL, without what may stand before it: `http://host/path`. */
export function pathOf({ url }: FastifyRequest): string {
  const path = url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/?]*/i, '');
  const end = path.indexOf('?');
  return end === -1 ? path : path.slice(0, end);
}

/** Root of the version of the API that the request came to: `/api/v1`. */
export function apiRootOf(request: FastifyRequest): string {
  return apiRoot(pathOf(request));
}
