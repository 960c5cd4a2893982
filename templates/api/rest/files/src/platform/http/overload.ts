/**
 * Bounds the requests in flight. More would only wait for one another until their callers give up,
 * so they are refused: before the app, as a refusal has to cost much less than an answer.
 */
import { randomUUID } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import { errorBody, overloaded } from '../../shared/errors.js';
import type { Logger } from '../log/logger.js';
import { isProbe } from './health.js';
import { requestIdHeader } from './request-id.js';
import { securityHeaders } from './security-headers.js';

/**
 * How long a refusal is held back, in milliseconds: callers who ask again at once would take the
 * time that the requests in flight need.
 */
const pause = 1_000;

/** How often it is logged that requests are refused, in milliseconds. */
const logInterval = 1_000;

/** Passes on so many requests at a time, and probes, which do not count. */
export function limitConcurrency(
  handle: RequestListener,
  limit: number,
  logger: Pick<Logger, 'warn'>,
): RequestListener {
  let inFlight = 0;
  let refused = 0;

  function report(): void {
    logger.warn({ refused }, 'overloaded');
    refused = 0;
  }

  function release(): void {
    inFlight -= 1;
  }

  return (request, response) => {
    if (isProbe(request.url)) return handle(request, response);
    if (inFlight >= limit) {
      if (refused === 0) setTimeout(report, logInterval).unref();
      refused += 1;
      setTimeout(refuse, pause, response);
      return;
    }
    inFlight += 1;
    response.on('close', release);
    handle(request, response);
  };
}

const failure = overloaded();
const headers = {
  ...securityHeaders,
  ...failure.headers,
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
};

function refuse(response: ServerResponse): void {
  const requestId = randomUUID();
  response.writeHead(failure.status, { ...headers, [requestIdHeader]: requestId });
  response.end(JSON.stringify(errorBody(failure, requestId)));
}
