/** What the app promises as a whole, whatever modules it has. */
import { setTimeout } from 'node:timers/promises';
import { Router } from 'express';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { modules } from '../src/modules.js';
import { jsonBody } from '../src/platform/http/body.js';
import { cacheControl } from '../src/platform/http/caching.js';
import type { ApiModule } from '../src/platform/http/module.js';
import type { ErrorBody } from '../src/shared/errors.js';
import { startTestApp, type TestApp, type TestRequest } from './support/app.js';

const friend = 'https://friend.example';
const slowRequest = vi.fn();
let app: TestApp;

const probe: ApiModule = {
  path: '/probe',
  openapi: {},
  routes() {
    const router = Router();
    router.post('/echo', jsonBody, (req, res) => {
      res.json(req.body);
    });
    router.delete('/echo', (_req, res) => {
      res.status(204).end();
    });
    router.get('/broken', async () => {
      throw new Error('a detail that nobody may see');
    });
    router.get('/kept', cacheControl('private'), (_req, res) => {
      res.json({});
    });
    router.get('/slow', async (_req, res) => {
      slowRequest();
      await setTimeout(200);
      res.json({});
    });
    return router;
  },
};

modules.push({ ...probe, deprecation: { since: new Date(0) } }, { ...probe, version: 2 });

beforeAll(async () => {
  app = await startTestApp({ CORS_ORIGINS: friend });
  // The embedded database starts with the first query.
  await app.container.dependencies.database.ping();
});

afterAll(async () => {
  modules.splice(-2);
  await app.close();
});

describe('probes', () => {
  test('a process that runs is live', async () => {
    const { status, body } = await app.request('GET', '/health/live');
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'up' });
  });

  test('it is ready while what it depends on is up', async () => {
    const { status, body } = await app.request('GET', '/health/ready');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'up', dependencies: { database: 'up' } });
  });

  test('it is not ready when one of them is down', async () => {
    vi.spyOn(app.container.dependencies.database, 'ping').mockRejectedValueOnce(new Error());
    const { status, body } = await app.request('GET', '/health/ready');
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'down', dependencies: { database: 'down' } });
  });
});

