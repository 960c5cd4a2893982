/** The id that ties a request to its log lines and to its answer. */
import { randomUUID } from 'node:crypto';

export const requestIdHeader = 'x-request-id';

/** The caller's own id when it is a sane one, else a new one. */
export function requestIdFrom(incoming: string | string[] | undefined): string {
  return typeof incoming === 'string' && /^[\w.:-]{1,128}$/.test(incoming)
    ? incoming
    : randomUUID();
}
