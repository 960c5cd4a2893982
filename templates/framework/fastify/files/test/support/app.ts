/** Runs the whole app without a socket, against a database of its own. */
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createApp } from '../../src/app.js';
import { loadEnv } from '../../src/config/env.js';
import { type Container, createContainer } from '../../src/container.js';
import { closeDependencies } from '../../src/shared/dependency.js';
import { createTestDatabase } from './database.js';

export interface TestResponse<T> {
  status: number;
  headers: Record<string, string>;
  /** Parsed when it is JSON, undefined when there is none, else text. */
  body: T;
}

export interface TestRequest {
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface TestApp {
  container: Container;
  request<T = unknown>(
    method: string,
    path: string,
    options?: TestRequest,
  ): Promise<TestResponse<T>>;
  close(): Promise<void>;
}

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

function readBody({ body, headers }: LightMyRequestResponse): unknown {
  if (body === '') return undefined;
  return String(headers['content-type']).includes('json') ? JSON.parse(body) : body;
}
