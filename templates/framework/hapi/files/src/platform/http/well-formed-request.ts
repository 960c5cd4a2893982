/**
 * Refuses a request that names no host, a path that cannot be decoded, hides a NUL character or has an
 * empty part, and a body that is compressed.
 */
import {
  invalidPath,
  invalidRequest,
  routeNotFound,
  unsupportedMediaType,
} from '../../shared/errors.js';
import { hasHost } from './parser-errors.js';
import type { PipelinePlugin } from './pipeline.js';

/** Hapi has taken one slash from the end by then. */
const emptyPart = /\/\/|.\/$/;

export const wellFormedRequest: PipelinePlugin = {
  name: 'well-formed-request',
  register(server) {
    server.ext('onRequest', ({ headers, path, raw: { req } }, h) => {
      // A request of `server.inject` has no raw headers.
      if (req.rawHeaders && !hasHost(req)) throw invalidRequest();
      if (req.url?.includes('#')) throw invalidPath();
      if (emptyPart.test(path)) throw routeNotFound();
      if (path.includes('%') && !isDecodable(path)) throw invalidPath();
      // Hapi would unpack it, whatever came out.
      if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw unsupportedMediaType();
      return h.continue;
    });
  },
};

function isDecodable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
}
