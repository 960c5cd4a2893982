/** Runs the whole app without a socket, against a database of its own. */
import type { ServerInjectResponse } from '@hapi/hapi';
import { createApp } from '../../src/app.js';
import { loadEnv } from '../../src/config/env.js';
import { createContainer } from '../../src/container.js';
import { closeDependencies } from '../../src/shared/dependency.js';
import { createTestDatabase } from './database.js';
import type { TestApp, TestRequest } from './test-app.js';

export type { TestApp, TestRequest, TestResponse } from './test-app.js';

/** Starts the app; `env` overrides what it reads from the environment. */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const container = await createContainer(
    loadEnv({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: database.url,
      ...env,
    }),
  );
  const app = await createApp(container);

  return {
    container,
    async request<T>(method: string, path: string, { body, headers }: TestRequest = {}) {
      const response = await app.inject({
        method,
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
      await app.stop();
      await closeDependencies(container.dependencies);
      await database.drop();
    },
  };
}

function readBody({ payload, headers }: ServerInjectResponse): unknown {
  if (payload === '') return undefined;
  return String(headers['content-type']).includes('json') ? JSON.parse(payload) : payload;
}
