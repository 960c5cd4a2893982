/** What the app promises to who reads: tags, what may be kept, and compression. */
import { gunzipSync } from 'node:zlib';
import type { Server } from '@hapi/hapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import { startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: Server;

beforeAll(async () => {
  testApp = await startTestApp({ CORS_ORIGINS: 'https://friend.example' });
  app = await createApp(testApp.container);
});

afterAll(async () => {
  await app.stop();
  await testApp.close();
});

describe('what is read', () => {
  const read = (headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: '/openapi.json', headers });

  test('may be kept, and is not sent again to who has it', async () => {
    const { headers } = await read();
    expect(headers).toMatchObject({
      etag: expect.stringMatching(/^"[^"]+"$/),
      'cache-control': 'public, no-cache',
      vary: 'Accept-Encoding,origin',
    });
    const condition = {
      'if-none-match': `"other", W/${headers.etag}`,
      'cache-control': 'no-cache',
    };
    for (const method of ['GET', 'HEAD'] as const) {
      const { statusCode, payload, headers: kept } = await read(condition, method);
      expect({ statusCode, payload }).toEqual({ statusCode: 304, payload: '' });
      expect(kept).toMatchObject({ etag: headers.etag, 'cache-control': 'public, no-cache' });
    }
  });

  test('is compressed, with a tag of its own', async () => {
    const plain = await read();
    const packed = await read({ 'accept-encoding': 'gzip' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip' });
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.payload);

    const head = await read({ 'accept-encoding': 'gzip' }, 'HEAD');
    expect(head.headers['content-length']).toBe(packed.headers['content-length']);
    const has = { 'accept-encoding': 'gzip', 'if-none-match': String(packed.headers.etag) };
    expect(await read(has)).toMatchObject({ statusCode: 304, payload: '' });
  });

  test('has no tag and is not kept when it is an error', async () => {
    const { headers } = await app.inject('/nothing');
    expect(headers).not.toHaveProperty('etag');
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
  });
});
