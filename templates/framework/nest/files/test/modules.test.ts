/** What the app does with modules, beside routing requests to their controllers. */
import { Controller, Get, Module } from '@nestjs/common';
import { expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import { modules } from '../src/modules.js';
import { startTestApp } from './support/app.js';

test('a version of the API that is to go says so', async () => {
  @Controller('old')
  class OldController {
    @Get()
    get() {
      return {};
    }
  }

  @Module({ controllers: [OldController] })
  class OldModule {
    static readonly openapi = { '/old': {} };
    static readonly version = 2;
    static readonly deprecation = { since: new Date(0) };
  }

  const { container, close } = await startTestApp();
  modules.push(OldModule);
  const old = await createApp(container);
  modules.pop();
  const response = await old.inject('/api/v2/old');
  expect(response).toMatchObject({ statusCode: 200, headers: { deprecation: '@0' } });
  await old.close();
  await close();
});
