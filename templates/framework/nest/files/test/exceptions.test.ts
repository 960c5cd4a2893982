/** What is thrown, and where, makes no difference to how it is answered. */
import {
  ConflictException,
  Controller,
  Get,
  HttpException,
  type MiddlewareConsumer,
  Module,
  Param,
} from '@nestjs/common';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createApp } from '../src/app.js';
import { modules } from '../src/modules.js';
import { createAppWith, startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;

beforeAll(async () => {
  testApp = await startTestApp();
  // The embedded database starts with the first query.
  await testApp.container.dependencies.database.ping();
});

afterAll(() => testApp.close());

@Controller()
class ThrowingController {
  @Get('thrown/:status')
  get(@Param('status') status: string) {
    throw new HttpException('What Nest says', Number(status));
  }
}

test("exceptions of Nest get the API's codes", async () => {
  const app = await createAppWith(testApp.container, ThrowingController);
  const answers = [];
  for (const status of [404, 409, 410, 502]) {
    const { statusCode, body } = await app.inject(`/api/v1/thrown/${status}`);
    answers.push([statusCode, JSON.parse(body).error.code]);
  }
  expect(answers).toEqual([
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [400, 'INVALID_REQUEST'],
    [500, 'INTERNAL_ERROR'],
  ]);
  await app.close();
});

test('so do those of a middleware', async () => {
  @Module({ controllers: [ThrowingController] })
  class GuardedModule {
    static readonly openapi = {};

    configure(consumer: MiddlewareConsumer): void {
      const refuse = () => {
        throw new ConflictException();
      };
      consumer.apply(refuse).forRoutes(ThrowingController);
    }
  }

  modules.push(GuardedModule);
  const app = await createApp(testApp.container);
  modules.pop();
  const response = await app.inject('/api/v1/thrown/404');
  expect(response.statusCode).toBe(409);
  expect(response.json()).toMatchObject({ error: { code: 'CONFLICT' } });
  await app.close();
});

test('a handler that takes too long is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  let reached = (): void => {};
  const called = new Promise<void>((resolve) => {
    reached = resolve;
  });

  @Controller()
  class SlowController {
    @Get('slow')
    get() {
      reached();
      return new Promise(() => {});
    }
  }

  const slow = await createAppWith(testApp.container, SlowController);
  const answer = slow.inject('/api/v1/slow');
  await called;
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  expect((await answer).statusCode).toBe(503);
});
