/** A stranger hears that they are one before anything else they send is looked at. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './support/app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.close());

test.each([
  ['malformed', '{', 'application/json'],
  ['too large', ' '.repeat(2 ** 21), 'application/json'],
  ['no JSON', 'a', 'text/plain'],
])('a body that is %s is not read', async (_what, body, type) => {
  const answer = await app.request('PATCH', '/api/v1/auth/me', {
    headers: { 'content-type': type },
    body,
  });
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHENTICATED' } } });
});
