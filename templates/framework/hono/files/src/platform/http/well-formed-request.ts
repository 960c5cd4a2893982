/** Refuses a path that cannot be decoded or that hides a NUL character: Hono would match it as it is. */
import { invalidPath } from '../../shared/errors.js';
import type { AppMiddleware } from './pipeline.js';

export function wellFormedRequest(): AppMiddleware {
  return (c, next) => {
    const { url } = c.req;
    if (url.includes('#')) throw invalidPath();
    if (url.includes('%') && !isDecodable(new URL(url).pathname)) throw invalidPath();
    return next();
  };
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
}
