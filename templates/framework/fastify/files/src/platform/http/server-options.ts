/** How Fastify itself is set up: its limits, its logs, and what it does before a route is found. */
import { type FastifyServerOptions, LogController } from 'fastify';
import type { Container } from '../../container.js';
import { handleRouterError } from './error-handler.js';
import { bodyLimit } from './json-body.js';
import { requestIdFrom, requestIdHeader } from './request-id.js';

export function serverOptions({ env, logger }: Container): FastifyServerOptions {
  return {
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
    /** Time a client has to send a whole request, in milliseconds. */
    requestTimeout: 30_000,
    /** Time a request has until it is answered, in milliseconds. */
    handlerTimeout: 30_000,
    /** Requests on connections that are open when the app closes are still answered. */
    return503OnClosing: false,
  };
}
