/** Runs the whole app without a socket, against a database of its own. */
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createApp } from '../../src/app.js';
import { loadEnv } from '../../src/config/env.js';
import { type Container, createContainer } from '../../src/container.js';
import { modules } from '../../src/modules.js';
import { closeDependencies } from '../../src/shared/dependency.js';
import { createTestDatabase } from './database.js';
import type { TestApp, TestRequest } from './test-app.js';

export type { TestApp, TestRequest, TestResponse } from './test-app.js';

/** Starts the app; `env` overrides what it reads from the environment. */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const container = await createContainer(
    loadEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: database.url, ...env }),
  );
  const app = await createApp(container);

  return {
    container,
    async request<T>(method: string, path: string, { body, headers }: TestRequest = {}) {
      const response = await app.inject({
        method: method as NonNullable<InjectOptions['method']>,
        url: path,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && {
          payload: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      });
      return {
        status: response.statusCode,
        headers: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        ),
        body: readBody(response) as T,
      };
    },
    async close() {
      await app.close();
      await closeDependencies(container.dependencies);
      await database.drop();
    },
  };
}

/** The app with routes of a test's own, below /api/v1. */
export async function createAppWith(
  container: Container,
  controller: Type,
): Promise<NestFastifyApplication> {
  @Module({ controllers: [controller] })
  class TestModule {
    static readonly openapi = {};
  }

  modules.push(TestModule);
  try {
    return await createApp(container);
  } finally {
    modules.pop();
  }
}

function readBody({ body, headers }: LightMyRequestResponse): unknown {
  if (body === '') return undefined;
  return String(headers['content-type']).includes('json') ? JSON.parse(body) : body;
}
