/** Whom the app takes a caller for behind the proxies it trusts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ TRUST_PROXY: '1', RATE_LIMIT_PER_MINUTE: '1' });
});

afterAll(() => app.close());

test.each([
  ['is whom the proxy was called by', '192.0.2.1', 200],
  ['is counted apart from others', '192.0.2.2', 200],
  ['is not whom they say they are', '192.0.2.3, 192.0.2.1', 429],
])('a caller %s', async (_what, forwarded, status) => {
  const headers = { 'x-forwarded-for': forwarded };
  expect((await app.request('GET', '/openapi.json', { headers })).status).toBe(status);
});
