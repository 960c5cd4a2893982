/** The listening side: what comes in, and what never becomes a request of the app. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { Container } from '../../container.js';
import { limitConcurrency } from './overload.js';
import { ParserErrors, receiveOptions } from './parser-errors.js';

export function createListener(): Server {
  return createServer(receiveOptions);
}

/**
 * Takes the place of what hapi listens to itself: it would let any number of requests in, and answer
 * what node's parser refuses without the error envelope.
 */
export function guardListener(listener: Server, { env, logger }: Container): void {
  const dispatch = listener.listeners('request')[0] as RequestListener;
  for (const event of ['request', 'checkContinue', 'clientError']) {
    listener.removeAllListeners(event);
  }
  const parserErrors = new ParserErrors(logger);
  listener.on('request', limitConcurrency(dispatch, env.MAX_CONCURRENT_REQUESTS, logger));
  listener.on('request', parserErrors.watch).on('clientError', parserErrors.answer);
  listener.on('connect', parserErrors.refuseTunnel);
  // An expectation that is not known may be ignored (RFC 9110, section 10.1.1).
  listener.on('checkExpectation', (...pair) => listener.emit('request', ...pair));
}
