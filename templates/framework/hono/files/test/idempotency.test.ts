/** What the app promises to who sends an `Idempotency-Key`: no request is carried out twice. */
import { EventEmitter, once } from 'node:events';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createApp } from '../src/app.js';
import { jsonBody } from '../src/platform/http/body.js';
import { createIdempotentHandlers } from '../src/platform/http/idempotent.js';
import type { AppEnv } from '../src/platform/http/pipeline.js';
import { AppError } from '../src/shared/errors.js';
import { ask, startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: Hono<AppEnv>;
const events = new EventEmitter();
let made = 0;
let failures = 0;

beforeAll(async () => {
  testApp = await startTestApp();
  app = createApp(testApp.container);
  const body = jsonBody(z.unknown());
  const make = createIdempotentHandlers(body, async (c) => {
    made += 1;
    return c.json({ made }, 201, { location: `/things/${made}` });
  });
  const makeSlowly = createIdempotentHandlers(body, async (c) => {
    made += 1;
    events.emit('begun');
    await once(events, 'done');
    return c.json({ made }, 201, { location: '/things/slow' });
  });
  const fail = createIdempotentHandlers(body, async () => {
    failures += 1;
    throw new AppError(failures === 1 ? 'INTERNAL_ERROR' : 'CONFLICT', 'It failed');
  });
  app.post('/things', ...make);
  app.post('/slow', ...makeSlowly);
  app.post('/failures', ...fail);
});

afterAll(() => testApp.close());

async function post(path: string, key: string, body: object = {}) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  const response = await ask(app, path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

test('of requests that arrive at once one is carried out, and all get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('/things', 'a')));
  expect(made).toBe(1);
  for (const { status, headers, body } of answers) {
    expect({ status, body }).toEqual({ status: 201, body: '{"made":1}' });
    expect(headers.get('location')).toBe('/things/1');
    expect(headers.get('content-type')).toBe('application/json');
  }
  const replayed = answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true');
  expect(replayed).toHaveLength(19);
});

test('a slash at the end of the path makes no other request', async () => {
  expect(await post('/things/', 'a')).toMatchObject({ status: 201, body: '{"made":1}' });
});

test('a key cannot be used for another request', async () => {
  expect(await post('/things', 'a', { other: true })).toMatchObject({ status: 422 });
});

test('what failed may be tried again, what was refused stays so', async () => {
  const statuses = [];
  for (let time = 1; time <= 3; time += 1) statuses.push((await post('/failures', 'b')).status);
  expect(statuses).toEqual([500, 409, 409]);
  expect(failures).toBe(2);
});

test('what took too long is not done again, but answered', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const begun = once(events, 'begun');
  const first = post('/slow', 'c');
  await begun;
  vi.advanceTimersByTime(30_000);
  vi.useRealTimers();
  expect(await first).toMatchObject({ status: 503 });

  const before = made;
  events.emit('done');
  const second = await post('/slow', 'c');
  expect(second.status).toBe(201);
  expect(second.headers.get('location')).toBe('/things/slow');
  expect(made).toBe(before);
});
