/** What the app promises to who reads: nothing is sent twice, and long answers are sent compressed. */
import { gunzipSync } from 'node:zlib';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/app.js';
import type { AppEnv } from '../src/platform/http/pipeline.js';
import { ask, startTestApp, type TestApp } from './support/app.js';

let testApp: TestApp;
let app: Hono<AppEnv>;

beforeAll(async () => {
  testApp = await startTestApp();
  app = createApp(testApp.container);
});

afterAll(() => testApp.close());

describe('what is read', () => {
  const read = (headers: Record<string, string> = {}, method = 'GET') =>
    ask(app, '/openapi.json', { headers, method });
  const tagOf = ({ headers }: Response) => headers.get('etag') ?? '';

  test('may be kept, and is not sent again to who has it', async () => {
    const first = await read();
    expect(tagOf(first)).toMatch(/^"[^"]+"$/);
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    expect(first.headers.get('vary')).toBe('Accept-Encoding');
    const condition = { 'if-none-match': `"other", W/${tagOf(first)}` };
    for (const method of ['GET', 'HEAD']) {
      const again = await read(condition, method);
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
      expect(tagOf(again)).toBe(tagOf(first));
    }
  });

  test('is compressed, with a tag of its own', async () => {
    const plain = await read();
    const packed = await read({ 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(tagOf(packed)).not.toBe(tagOf(plain));
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect(gunzipSync(bytes).toString()).toBe(await plain.text());

    const head = await read({ 'accept-encoding': 'gzip' }, 'HEAD');
    expect(head.headers.get('content-length')).toBe(String(bytes.length));
    const has = { 'accept-encoding': 'gzip', 'if-none-match': tagOf(packed) };
    expect((await read(has)).status).toBe(304);
  });
});
