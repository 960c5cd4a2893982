/** The listening side: takes connections, and lets go of them without breaking a request. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import type { Express } from 'express';
import type { Env } from '../../config/env.js';

/** Time a client has to send a whole request, in milliseconds. */
const receiveTimeout = 30_000;

/** Time in which a client that uses its connection hears that it closes, in milliseconds. */
const notice = 100;

/** Time that requests in flight have to finish once the server closes, in milliseconds. */
const drainTimeout = 10_000;

export interface HttpServer {
  port: number;
  /**
   * Stops accepting, waits for requests in flight and closes their connections. Meanwhile the
   * app's setting `draining` is on.
   */
  close(): Promise<void>;
}

/** Listens; rejects when the address cannot be had. */
export async function startServer(
  app: Express,
  { HOST, PORT }: Pick<Env, 'HOST' | 'PORT'>,
): Promise<HttpServer> {
  const unanswered = new Set<ServerResponse>();
  const server = createServer({ requestTimeout: receiveTimeout }, (request, response) => {
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    if (app.enabled('draining')) response.setHeader('Connection', 'close');
    app(request, response);
  });
  server.listen(PORT, HOST);
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      app.enable('draining');
      for (const response of unanswered) {
        if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      const closed = once(server, 'close');
      // http.Server's own close would also cut idle connections, even those about to be used again.
      NetServer.prototype.close.call(server);
      const timers = [
        setTimeout(() => server.closeIdleConnections(), notice),
        setTimeout(() => server.closeAllConnections(), drainTimeout),
      ];
      await closed;
      timers.forEach(clearTimeout);
    },
  };
}
