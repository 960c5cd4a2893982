/** What the app promises as a whole, whatever modules it has. */
import { gunzipSync } from 'node:zlib';
import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import type { Container } from '../src/container.js';
import { createAppWith, startTestApp, type TestApp } from './support/app.js';

const text = { 'content-type': 'text/plain' };
const friend = 'https://friend.example';
let testApp: TestApp;
let container: Container;
let app: NestFastifyApplication;

@Controller()
class EchoController {
  @Post('echo')
  @HttpCode(200)
  echo(@Body() body: unknown) {
    return { body };
  }

  @Delete('echo')
  @HttpCode(204)
  forget() {}

  @Get('broken')
  fail() {
    throw new Error('a detail that nobody may see');
  }
}

beforeAll(async () => {
  testApp = await startTestApp({ CORS_ORIGINS: friend });
  container = testApp.container;
  // The embedded database starts with the first query.
  await container.dependencies.database.ping();
  app = await createAppWith(container, EchoController);
});

afterAll(async () => {
  await app.close();
  await testApp.close();
});

describe('probes', () => {
  test('a process that runs is live', async () => {
    const response = await app.inject('/health/live');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'up' });
  });

  test('it is ready while what it depends on is up', async () => {
    const response = await app.inject('/health/ready');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ status: 'up' });
  });

  test('it is not ready when one of them is down', async () => {
    const broken = { ping: () => Promise.reject(new Error()), close: () => Promise.resolve() };
    const dependencies = { ...container.dependencies, broken };
    const crippled = await createApp({ ...container, dependencies });
    const response = await crippled.inject('/health/ready');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ status: 'down', dependencies: { broken: 'down' } });
  });
});

describe('refusals', () => {
  const post = (payload: string, type = 'application/json'): InjectOptions => {
    return { method: 'POST', url: '/api/v1/echo', payload, headers: { 'content-type': type } };
  };
  const utf16 = post('{}', 'application/json; charset=utf-16');
  const packed = { ...post('{}'), headers: { 'content-encoding': 'gzip' } };

  test.each<[what: string, request: InjectOptions, status: number, code: string]>([
    ['an unknown path', { url: '/nothing' }, 404, 'ROUTE_NOT_FOUND'],
    ['an unknown path with a body', { ...post('{'), url: '/nothing' }, 404, 'ROUTE_NOT_FOUND'],
    ['a path in other letters', { url: '/Health/live' }, 404, 'ROUTE_NOT_FOUND'],
    [
      'an empty part of the path',
      { method: 'DELETE', url: '/api/v1/echo//' },
      404,
      'ROUTE_NOT_FOUND',
    ],
    ['an unknown method', { method: 'PUT', url: '/api/v1/echo' }, 405, 'METHOD_NOT_ALLOWED'],
    ['a broken escape in the path', { url: '/%E0%A4%A' }, 400, 'INVALID_PATH'],
    ['a NUL character in the path', { url: '/a%00' }, 400, 'INVALID_PATH'],
    ['malformed JSON', post('{"a":'), 400, 'INVALID_JSON'],
    ['JSON nested without end', post('['.repeat(10_000)), 400, 'INVALID_JSON'],
    ['a body that is not JSON', post('a', 'text/plain'), 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body that is not UTF-8', utf16, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a compressed body', packed, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a body over 1 MB', post(`"${'a'.repeat(2 ** 20)}"`), 413, 'PAYLOAD_TOO_LARGE'],
    ['an unexpected error', { url: '/api/v1/broken' }, 500, 'INTERNAL_ERROR'],
  ])('%s', async (_what, request, status, code) => {
    const response = await app.inject(request);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toEqual({
      error: {
        code,
        message: expect.not.stringContaining('detail'),
        details: [],
        requestId: response.headers['x-request-id'],
      },
    });
  });

  test('a method that is not allowed comes with those that are', async () => {
    const response = await app.inject({ method: 'PUT', url: '/health/live' });
    expect(response.headers.allow).toBe('GET, HEAD, OPTIONS');
  });

  test('more requests than allowed, but for probes', async () => {
    const limited = await createApp({
      ...container,
      env: { ...container.env, RATE_LIMIT_PER_MINUTE: 1 },
    });
    await limited.inject('/openapi.json');
    const response = await limited.inject('/openapi.json');
    expect(response.statusCode).toBe(429);
    expect(response.json()).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect(Number(response.headers['retry-after'])).toBeGreaterThan(0);
    for (const [method, status] of [['GET', 200] as const, ['PUT', 405] as const]) {
      const probe = await limited.inject({ method, url: '/health/live' });
      expect(probe.statusCode).toBe(status);
    }
  });
});

describe('what is taken all the same', () => {
  test.each<[what: string, request: InjectOptions, status: number]>([
    ['a path with a needless escape', { url: '/%68ealth/live' }, 200],
    ['a slash at the end of a path', { url: '/health/live/' }, 200],
    ['a broken escape in the query', { url: '/health/live?a=%zz' }, 200],
    ['a body with GET', { method: 'GET', url: '/health/live', payload: '{' }, 200],
    ['a body with DELETE', { method: 'DELETE', url: '/api/v1/echo', payload: '{' }, 204],
    ['no body, whatever its type', { method: 'POST', url: '/api/v1/echo', headers: text }, 200],
  ])('%s', async (_what, request, status) => {
    expect((await app.inject(request)).statusCode).toBe(status);
  });
});

describe('what is read', () => {
  const read = (headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: '/openapi.json', headers });

  test('may be kept, and is not sent again to who has it', async () => {
    const { headers } = await read();
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^"[^"]+"$/),
      'cache-control': 'public, no-cache',
      vary: 'Accept-Encoding, Origin',
    });
    const condition = {
      'if-none-match': `"other", W/${headers.etag}`,
      'cache-control': 'no-cache',
    };
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, body, headers: kept } = await read(condition, method);
      expect({ statusCode, body }).toEqual({ statusCode: 304, body: '' });
      expect(kept).toMatchObject({ etag: headers.etag, 'cache-control': 'public, no-cache' });
    }
  });

  test('is compressed, with a tag of its own', async () => {
    const plain = await read();
    const packed = await read({ 'accept-encoding': 'gzip' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);

    const head = await read({ 'accept-encoding': 'gzip' }, 'HEAD');
    expect(head.headers['content-length']).toBe(packed.headers['content-length']);
    const has = { 'accept-encoding': 'gzip', 'if-none-match': String(packed.headers.etag) };
    expect(await read(has)).toMatchObject({ statusCode: 304, body: '' });
  });

  test('has no tag and is not kept when it is an error', async () => {
    const { headers } = await app.inject('/api/v1/broken');
    expect(headers).not.toHaveProperty('etag');
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
  });
});

