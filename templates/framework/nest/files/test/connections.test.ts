/** What the app promises of connections: over a socket, unlike in other tests. */
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAppWith, startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: NestFastifyApplication;

@Controller()
class SlowController {
  @Get('slow')
  async get() {
    await setTimeout(300);
    return 'answered';
  }
}

beforeAll(async () => {
  testApp = await startTestApp();
  app = await createAppWith(testApp.container, SlowController);
  await app.listen(0, '127.0.0.1');
});

afterAll(() => testApp.close());

/** Sends the lines as they are; resolves to all that comes back until the connection ends. */
function send(...lines: string[]): Promise<string> {
  const socket = connect((app.getHttpServer().address() as AddressInfo).port, '127.0.0.1');
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
  const arrived = once(app.getHttpServer(), 'request');
  const answer = send('GET /api/v1/slow HTTP/1.1', 'Host: a');
  await arrived;
  await app.close();
  expect(await answer).toMatch(/^HTTP\/1.1 200 .*connection: close.*answered$/is);
});
