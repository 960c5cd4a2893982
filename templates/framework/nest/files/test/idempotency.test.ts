/** What the app promises to who sends an `Idempotency-Key`: no request is carried out twice. */
import { Controller, Post, Res, UseInterceptors } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IdempotencyInterceptor } from '../src/platform/http/idempotency.interceptor.js';
import { AppError } from '../src/shared/errors.js';
import { createAppWith, startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: NestFastifyApplication;
let made = 0;
let failures = 0;

@Controller()
@UseInterceptors(IdempotencyInterceptor)
class ThingController {
  @Post('things')
  make(@Res({ passthrough: true }) reply: FastifyReply) {
    made += 1;
    reply.header('location', `/things/${made}`);
    return { made };
  }

  @Post('failures')
  fail() {
    failures += 1;
    throw new AppError(failures === 1 ? 'INTERNAL_ERROR' : 'CONFLICT', 'It failed');
  }
}

beforeAll(async () => {
  testApp = await startTestApp();
  app = await createAppWith(testApp.container, ThingController);
});

afterAll(async () => {
  await app.close();
  await testApp.close();
});

function post(path: string, key: string, body: object = {}) {
  const url = `/api/v1${path}`;
  return app.inject({ method: 'POST', url, headers: { 'idempotency-key': key }, payload: body });
}

test('of requests that arrive at once one is carried out, and all get its answer', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('/things', 'a')));
  expect(made).toBe(1);
  for (const { statusCode, headers, body } of answers) {
    expect({ statusCode, body }).toEqual({ statusCode: 201, body: '{"made":1}' });
    expect(headers).toMatchObject({ location: '/things/1' });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  }
  const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true');
  expect(replayed).toHaveLength(19);
});

test('a slash at the end of the path makes no other request', async () => {
  expect(await post('/things/', 'a')).toMatchObject({ statusCode: 201, body: '{"made":1}' });
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
