/** The path of a request as it stands in its URL. */
import type { FastifyRequest } from 'fastify';

/** Without what may stand before it: `http://host/path`. */
export function pathOf({ url }: FastifyRequest): string {
  const path = url.replace(/^https?:\/\/[^/?]*/i, '');
  const end = path.indexOf('?');
  return end === -1 ? path : path.slice(0, end);
}
