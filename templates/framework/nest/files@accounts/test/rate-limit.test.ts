/** Limits hold however the URL of a request is spelt. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import { startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: NestFastifyApplication;

beforeAll(async () => {
  testApp = await startTestApp({ AUTH_RATE_LIMIT_PER_MINUTE: '7' });
  app = await createApp(testApp.container);
  await app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  await app.close();
  await testApp.close();
});

test.each(['/api/v1/auth/login', '/api/v1/%61uth/login', 'http://host/api/v1/auth/login'])(
  'signing in at %s counts as an attempt',
  async (path) => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const sent = request({ host: '127.0.0.1', port, method: 'POST', path, agent: false }).end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.headers['ratelimit-limit']).toBe('7');
  },
);
