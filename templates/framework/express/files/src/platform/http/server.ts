/** The listening side: takes connections, and lets go of them without breaking a request. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, Server as NetServer } from 'node:net';
import type { Express, Response } from 'express';
import type { Container } from '../../container.js';
import { limitConcurrency } from './overload.js';
import { ParserErrors, receiveOptions } from './parser-errors.js';
import { watchSilentConnections } from './silent-connections.js';

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
  { env, logger }: Pick<Container, 'env' | 'logger'>,
): Promise<HttpServer> {
  const handle = limitConcurrency(app, env.MAX_CONCURRENT_REQUESTS, logger);
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
      app.enable('draining');
      endConnections(app);
      const closed = once(server, 'close');
      // http.Server's own close would also cut idle connections, even those about to be used again.
      NetServer.prototype.close.call(server);
      const timers = [
        setTimeout(() => {
          server.closeIdleConnections();
          endSilent();
        }, notice),
        setTimeout(() => server.closeAllConnections(), drainTimeout),
      ];
      await closed;
      timers.forEach(clearTimeout);
    },
  };
}

/** From now on each answer that begins ends its connection, also that of a request in flight. */
function endConnections({ response }: Express): void {
  const { writeHead } = response;
  // Every response of the app inherits from this one.
  response.writeHead = function (this: Response, ...args: [status: number]) {
    this.setHeader('Connection', 'close');
    return writeHead.apply(this, args);
  };
}
