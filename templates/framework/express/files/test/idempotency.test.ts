/** What the app promises to who sends an `Idempotency-Key`: no request is carried out twice. */
import { EventEmitter, once } from 'node:events';
import { Router } from 'express';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { modules } from '../src/modules.js';
import { jsonBody } from '../src/platform/http/body.js';
import { idempotent } from '../src/platform/http/idempotent.js';
import { AppError } from '../src/shared/errors.js';
import { startTestApp, type TestApp } from './support/app.js';

let app: TestApp;
const events = new EventEmitter();
let made = 0;
let failures = 0;

modules.push({
  path: '/probe',
  openapi: {},
  routes() {
    const router = Router();
    router.post('/things', jsonBody, idempotent, (_req, res) => {
      made += 1;
      res.status(201).location(`/things/${made}`).json({ made });
    });
    router.post('/slow', jsonBody, idempotent, async (_req, res) => {
      made += 1;
      events.emit('begun');
      await once(events, 'done');
      res.status(201).location('/things/slow').json({ made });
    });
    router.post('/failures', jsonBody, idempotent, () => {
      failures += 1;
      throw new AppError(failures === 1 ? 'INTERNAL_ERROR' : 'CONFLICT', 'It failed');
    });
    return router;
  },
});

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(async () => {
  modules.pop();
  await app.close();
});

function post(path: string, key: string, body: object = {}) {
  const headers = { 'idempotency-key': key };
  return app.request('POST', `/api/v1/probe${path}`, { headers, body });
}

test('of requests that arrive at once one is carried out, and all get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('/things', 'a')));
  expect(made).toBe(1);
  for (const { status, headers, body } of answers) {
    expect({ status, body }).toEqual({ status: 201, body: { made: 1 } });
    expect(headers).toMatchObject({ location: '/things/1' });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  }
  const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true');
  expect(replayed).toHaveLength(19);
});

test('a slash at the end of the path makes no other request', async () => {
  expect(await post('/things/', 'a')).toMatchObject({ status: 201, body: { made: 1 } });
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
  expect(second).toMatchObject({ status: 201, headers: { location: '/things/slow' } });
  expect(second.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(made).toBe(before);
});
