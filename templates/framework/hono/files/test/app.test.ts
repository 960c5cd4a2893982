/** What the app promises as a whole, whatever modules it has. */
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createApp } from '../src/app.js';
import type { Container } from '../src/container.js';
import { modules } from '../src/modules.js';
import { jsonBody } from '../src/platform/http/body.js';
import type { AppEnv } from '../src/platform/http/pipeline.js';
import { ask, startTestApp, type TestApp } from './support/app.js';

const text = { 'content-type': 'text/plain' };
const friend = 'https://friend.example';
let testApp: TestApp;
let container: Container;
let app: Hono<AppEnv>;

beforeAll(async () => {
  testApp = await startTestApp({ CORS_ORIGINS: friend });
  container = testApp.container;
  // The embedded database starts with the first query.
  await container.dependencies.database.ping();
  app = createApp(container);
  app.post('/echo', jsonBody(z.unknown()), (c) => c.json({ body: c.req.valid('json') }));
  app.delete('/echo', (c) => c.body(null, 204));
  app.get('/broken', () => {
    throw new Error('a detail that nobody may see');
  });
  app.get('/refused', () => {
    throw new HTTPException(403, { message: 'Not from here' });
  });
});

afterAll(() => testApp.close());

describe('probes', () => {
  test('a process that runs is live', async () => {
    const response = await ask(app, '/health/live');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'up' });
  });

  test('it is ready while what it depends on is up', async () => {
    const response = await ask(app, '/health/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'up' });
  });

  test('it is not ready when one of them is down', async () => {
    const broken = { ping: () => Promise.reject(new Error()), close: () => Promise.resolve() };
    const dependencies = { ...container.dependencies, broken };
    const response = await ask(createApp({ ...container, dependencies }), '/health/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      status: 'down',
      dependencies: { broken: 'down' },
    });
  });
});

