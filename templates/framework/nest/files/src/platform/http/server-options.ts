/** How Fastify is set up: its server, limits and logs, and what it does before a route is found. */
import { createServer } from 'node:http';
import { type FastifyServerOptions, LogController } from 'fastify';
import type { Container } from '../../container.js';
import { handleRouterError } from './error-handler.js';
import { bodyLimit } from './json-body.js';
import { limitConcurrency } from './overload.js';
import { ParserErrors, receiveOptions } from './parser-errors.js';
import { requestIdFrom, requestIdHeader } from './request-id.js';

export function serverOptions({ env, logger }: Container): FastifyServerOptions {
  const parserErrors = new ParserErrors(logger);
  return {
    serverFactory: (handler) => {
      const limited = limitConcurrency(handler, env.MAX_CONCURRENT_REQUESTS, logger);
      const server = createServer(receiveOptions, limited).on('request', parserErrors.watch);
      server.on('connect', parserErrors.refuseTunnel);
      // An expectation that is not known may be ignored (RFC 9110, section 10.1.1).
      return server.on('checkExpectation', (...pair) => server.emit('request', ...pair));
    },
    clientErrorHandler: parserErrors.answer,
    loggerInstance: logger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    genReqId: (request) => requestIdFrom(request.headers[requestIdHeader]),
    // Hop 0 is who connects to this process.
    trustProxy: env.TRUST_PROXY > 0 && ((_address, hop) => hop < env.TRUST_PROXY),
    frameworkErrors: handleRouterError,
    // An id of any length is refused by its schema, like every other of the wrong form.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    bodyLimit,
    /** Requests on connections that are open when the app closes are still answered. */
    return503OnClosing: false,
  };
}
