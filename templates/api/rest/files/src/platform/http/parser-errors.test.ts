import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../log/logger.js';
import { ParserErrors, receiveOptions } from './parser-errors.js';

const hurried = { headersTimeout: 200, requestTimeout: 200, connectionsCheckingInterval: 50 };
const server = createServer({ ...receiveOptions, ...hurried }, async (request, response) => {
  if (request.url === '/body') request.resume();
  else await setTimeout(50).then(() => response.end('answered'));
});

beforeAll(async () => {
  const errors = new ParserErrors(createLogger({ NODE_ENV: 'test', LOG_LEVEL: 'silent' }));
  server.on('request', errors.watch).on('clientError', errors.answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => server.close());

/** Sends the lines; resolves to all that comes back until the connection ends. */
function send(...lines: string[]): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(lines.map((line) => `${line}\r\n`).join(''));
  return text(socket);
}

const get = ['GET / HTTP/1.1', 'Host: a'];
const post = ['POST /body HTTP/1.1', 'Host: a'];

describe('what the parser refuses', () => {
  it.each([
    ['no HTTP', ['hello'], 400, 'INVALID_REQUEST'],
    ['an unknown verb', ['BREW / HTTP/1.1', 'Host: a'], 400, 'INVALID_REQUEST'],
    ['a header that is none', [...get, 'a b'], 400, 'INVALID_REQUEST'],
    ['two lengths', [...post, 'Content-Length: 1', 'Content-Length: 2'], 400, 'INVALID_REQUEST'],
    [
      'a length of chunks',
      [...post, 'Content-Length: 1', 'Transfer-Encoding: chunked'],
      400,
      'INVALID_REQUEST',
    ],
    [
      'a chunk without a size',
      [...post, 'Transfer-Encoding: chunked', '', 'x'],
      400,
      'INVALID_REQUEST',
    ],
    ['long headers', [...get, `A: ${'a'.repeat(99_999)}`], 431, 'HEADERS_TOO_LARGE'],
    ['headers that do not end', get, 408, 'REQUEST_TIMEOUT'],
    ['a body that does not end', [...post, 'Content-Length: 9', ''], 408, 'REQUEST_TIMEOUT'],
  ])('%s', async (_what, lines, status, code) => {
    const [head = '', body = ''] = (await send(...lines)).split('\r\n\r\n');
    expect(head).toContain(`HTTP/1.1 ${status} `);
    expect(head).toContain('connection: close');
    const { error } = JSON.parse(body);
    expect(error).toMatchObject({ code, details: [] });
    expect(head).toContain(`x-request-id: ${error.requestId}`);
  });

  it('is answered after what came before it', async () => {
    const answers = await send(...get, '', 'hello');
    expect(answers).toMatch(/^HTTP\/1.1 200 .*answered.*HTTP\/1.1 400 .*INVALID_REQUEST/s);
  });
});
