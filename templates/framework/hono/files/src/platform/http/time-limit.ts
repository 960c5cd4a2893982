/** Bounds the time a request may take until its answer begins; what its handler says later is lost. */
import { HTTPException } from 'hono/http-exception';
import { timeout } from 'hono/timeout';
import type { AppMiddleware } from './pipeline.js';

/** Time a handler has, in milliseconds. */
const limit = 30_000;

export function timeLimit(): AppMiddleware {
  return timeout(limit, tookTooLong);
}

function tookTooLong(): HTTPException {
  const res = new Response(null, { headers: { connection: 'close' } });
  return new HTTPException(503, { message: 'The request took too long', res });
}
