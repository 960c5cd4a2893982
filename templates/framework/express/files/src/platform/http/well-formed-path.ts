/** Refuses a path that cannot be decoded, or that hides a NUL character. */
import type { RequestHandler } from 'express';
import { invalidPath } from '../../shared/errors.js';

export function wellFormedPath(): RequestHandler {
  return (req, _res, next) => {
    if (req.path.includes('%') && !isDecodable(req.path)) throw invalidPath();
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
