/** Limits hold however the URL of a request is spelt. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ AUTH_RATE_LIMIT_PER_MINUTE: '7' });
});

afterAll(() => app.close());

test.each(['/api/v1/auth/login', '/api/v1/%61uth/login', 'http://host/api/v1/auth/login/'])(
  'signing in at %s counts as an attempt',
  async (path) => {
    const { headers } = await app.request('POST', path);
    expect(headers['ratelimit-limit']).toBe('7');
  },
);
