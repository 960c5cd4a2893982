/** What the app promises to who sends an `Idempotency-Key`: no request is carried out twice. */
import type { Server } from '@hapi/hapi';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createApp } from '../src/app.js';
import type { Toolkit } from '../src/platform/http/response.js';
import { jsonBody } from '../src/platform/http/validation.js';
import { AppError } from '../src/shared/errors.js';
import { startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: Server;
let made = 0;
let failures = 0;

beforeAll(async () => {
  testApp = await startTestApp();
  app = await createApp(testApp.container);
  const options = { validate: { payload: jsonBody(z.looseObject({})) } };
  const make = async (_request: unknown, h: Toolkit) => {
    made += 1;
    return h.response({ made }).code(201).location(`/things/${made}`);
  };
  const fail = async () => {
    failures += 1;
    throw new AppError(failures === 1 ? 'INTERNAL_ERROR' : 'CONFLICT', 'It failed');
  };
  app.route({ method: 'POST', path: '/things', options, handler: { idempotent: make } });
  app.route({ method: 'POST', path: '/failures', options, handler: { idempotent: fail } });
});

afterAll(async () => {
  await app.stop();
  await testApp.close();
});

function post(url: string, key: string, payload: object = {}) {
  const headers = { 'idempotency-key': key, 'content-type': 'application/json' };
  return app.inject({ method: 'POST', url, headers, payload });
}

test('of requests that arrive at once one is carried out, and all get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('/things', 'a')));
  expect(made).toBe(1);
  for (const { statusCode, headers, payload } of answers) {
    expect({ statusCode, payload }).toEqual({ statusCode: 201, payload: '{"made":1}' });
    expect(headers).toMatchObject({ location: '/things/1' });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  }
  const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true');
  expect(replayed).toHaveLength(19);
});

test('a slash at the end of the path makes no other request', async () => {
  expect(await post('/things/', 'a')).toMatchObject({ statusCode: 201, payload: '{"made":1}' });
});

test('a key cannot be used for another request', async () => {
  const { statusCode } = await post('/things', 'a', { other: true });
  expect(statusCode).toBe(422);
});

test('what failed may be tried again, what was refused stays so', async () => {
  const statuses = [];
  for (let time = 1; time <= 3; time += 1) statuses.push((await post('/failures', 'b')).statusCode);
  expect(statuses).toEqual([500, 409, 409]);
  expect(failures).toBe(2);
});
