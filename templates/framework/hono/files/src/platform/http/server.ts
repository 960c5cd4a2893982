/** The listening side: takes connections, and lets go of them without breaking a request. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Container } from '../../container.js';
import { errorBody, invalidRequest, toAppError } from '../../shared/errors.js';
import type { Logger } from '../log/logger.js';
import { limitConcurrency } from './overload.js';
import { hasHost, ParserErrors, receiveOptions } from './parser-errors.js';
import type { AppEnv, Lifecycle } from './pipeline.js';
import { requestIdHeader } from './request-id.js';
import { securityHeaders } from './security-headers.js';
import { watchSilentConnections } from './silent-connections.js';

/** Time in which a client that uses its connection hears that it closes, in milliseconds. */
const notice = 100;

/** Time that requests in flight have to finish once the server closes, in milliseconds. */
const drainTimeout = 10_000;

export interface HttpServer {
  port: number;
  /**
   * Stops accepting, waits for requests in flight and closes their connections. Meanwhile the app's
   * `lifecycle.draining` is true.
   */
  close(): Promise<void>;
}

/** Listens; rejects when the address cannot be had. */
export async function startServer(
  app: Hono<AppEnv>,
  { env, logger }: Pick<Container, 'env' | 'logger'>,
): Promise<HttpServer> {
  const lifecycle: Lifecycle = { draining: false };
  const listener = listenerOf(app, lifecycle, logger);
  const handle = limitConcurrency(listener, env.MAX_CONCURRENT_REQUESTS, logger);
  const server = createServer(receiveOptions, handle);
  const endSilent = watchSilentConnections(server);
  const parserErrors = new ParserErrors(logger);
  server.on('request', parserErrors.watch).on('clientError', parserErrors.answer);
  server.on('connect', parserErrors.refuseTunnel);
  // An expectation that is not known may be ignored (RFC 9110, section 10.1.1).
  server.on('checkExpectation', (...pair) => server.emit('request', ...pair));
  server.listen(env.PORT, env.HOST);
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      lifecycle.draining = true;
      const closed = once(server, 'close');
      const closeIdle = server.closeIdleConnections.bind(server);
      // It would cut idle connections at once, even those about to be used again.
      server.closeIdleConnections = () => {};
      server.close();
      const timers = [
        setTimeout(() => {
          closeIdle();
          endSilent();
        }, notice),
        setTimeout(() => server.closeAllConnections(), drainTimeout),
      ];
      await closed;
      timers.forEach(clearTimeout);
    },
  };
}

/** Hands requests to the app; what cannot be made a Request of is answered here. */
function listenerOf(app: Hono<AppEnv>, lifecycle: Lifecycle, logger: Logger): RequestListener {
  const refuse = (error: unknown): Response => {
    const failure = toAppError(error instanceof RequestError ? invalidRequest(error) : error);
    const requestId = randomUUID();
    logger.info({ requestId, status: failure.status, reason: String(error) }, 'refused');
    return Response.json(errorBody(failure, requestId), {
      status: failure.status,
      headers: { ...securityHeaders, 'cache-control': 'no-store', [requestIdHeader]: requestId },
    });
  };
  return getRequestListener(
    (request, bindings) => {
      const { incoming, outgoing } = bindings as AppEnv['Bindings'];
      if (!hasHost(incoming)) return refuse(invalidRequest());
      return app.fetch(request, { incoming, outgoing, lifecycle });
    },
    // HTTP/1.0 may do without a host, a URL may not.
    { hostname: 'localhost', errorHandler: refuse },
  );
}
