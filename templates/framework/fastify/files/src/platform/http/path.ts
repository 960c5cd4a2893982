/** The path of a request as it stands in its URL. */
import type { FastifyRequest } from 'fastify';

export function pathOf({ url }: FastifyRequest): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
