/** What the app promises of connections: over a socket, unlike in other tests. */
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import { startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: FastifyInstance;

beforeAll(async () => {
  testApp = await startTestApp();
  app = await createApp(testApp.container);
  app.get('/slow', async () => {
    await setTimeout(300);
    return 'answered';
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(() => testApp.close());

/** Sends the lines as they are; resolves to all that comes back until the connection ends. */
function send(...lines: string[]): Promise<string> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
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

test('requests in flight are answered when the app closes', async () => {
  const arrived = once(app.server, 'request');
  const answer = send('GET /slow HTTP/1.1', 'Host: a');
  await arrived;
  await app.close();
  expect(await answer).toMatch(/^HTTP\/1.1 200 .*connection: close.*answered$/is);
});
