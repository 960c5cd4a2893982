/** Runs the whole app on a free port, against a database of its own. */
import { createApp } from '../../src/app.js';
import { loadEnv } from '../../src/config/env.js';
import { createContainer } from '../../src/container.js';
import { startServer } from '../../src/platform/http/server.js';
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
  const server = await startServer(createApp(container), container);

  return {
    container,
    async request<T>(method: string, path: string, { body, headers }: TestRequest = {}) {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: (await readBody(response)) as T,
      };
    },
    async close() {
      await server.close();
      await closeDependencies(container.dependencies);
      await database.drop();
    },
  };
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  const isJson = response.headers.get('content-type')?.includes('json');
  return isJson ? JSON.parse(text) : text;
}
