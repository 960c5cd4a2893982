/** Section "Operations" of the contract: what an app started with an allow-list and low limits lets through. */
import { describe, expect, it } from 'vitest';
import { apiOf, send, times } from './client.js';
import type { Target } from './target.js';

export interface GuardedTarget extends Target {
  /** The one origin that browsers may call from. */
  readonly origin: string;
  /** Requests a minute, of an address or an account. */
  readonly limit: number;
  /** Requests a minute to where passwords are tried, of an address. */
  readonly authLimit: number;
}

export function guards(target: GuardedTarget): void {
  const api = apiOf(target);

  describe('CORS by allow-list', () => {
    const asked = (origin: string) => send(`${target.url}/health/live`, 'GET', undefined, { origin });
    const preflight = (
      origin: string,
      method = 'PATCH',
      headers = 'content-type,authorization,if-match,idempotency-key',
    ) =>
      send(`${api.base}/authors`, 'OPTIONS', undefined, {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': headers,
      });

    it('lets the origin named, and what it may read', async () => {
      const { status, headers } = await preflight(target.origin);
      expect([200, 204]).toContain(status);
      expect(headers.get('access-control-allow-origin')).toBe(target.origin);
      expect(headers.get('access-control-allow-methods')?.split(/,\s*/)).toEqual(
        expect.arrayContaining(['PATCH', 'DELETE']),
      );
      for (const name of ['content-type', 'authorization', 'if-match', 'idempotency-key']) {
        expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain(name);
      }
      const answer = await send(`${api.base}/authors`, 'GET', undefined, { origin: target.origin });
      expect(answer.headers.get('access-control-allow-origin')).toBe(target.origin);
      const exposed = answer.headers.get('access-control-expose-headers')?.toLowerCase();
      for (const name of ['etag', 'location', 'retry-after', 'x-request-id']) expect(exposed).toContain(name);
    });

    it('lets no other', async () => {
      const others = [
        'https://evil.example',
        'null',
        `${target.origin}.evil.example`,
        target.origin.replace('https', 'http'),
      ];
      for (const origin of [
        ...others,
        target.origin.toUpperCase(),
        `${target.origin}:8443`,
        `${target.origin}/`,
        '*',
      ]) {
        for (const { headers } of [await asked(origin), await preflight(origin)]) {
          expect(headers.get('access-control-allow-origin') ?? '', origin).not.toBe(origin);
          expect(headers.get('access-control-allow-origin')).not.toBe('*');
        }
      }
    });

    it('says that its answers differ by origin, whoever asks', async () => {
      for (const headers of [{}, { origin: target.origin }, { origin: 'https://evil.example' }]) {
        const answer = await send(`${api.base}/authors`, 'GET', undefined, headers);
        expect(answer.headers.get('vary')?.toLowerCase()).toContain('origin');
      }
    });
  });

  describe('rate limits (per principal when known, else per address, sliding; `RateLimit-*` …)', () => {
    it.runIf(target.accounts)('stricter on auth routes', async () => {
      const { headers } = await api.newcomer();
      const attempts = target.authLimit + 3;
      const tries = await times(attempts, () =>
        api.anonymous('POST', '/auth/login', { email: 'a@example.com', password: 'wrong' }),
      );
      const refused = tries.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(3);
      refused[0]?.expectError(429, 'RATE_LIMITED');
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
      for (const path of ['/auth/register', '/auth/refresh', '/auth/password/forgot']) {
        expect((await api.anonymous('POST', path, {})).status, path).toBe(429);
      }
      for (const path of ['/auth/login/', '/auth/%6Cogin', '/auth/login?x=1']) {
        expect([404, 429]).toContain((await api.anonymous('POST', path, {})).status);
      }
      (await api.get('/auth/me', headers)).expectStatus(200);
    });

    it('counts down, then 429 `RATE_LIMITED` with `Retry-After`, and answers probes all the while', async () => {
      const first = await api.get('/authors');
      expect(first.headers.get('ratelimit-limit')).toBe(String(target.limit));
      const left = Number(first.headers.get('ratelimit-remaining'));
      expect(left).toBeLessThan(target.limit);
      expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(60);
      const answers = await times(target.limit + 5, () => api.get('/authors'));
      const refused = answers.filter(({ status }) => status === 429);
      // The window slides on meanwhile.
      expect([left, left + 1]).toContain(answers.length - refused.length);
      for (const answer of refused) {
        answer.expectError(429, 'RATE_LIMITED');
        expect(answer.headers.get('ratelimit-remaining')).toBe('0');
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(120);
      }
      expect((await api.get('/nothing')).status).toBe(429);
      for (const probe of ['/health/live', '/health/ready'])
        expect((await send(target.url + probe, 'GET')).status).toBe(200);
      for (const claimed of [
        { 'x-forwarded-for': '192.0.2.7' },
        { 'x-real-ip': '192.0.2.7' },
        { forwarded: 'for=192.0.2.7' },
      ]) {
        expect((await api.get('/authors', claimed)).status, 'who is not behind a proxy has one address').toBe(429);
      }
    });
  });
}