describe('headers', () => {
  test.each([
    ['is kept when it is a sane one', 'order-42', /^order-42$/],
    ['is replaced when it is not', 'two words', /^[\da-f-]{36}$/],
  ])("the caller's request id %s", async (_what, id, expected) => {
    const response = await app.inject({ url: '/health/live', headers: { 'x-request-id': id } });
    expect(response.headers['x-request-id']).toMatch(expected);
  });

  test('every answer carries security headers', async () => {
    for (const url of ['/health/live', '/nothing', '/%E0%A4%A']) {
      const { headers } = await app.inject(url);
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    }
  });

  test.each([
    ['may read answers', friend, friend],
    ['may not when it is not listed', 'https://stranger.example', undefined],
  ])('a browser of an origin %s', async (_what, origin, allowed) => {
    const ask = { 'access-control-request-method': 'POST' };
    for (const [method, more] of [['OPTIONS', ask] as const, ['DELETE', {}] as const]) {
      const request: InjectOptions = { method, url: '/api/v1/echo', headers: { origin, ...more } };
      const { statusCode, headers } = await app.inject(request);
      expect(statusCode).toBe(204);
      expect(headers['access-control-allow-origin']).toBe(allowed);
      expect(headers.vary).toContain('Origin');
    }
  });

  test('OPTIONS tells the verbs of a path', async () => {
    const { statusCode, headers } = await app.inject({ method: 'OPTIONS', url: '/api/v1/echo' });
    expect(statusCode).toBe(204);
    expect(headers.allow).toBe('POST, DELETE, OPTIONS');
  });
});

test('the API describes itself', async () => {
  const document = (await app.inject('/openapi.json')).json();
  expect(document).toMatchObject({ openapi: '3.1.0' });
  const page = await app.inject('/docs');
  expect(page.headers['content-type']).toContain('text/html');
});
