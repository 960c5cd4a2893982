/** Puts the headers on that every answer carries. */
import type { AppMiddleware } from './pipeline.js';
import { securityHeaders } from './security-headers.js';

const headers = Object.entries({
  ...securityHeaders,
  // Unless the route says otherwise.
  'cache-control': 'no-store',
  vary: 'Accept-Encoding',
});

export function responseHeaders(): AppMiddleware {
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    await next();
    if (c.env.lifecycle.draining) c.res.headers.set('connection', 'close');
    if (c.req.method === 'HEAD' && c.res.body) await measure(c.res);
  };
}

/** Hono answers HEAD as GET and drops the body, without a word on its length. */
async function measure(response: Response): Promise<void> {
  const { byteLength } = await response.clone().arrayBuffer();
  response.headers.set('content-length', String(byteLength));
}
