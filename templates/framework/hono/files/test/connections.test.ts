/** What the app promises of connections: over a socket, unlike in other tests. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createApp } from '../src/app.js';
import { jsonBody } from '../src/platform/http/body.js';
import { createIdempotentHandlers } from '../src/platform/http/idempotent.js';
import { type HttpServer, startServer } from '../src/platform/http/server.js';
import { startTestApp, type TestApp } from './support/app.js';

const work = vi.fn();
let testApp: TestApp;
let server: HttpServer;

beforeAll(async () => {
  testApp = await startTestApp();
  const app = createApp(testApp.container);
  const workSlowly = createIdempotentHandlers(jsonBody(z.unknown()), async (c) => {
    work();
    await setTimeout(100);
    return c.json('done');
  });
  app.post('/slow', ...workSlowly);
  server = await startServer(app, testApp.container);
});

afterAll(() => testApp.close());

/** Sends the lines as they are; resolves to all that comes back until the connection ends. */
function send(...lines: string[]): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.write([...lines, '', ''].join('\r\n'));
  return text(socket);
}

const close = 'Connection: close';

test.each([
  ['an unknown verb', ['BREW / HTTP/1.1', 'Host: a'], 400, 'INVALID_REQUEST'],
  ['no host', ['GET /health/live HTTP/1.1', close], 400, 'INVALID_REQUEST'],
  ['two hosts', ['GET /health/live HTTP/1.1', 'Host: a', 'host: b', close], 400, 'INVALID_REQUEST'],
  ['a fragment', ['GET /health/live#a HTTP/1.1', 'Host: a', close], 400, 'INVALID_PATH'],
  ['a tunnel', ['CONNECT a:443 HTTP/1.1', 'Host: a'], 400, 'INVALID_REQUEST'],
  ['no host in HTTP/1.0', ['GET /health/live HTTP/1.0'], 200, 'up'],
  ['a host in the target', ['GET http://a/health/live HTTP/1.1', 'Host: a', close], 200, 'up'],
  ['an expectation', ['GET /health/live HTTP/1.1', 'Host: a', 'Expect: b', close], 200, 'up'],
  ['another verb', ['PROPFIND /health/live HTTP/1.1', 'Host: a', close], 405, 'METHOD_NOT_ALLOWED'],
])('%s', async (_what, lines, status, word) => {
  const answer = await send(...lines);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  expect(answer.toLowerCase()).toContain('connection: close');
  expect(answer).toContain(`"${word}"`);
});

test('who left before there was an answer gets it later', async () => {
  const post = ['POST /slow HTTP/1.1', 'Host: a', 'Idempotency-Key: a', close];
  const leaving = connect(server.port, '127.0.0.1');
  leaving.write([...post, '', ''].join('\r\n'));
  await vi.waitFor(() => expect(work).toHaveBeenCalled(), 5_000);
  leaving.destroy();
  expect(await send(...post)).toMatch(/^HTTP\/1.1 200 .*idempotency-replayed: true.*"done"$/is);
  expect(work).toHaveBeenCalledOnce();
});

test('a body in chunks is taken up to a size', async () => {
  const head = ['POST /slow HTTP/1.1', 'Host: a', close, 'Content-Type: application/json'];
  const chunked = (body: string) =>
    send(...head, 'Transfer-Encoding: chunked', '', body.length.toString(16), body, '0');
  expect(await chunked('{}')).toMatch(/^HTTP\/1.1 200 /);
  expect(await chunked(`"${'a'.repeat(2 ** 20)}"`)).toContain('"PAYLOAD_TOO_LARGE"');
});

test('a request in flight is answered when the server closes', async () => {
  work.mockClear();
  const answer = send('POST /slow HTTP/1.1', 'Host: a');
  await vi.waitFor(() => expect(work).toHaveBeenCalled());
  await server.close();
  expect(await answer).toMatch(/^HTTP\/1.1 200 .*connection: close.*"done"$/is);
});
