/**
 * What never becomes a request of the app: node's HTTP parser refuses it, or it does not arrive in
 * time. Such a thing is answered with the error envelope, too, straight to the connection.
 */
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type AppError,
  errorBody,
  headersTooLarge,
  invalidRequest,
  payloadTooLarge,
  requestTimeout,
} from '../../shared/errors.js';
import type { Logger } from '../log/logger.js';
import { requestIdHeader } from './request-id.js';
import { securityHeaders } from './security-headers.js';

/** Options of `http.createServer`; times in milliseconds. */
export const receiveOptions = {
  /** Time a client has to send the headers of a request. */
  headersTimeout: 10_000,
  /** Time it has to send a whole request. */
  requestTimeout: 20_000,
  /** How often connections are looked at for those that have run out of time. */
  connectionsCheckingInterval: 1_000,
  /** How long a connection may idle: longer than load balancers use theirs, which is up to a minute. */
  keepAliveTimeout: 65_000,
  /** Node would answer a request without Host with an empty body; see hasHost. */
  requireHostHeader: false,
} as const;

/** Time to take in what a refused client still sends: it reads the answer only afterwards. */
const linger = 1_000;

/** Answers for one server: watch its `request`s, answer each `clientError`, refuse each `connect`. */
export class ParserErrors {
  private readonly latest = new WeakMap<Duplex, ServerResponse>();
  private readonly refused = new WeakSet<Duplex>();

  constructor(private readonly logger: Logger) {}

  /** Notes whose turn it is on the connection. */
  readonly watch = (request: IncomingMessage, response: ServerResponse): void => {
    this.latest.set(request.socket, response);
  };

  readonly answer = (error: Error, connection: Duplex): void => {
    if (this.refused.has(connection)) return;
    this.refused.add(connection);
    const response = this.latest.get(connection);
    if (response && !response.writableFinished && response.req.complete) {
      // The fault is in what follows a request that has yet to be answered.
      response.once('close', () => this.refuse(error, connection));
    } else if (response?.headersSent && !response.writableFinished) {
      connection.destroy();
    } else {
      this.refuse(error, connection);
    }
  };

  /** CONNECT asks for a tunnel; node gives its connection away with no answer. */
  readonly refuseTunnel = (_request: IncomingMessage, connection: Duplex): void => {
    this.answer(new Error('CONNECT is for proxies'), connection);
  };

  private refuse(error: Error, connection: Duplex): void {
    if (!connection.writable) return;
    const failure = parserFailure(error);
    const requestId = randomUUID();
    this.logger.info({ requestId, status: failure.status, reason: error.message }, 'refused');
    connection.end(rawAnswer(failure, requestId));
    setTimeout(() => connection.destroy(), linger).unref();
  }
}

/** Whether a request says once which host it is for, as HTTP/1.1 demands (RFC 9112, section 3.2). */
export function hasHost({ rawHeaders, httpVersion }: IncomingMessage): boolean {
  let hosts = 0;
  // Names alternate with their values.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === 'host') hosts += 1;
  }
  return hosts === 1 || (hosts === 0 && httpVersion === '1.0');
}

/** The codes are those of llhttp and of `node:http`. */
function parserFailure(error: NodeJS.ErrnoException): AppError {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return headersTooLarge();
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return payloadTooLarge();
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return requestTimeout();
    default:
      return invalidRequest(error);
  }
}

function rawAnswer(failure: AppError, requestId: string): string {
  const body = JSON.stringify(errorBody(failure, requestId));
  const headers = {
    ...securityHeaders,
    [requestIdHeader]: requestId,
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    date: new Date().toUTCString(),
    connection: 'close',
  };
  return [
    `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');
}
