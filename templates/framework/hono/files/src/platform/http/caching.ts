/** Who may keep an answer: nobody, unless the route says otherwise. */
import type { AppMiddleware } from './pipeline.js';

/**
 * Lets what a GET route answers be kept, by shared caches too when it is `public`. It is checked by
 * its ETag before every use (`no-cache`), so that nobody sees what is no longer so.
 */
export function cacheControl(scope: 'public' | 'private'): AppMiddleware {
  const value = `${scope}, no-cache`;
  return (c, next) => {
    c.header('cache-control', value);
    return next();
  };
}
