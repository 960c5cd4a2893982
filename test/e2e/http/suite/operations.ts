/** Section "Operations" of the contract: what can be seen of one healthy app. */
import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, apiOf, type Headers, send, times } from './client.js';
import { exchange, requestBytes } from './raw.js';
import type { Target } from './target.js';

export function operations(target: Target): void {
  const api = apiOf(target);
  const root = (path: string, headers: Headers = {}) => send(target.url + path, 'GET', undefined, headers);

  describe('`GET /health/live` 200; `GET /health/ready` 200 or 503 with each dependency’s state', () => {
    it('answers', async () => {
      (await root('/health/live')).expectStatus(200);
      const ready = (await root('/health/ready')).expectStatus(200);
      const { dependencies } = ready.json as unknown as { dependencies: Record<string, string> };
      expect(Object.keys(dependencies).length).toBeGreaterThan(0);
      for (const state of Object.values(dependencies)) expect(state).toBe('up');
      expect(ready.headers.get('cache-control')).toContain('no-store');
    });
  });

  describe('`/openapi.json` (OpenAPI 3.1, valid, complete: every route and every error), `/docs`', () => {
    interface Parameter {
      in: string;
      name: string;
    }
    interface Operation {
      operationId: string;
      responses: Record<string, unknown>;
      security?: unknown[];
      parameters?: (Parameter | { $ref: string })[];
    }
    let paths: Record<string, Record<string, Operation>>;
    let document: { openapi: string; info: object; components: Record<string, Record<string, unknown>> };

    /** What a reference within the document leads to. */
    const found = (reference: string) =>
      reference
        .slice(2)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce<unknown>((at, key) => (at as Headers | undefined)?.[key], document);

    beforeAll(async () => {
      document = (await root('/openapi.json')).expectStatus(200).json as unknown as typeof document;
      ({ paths } = document as unknown as { paths: typeof paths });
    });

    it('is OpenAPI 3.1', () => {
      expect(document.openapi).toMatch(/^3\.1\.\d$/);
      expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    });

    it('has every route', () => {
      const collections = ['authors', 'tags', 'blog-posts', 'tasks', 'comments'];
      const expected = collections.flatMap((name) => [`/api/v1/${name}`, `/api/v1/${name}/{id}`]);
      const accounts = [
        'register',
        'login',
        'logout',
        'refresh',
        'me',
        'password/change',
        'password/forgot',
        'password/reset',
        'email/verify',
      ];
      if (target.accounts) expected.push(...accounts.map((name) => `/api/v1/auth/${name}`));
      expect(Object.keys(paths)).toEqual(expect.arrayContaining([...expected, '/health/live', '/health/ready']));
      expect(Object.keys(paths['/api/v1/authors/{id}'] ?? {}).toSorted()).toEqual(['delete', 'get', 'patch', 'put']);
    });

    it('has every error of a route, and no reference that leads nowhere', () => {
      const item = paths['/api/v1/blog-posts/{id}'] ?? {};
      const statuses = (verb: string) => Object.keys(item[verb]?.responses ?? {});
      expect(statuses('get')).toEqual(expect.arrayContaining(['200', '304', '400', '404', '429', '500', '503']));
      for (const verb of ['put', 'patch']) {
        const errors = ['200', '400', '404', '409', '412', '413', '415', '429', '500', '503'];
        expect(statuses(verb)).toEqual(expect.arrayContaining(target.accounts ? [...errors, '401'] : errors));
      }
      expect(statuses('delete')).toEqual(expect.arrayContaining(['204', '400', '404', '409', '412']));
      const post = paths['/api/v1/blog-posts']?.['post'];
      expect(Object.keys(post?.responses ?? {})).toEqual(
        expect.arrayContaining(['201', '400', '409', '413', '415', '422']),
      );
      for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
        expect(found(reference), reference).toBeDefined();
      }
    });

    it('has ids of its own for operations, and each path’s parameters', () => {
      const operations = Object.values(paths).flatMap((item) => Object.values(item));
      const ids = operations.map(({ operationId }) => operationId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [path, item] of Object.entries(paths)) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
        for (const operation of Object.values(item)) {
          const all = (operation.parameters ?? []).map((given) => ('$ref' in given ? found(given.$ref) : given));
          const own = (all as Parameter[]).filter((parameter) => parameter.in === 'path');
          expect(own.map(({ name }) => name).toSorted(), path).toEqual(named);
        }
      }
    });

    it('is shown at /docs', async () => {
      const response = await fetch(`${target.url}/docs`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      const page = await response.text();
      for (const [, link = ''] of page.matchAll(/(?:src|href)="([^"#]+)"/g)) {
        const url = new URL(link, response.url);
        expect(url.origin, 'loads nothing from elsewhere').toBe(new URL(target.url).origin);
        expect((await fetch(url)).status, link).toBe(200);
      }
    });
  });

  describe('`X-Request-Id`: a sane incoming one is kept, else one is made; echoed … and in error bodies', () => {
    const of = (id: string) => root('/api/v1/nothing', { 'x-request-id': id });

    it('keeps a sane one', async () => {
      for (const id of [randomUUID(), 'a', 'trace-1_2.3:4', 'x'.repeat(64)]) {
        const answer = await of(id);
        expect([answer.headers.get('x-request-id'), answer.error.requestId]).toEqual([id, id]);
      }
    });

    it('makes one where none, or none that is sane, came', async () => {
      const made = new Set<string>();
      for (const id of [
        '',
        'x'.repeat(1_000),
        'a b',
        '<script>',
        '{"a":1}',
        "';--",
        'ü',
        'a,b',
        '../../etc',
        '%0d%0aX: y',
      ]) {
        const answer = await of(id);
        const own = answer.headers.get('x-request-id') ?? '';
        expect(own, id).toMatch(/^[\w-]{8,64}$/);
        expect(answer.error.requestId).toBe(own);
        made.add(own);
      }
      expect(made.size).toBe(10);
    });
  });

  it('Security headers, on every kind of answer', async () => {
    const answers = [
      await api.get('/authors'),
      await api.get('/nothing'),
      await api.get('/authors/1'),
      await root('/health/live'),
      await api.send('POST', '/authors', '{'),
      await send(`${api.base}/authors`, 'OPTIONS'),
      await api.get('/%00'),
    ];
    for (const { headers, status } of answers) {
      expect(headers.get('x-content-type-options'), String(status)).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7,}/);
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
    }
  });

  it('CORS by allow-list (none by default)', async () => {
    const asked = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const answer of [
      await api.get('/authors', asked),
      await send(`${api.base}/authors`, 'OPTIONS', undefined, asked),
    ]) {
      expect(
        [...answer.headers.keys()].filter((name) => /^access-control-allow-(origin|credentials)/.test(name)),
      ).toEqual([]);
    }
  });

  describe('compression', () => {
    const get = async (path: string, encoding: string) => {
      const bytes = requestBytes(`GET ${path}`, { 'Accept-Encoding': encoding, Connection: 'close' });
      const [answer] = (await exchange(target.url, bytes)).answers;
      return answer ?? { status: 0, headers: {} as Headers, body: Buffer.alloc(0) };
    };

    it('of long answers, for those who take it', async () => {
      await times(10, (index) => api.post({ body: 'a long text '.repeat(400), title: `Long ${index}` }));
      const path = '/api/v1/blog-posts?sort=-createdAt&limit=10';
      const [plain, packed] = [await get(path, 'identity'), await get(path, 'gzip')];
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(packed.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(packed.body).toString()).toBe(plain.body.toString());
      expect(packed.body.length).toBeLessThan(plain.body.length / 4);
      for (const { headers } of [plain, packed]) expect(headers['vary']?.toLowerCase()).toContain('accept-encoding');
      for (const none of ['', 'gzip;q=0', 'nonsense'])
        expect((await get(path, none)).headers['content-encoding']).toBeUndefined();
    });

    it('a repeat with the tag of a compressed answer is 304', async () => {
      const path = '/api/v1/blog-posts?sort=-createdAt&limit=10';
      const { headers } = await get(path, 'gzip');
      const again = { 'Accept-Encoding': 'gzip', 'If-None-Match': headers['etag'] ?? '', Connection: 'close' };
      expect((await exchange(target.url, requestBytes(`GET ${path}`, again))).answers[0]?.status).toBe(304);
    });

    it('not of short answers, nor of tokens', async () => {
      const row = await api.author();
      expect((await get(`/api/v1/authors/${row.id}`, 'gzip, br')).headers['content-encoding']).toBeUndefined();
    });
  });

  describe('`Cache-Control`: what may be kept says so, the rest is `no-store`', () => {
    const cacheControl = (answer: Answer) => answer.headers.get('cache-control') ?? '';

    it('public reads are kept and revalidated', async () => {
      const row = await api.author();
      for (const path of ['/authors', `/authors/${row.id}`]) {
        expect(cacheControl(await api.get(path))).toBe('public, no-cache');
      }
    });

    it('errors and writes are not kept', async () => {
      const answers = [await api.get('/nothing'), await api.get('/authors/1'), await api.send('POST', '/authors', {})];
      answers.push(await api.get(`/authors/${randomUUID()}`), await api.send('DELETE', `/authors/${randomUUID()}`));
      answers.push(await api.send('POST', '/tags', { name: 'x' }));
      for (const answer of answers) expect(cacheControl(answer), String(answer.status)).toBe('no-store');
    });

    it.runIf(target.accounts)('guarded reads are for their reader alone, accounts for nobody', async () => {
      const { headers } = await api.newcomer();
      const note = await api.create('/notes', { text: 'x' }, headers);
      expect(cacheControl(await api.get(`/notes/${note.id}`, headers))).toBe('private, no-cache');
      expect(cacheControl(await api.get('/notes', headers))).toBe('private, no-cache');
      expect(cacheControl(await api.get('/notes'))).toBe('no-store');
      expect(cacheControl(await api.get('/auth/me', headers))).toMatch(/no-store|private/);
    });
  });
}