describe('refusals', () => {
  const post = (body: string, headers: Record<string, string> = {}): RequestInit => {
    return { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } };
  };
  const large = `"${'a'.repeat(2 ** 20)}"`;
  const utf16 = post('{}', { 'content-type': 'application/json; charset=utf-16' });

  test.each<[what: string, path: string, request: RequestInit, status: number, code: string]>([
    ['an unknown path', '/nothing', {}, 404, 'ROUTE_NOT_FOUND'],
    ['an unknown path with a body', '/nothing', post('{'), 404, 'ROUTE_NOT_FOUND'],
    ['a path in other letters', '/Health/live', {}, 404, 'ROUTE_NOT_FOUND'],
    ['an empty part of the path', '/echo//', { method: 'DELETE' }, 404, 'ROUTE_NOT_FOUND'],
    ['an unknown method', '/echo', { method: 'PUT' }, 405, 'METHOD_NOT_ALLOWED'],
    ['a broken escape in the path', '/%E0%A4%A', {}, 400, 'INVALID_PATH'],
    ['a NUL character in the path', '/a%00', {}, 400, 'INVALID_PATH'],
    ['malformed JSON', '/echo', post('{"a":'), 400, 'INVALID_JSON'],
    ['JSON nested without end', '/echo', post('['.repeat(10_000)), 400, 'INVALID_JSON'],
    ['a body that is not JSON', '/echo', post('a', text), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body that is not UTF-8', '/echo', utf16, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a compressed body',
      '/echo',
      post('{}', { 'content-encoding': 'gzip' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['a body over 1 MB', '/echo', post(large), 413, 'PAYLOAD_TOO_LARGE'],
    [
      'a body that says it is',
      '/echo',
      post('', { 'content-length': '1048577' }),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ["an error of Hono's own", '/refused', {}, 403, 'FORBIDDEN'],
    ['an unexpected error', '/broken', {}, 500, 'INTERNAL_ERROR'],
  ])('%s', async (_what, path, request, status, code) => {
    const response = await ask(app, path, request);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: {
        code,
        message: expect.not.stringContaining('detail'),
        details: [],
        requestId: response.headers.get('x-request-id'),
      },
    });
  });

  test('a method that is not allowed comes with those that are', async () => {
    const { headers } = await ask(app, '/health/live', { method: 'PUT' });
    expect(headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  test('more requests than allowed, but for probes', async () => {
    const env = { ...container.env, RATE_LIMIT_PER_MINUTE: 1 };
    const limited = createApp({ ...container, env });
    await ask(limited, '/openapi.json');
    const response = await ask(limited, '/openapi.json');
    expect(response.status).toBe(429);
    expect(await response.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    for (const [method, status] of [['GET', 200] as const, ['PUT', 405] as const]) {
      expect((await ask(limited, '/health/live', { method })).status).toBe(status);
    }
  });

  test('more requests than allowed of one address behind a proxy', async () => {
    const env = { ...container.env, RATE_LIMIT_PER_MINUTE: 1, TRUST_PROXY: 1 };
    const limited = createApp({ ...container, env });
    const from = async (addresses: string) => {
      const headers = { 'x-forwarded-for': addresses };
      return (await ask(limited, '/openapi.json', { headers })).status;
    };
    expect(await from('192.0.2.1')).toBe(200);
    expect(await from('192.0.2.2')).toBe(200);
    expect(await from('192.0.2.3, 192.0.2.1')).toBe(429);
  });
});

describe('what is taken all the same', () => {
  test.each<[what: string, path: string, request: RequestInit, status: number]>([
    ['a path with a needless escape', '/%68ealth/live', {}, 200],
    ['a slash at the end of a path', '/health/live/', {}, 200],
    ['a broken escape in the query', '/health/live?a=%zz', {}, 200],
    ['a body with DELETE', '/echo', { method: 'DELETE', body: '{' }, 204],
    ['no body, whatever its type', '/echo', { method: 'POST', headers: text }, 200],
  ])('%s', async (_what, path, request, status) => {
    expect((await ask(app, path, request)).status).toBe(status);
  });
});

test('an error has no tag and is not kept', async () => {
  const { headers } = await ask(app, '/broken');
  expect(headers.get('etag')).toBeNull();
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a version of the API that is to go says so', async () => {
  modules.push({
    path: '/old',
    version: 2,
    deprecation: { since: new Date(0) },
    openapi: {},
    routes: () => new Hono<AppEnv>().get('/', (c) => c.json({})),
  });
  const old = createApp(container);
  modules.pop();
  const { status, headers } = await ask(old, '/api/v2/old');
  expect(status).toBe(200);
  expect(headers.get('deprecation')).toBe('@0');
});

test('a handler that takes too long is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const slow = createApp(container);
  const called = new Promise<void>((resolve) => {
    slow.get('/slow', () => {
      resolve();
      return new Promise<Response>(() => {});
    });
  });
  const answer = ask(slow, '/slow');
  await called;
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  const { status, headers } = await answer;
  expect(status).toBe(503);
  expect(headers.get('connection')).toBe('close');
});

describe('headers', () => {
  test.each([
    ['is kept when it is a sane one', 'order-42', /^order-42$/],
    ['is replaced when it is not', 'two words', /^[\da-f-]{36}$/],
  ])("the caller's request id %s", async (_what, id, expected) => {
    const { headers } = await ask(app, '/health/live', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toMatch(expected);
  });

  test.each(['/health/live', '/nothing', '/%E0%A4%A'])(
    '%s carries security headers',
    async (path) => {
      const { headers } = await ask(app, path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  test.each([
    ['may read answers', friend, friend],
    ['may not when it is not listed', 'https://stranger.example', null],
  ])('a browser of an origin %s', async (_what, origin, allowed) => {
    const preflight = { origin, 'access-control-request-method': 'POST' };
    for (const [method, sent] of [
      ['OPTIONS', preflight] as const,
      ['DELETE', { origin }] as const,
    ]) {
      const { status, headers } = await ask(app, '/echo', { method, headers: sent });
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(allowed);
      expect(headers.get('vary')).toContain('Origin');
    }
  });

  test('OPTIONS tells the verbs of a path', async () => {
    const { status, headers } = await ask(app, '/echo', { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('allow')).toBe('POST, DELETE, OPTIONS');
  });
});

test('the API describes itself', async () => {
  const document = await (await ask(app, '/openapi.json')).json();
  expect(document).toMatchObject({ openapi: '3.1.0' });
  const { headers } = await ask(app, '/docs');
  expect(headers.get('content-type')).toContain('text/html');
});