describe('refusals', () => {
  const echo = '/api/v1/probe/echo';
  const text = { headers: { 'content-type': 'text/plain' }, body: 'a' };
  const utf16 = { headers: { 'content-type': 'application/json; charset=utf-16' }, body: '{}' };
  const packed = { headers: { 'content-encoding': 'gzip' }, body: '{}' };

  test.each<
    [what: string, method: string, path: string, TestRequest, status: number, code: string]
  >([
    ['an unknown path', 'GET', '/nothing', {}, 404, 'ROUTE_NOT_FOUND'],
    ['an unknown path with a body', 'POST', '/nothing', { body: '{' }, 404, 'ROUTE_NOT_FOUND'],
    ['a path in other letters', 'GET', '/Health/live', {}, 404, 'ROUTE_NOT_FOUND'],
    ['an API in other letters', 'GET', '/API/v1/probe/broken', {}, 404, 'ROUTE_NOT_FOUND'],
    ['a module in other letters', 'GET', '/api/v1/Probe/broken', {}, 404, 'ROUTE_NOT_FOUND'],
    ['an empty part of the path', 'DELETE', `${echo}//`, {}, 404, 'ROUTE_NOT_FOUND'],
    ['an unknown method', 'DELETE', '/health/live', {}, 405, 'METHOD_NOT_ALLOWED'],
    ['a broken escape in the path', 'GET', '/%E0%A4%A', {}, 400, 'INVALID_PATH'],
    ['a NUL character in the path', 'GET', '/a%00', {}, 400, 'INVALID_PATH'],
    ['malformed JSON', 'POST', echo, { body: '{"a":' }, 400, 'INVALID_JSON'],
    ['endless nesting', 'POST', echo, { body: '['.repeat(10_000) }, 400, 'INVALID_JSON'],
    ['a body that is not JSON', 'POST', echo, text, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body that is not UTF-8', 'POST', echo, utf16, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compressed body', 'POST', echo, packed, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body over 1 MB', 'POST', echo, { body: ' '.repeat(2 ** 21) }, 413, 'PAYLOAD_TOO_LARGE'],
    ['an unexpected error', 'GET', '/api/v1/probe/broken', {}, 500, 'INTERNAL_ERROR'],
  ])('%s', async (_what, method, path, options, status, code) => {
    const response = await app.request<ErrorBody>(method, path, options);
    expect(response.status).toBe(status);
    expect(response.body.error).toEqual({
      code,
      message: expect.not.stringContaining('detail'),
      details: [],
      requestId: response.headers['x-request-id'],
    });
  });

  test('a method that is not allowed comes with those that are', async () => {
    const { headers } = await app.request('PUT', '/health/live');
    expect(headers['allow']).toBe('GET, HEAD, OPTIONS');
  });

  test('more requests than allowed, but for probes', async () => {
    const limited = await startTestApp({ RATE_LIMIT_PER_MINUTE: '1' });
    await limited.request('GET', '/openapi.json');
    const { status, headers } = await limited.request('GET', '/openapi.json');
    expect(status).toBe(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(await limited.request('GET', '/health/live')).toMatchObject({ status: 200 });
    await limited.close();
  });
});

describe('what is taken all the same', () => {
  test.each(['/%68ealth/live', '/health/live/', '/health/live?a=%zz'])('%s', async (path) => {
    expect(await app.request('GET', path)).toMatchObject({ status: 200 });
  });

  test('a body where none has a meaning', async () => {
    const answer = await app.request('DELETE', '/api/v1/probe/echo', { body: '{' });
    expect(answer).toMatchObject({ status: 204 });
  });

  test('no body, whatever type it would have', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await app.request('POST', '/api/v1/probe/echo', { headers });
    expect(answer).toMatchObject({ status: 200 });
  });
});

describe('what GET answers', () => {
  test('is not sent again to who has it already', async () => {
    const first = await app.request('GET', '/openapi.json');
    const tag = first.headers['etag'] ?? '';
    expect(tag).toMatch(/^"[^"]+"$/);
    const headers = { 'if-none-match': `"other", W/${tag}` };
    const second = await app.request('GET', '/openapi.json', { headers });
    expect(second).toMatchObject({ status: 304, body: undefined, headers: { etag: tag } });
  });

  test.each([
    ['gzip, br', 'gzip', /^"[^"]+-gzip"$/],
    ['identity', undefined, /^"[^"]+(?<!-gzip)"$/],
  ])('to who takes %s', async (accepted, encoding, tag) => {
    const headers = { 'accept-encoding': accepted };
    const answer = await app.request('GET', '/openapi.json', { headers });
    expect(answer.body).toHaveProperty('openapi');
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['etag']).toMatch(tag);
    expect(answer.headers['vary']).toContain('Accept-Encoding');
  });

  test.each([
    ['/api/v1/probe/kept', 'private, no-cache'],
    ['/api/v1/probe/broken', 'no-store'],
    ['/health/live', 'no-store'],
  ])('at %s may be kept: %s', async (path, rule) => {
    const { headers } = await app.request('GET', path);
    expect(headers['cache-control']).toBe(rule);
  });

  test('has a tag only when it is what was asked for', async () => {
    for (const path of ['/nothing', '/api/v1/probe/broken']) {
      expect((await app.request('GET', path)).headers).not.toHaveProperty('etag');
    }
  });
});

test('another version of the API lies beside the first, which says that it is going to go', async () => {
  const old = await app.request('GET', '/api/v1/probe/kept');
  expect(old.headers).toMatchObject({ deprecation: '@0' });
  const { status, headers } = await app.request('GET', '/api/v2/probe/kept');
  expect(status).toBe(200);
  expect(headers).not.toHaveProperty('deprecation');
});

describe('headers', () => {
  test.each([
    ['is kept when it is a sane one', 'order-42', /^order-42$/],
    ['is replaced when it is not', 'two words', /^[\da-f-]{36}$/],
  ])("the caller's request id %s", async (_what, id, expected) => {
    const { headers } = await app.request('GET', '/health/live', {
      headers: { 'x-request-id': id },
    });
    expect(headers['x-request-id']).toMatch(expected);
  });

  test.each(['/health/live', '/nothing', '/%E0%A4%A'])(
    '%s carries security headers',
    async (path) => {
      const { headers } = await app.request('GET', path);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  test.each([
    ['may call', friend, friend],
    ['may not when it is not listed', 'https://stranger.example', undefined],
  ])('a browser of an origin %s', async (_what, origin, allowed) => {
    const { headers } = await app.request('OPTIONS', '/api/v1/probe/echo', {
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(headers['access-control-allow-origin']).toBe(allowed);
    expect(headers['vary']).toContain('Origin');
  });
});

test('the API describes itself', async () => {
  const { body } = await app.request('GET', '/openapi.json');
  expect(body).toMatchObject({ openapi: '3.1.0' });
  const { headers } = await app.request('GET', '/docs');
  expect(headers['content-type']).toContain('text/html');
});

test('a request in flight is answered when the app closes', async () => {
  const closing = await startTestApp();
  const answer = closing.request('GET', '/api/v1/probe/slow');
  await vi.waitFor(() => expect(slowRequest).toHaveBeenCalled());
  await closing.close();
  expect(await answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
});
