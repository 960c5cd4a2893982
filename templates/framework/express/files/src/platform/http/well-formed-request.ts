/** Gives every path one spelling, and refuses requests that say no host or no path one could mean. */
import type { RequestHandler } from 'express';
import { invalidPath, invalidRequest, routeNotFound } from '../../shared/errors.js';
import { hasHost } from './parser-errors.js';

/** Escapes of characters that mean the same without (RFC 3986, section 6.2.2.2). */
const needlessEscape = /%(?:2[DE]|3\d|[46][1-9A-F]|[57][\dA]|5F|7E)/gi;

/**
 * Refuses a path that cannot be decoded, that hides a NUL character or has an empty part; takes
 * `/%70osts` for `/posts`.
 */
export function wellFormedRequest(): RequestHandler {
  return (req, _res, next) => {
    if (!hasHost(req)) throw invalidRequest();
    if (req.url.includes('#')) throw invalidPath();
    if (req.path.includes('//')) throw routeNotFound();
    if (req.path.includes('%')) {
      if (!isDecodable(req.path)) throw invalidPath();
      req.url = withoutNeedlessEscapes(req.url);
    }
    next();
  };
}

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
}

/** The query string is left as it is. */
function withoutNeedlessEscapes(url: string): string {
  const [path = ''] = url.split('?', 1);
  const plain = path.replace(needlessEscape, (escape) => decodeURIComponent(escape));
  return plain + url.slice(path.length);
}
