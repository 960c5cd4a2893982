/** Runs the whole app without a socket, against a database of its own. */
import { setImmediate } from 'node:timers/promises';
import type { Hono } from 'hono';
import { createApp } from '../../src/app.js';
import { loadEnv } from '../../src/config/env.js';
import { createContainer } from '../../src/container.js';
import type { AppEnv } from '../../src/platform/http/pipeline.js';
import { closeDependencies } from '../../src/shared/dependency.js';
import { createTestDatabase } from './database.js';
import type { TestApp, TestRequest } from './test-app.js';

export type { TestApp, TestRequest, TestResponse } from './test-app.js';

/** What a server would tell the app, as far as the app asks. */
const bindings = {
  incoming: { socket: { remoteAddress: '127.0.0.1' } },
  outgoing: { destroyed: false },
  lifecycle: { draining: false },
} as AppEnv['Bindings'];

/** Sends a request to the app alone; never two in one turn of the event loop, as none come over a socket. */
export async function ask(app: Hono<AppEnv>, path: string, init?: RequestInit): Promise<Response> {
  await setImmediate();
  return app.request(path, init, bindings);
}

/** Starts the app; `env` overrides what it reads from the environment. */
export async function startTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const container = await createContainer(
    loadEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: database.url, ...env }),
  );
  const app = createApp(container);

  return {
    container,
    async request<T>(method: string, path: string, { body, headers }: TestRequest = {}) {
      const response = await ask(app, path, {
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
