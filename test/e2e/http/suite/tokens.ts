/** Section "Identity" of the contract: access and refresh tokens. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiOf, times } from './client.js';
import type { Target } from './target.js';

type Json = Record<string, unknown>;

const base64 = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');

function parts(token: string): [header: Json, payload: Json, signature: string] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const decode = (part: string): Json => JSON.parse(Buffer.from(part, 'base64url').toString());
  return [decode(header), decode(payload), signature];
}

function signed(header: Json, payload: Json, key: string, hash = 'sha256'): string {
  const text = `${base64(header)}.${base64(payload)}`;
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
}

export function tokens(target: Target): void {
  const api = apiOf(target);
  const me = (authorization: string) => api.get('/auth/me', { authorization });

  describe('JWT: short access token', () => {
    it('lives for an hour at most, says for whom, and carries no secret', async () => {
      const { accessToken, id } = await api.newcomer();
      const [header, payload] = parts(accessToken);
      expect(header['alg']).not.toBe('none');
      expect(Number(payload['exp']) - Number(payload['iat'])).toBeLessThanOrEqual(3_600);
      expect(payload).toMatchObject({ sub: id, iss: expect.anything(), aud: expect.anything() });
      expect(JSON.stringify(payload)).not.toMatch(/password|hash|@/i);
    });

    it.each([
      '',
      'Bearer',
      'Bearer ',
      'Bearer x',
      'Bearer a.b.c',
      'Basic YTpi',
      'Bearer ..',
      'bearer',
      'Bearer null',
      'Digest x',
    ])('Missing or bad credentials 401 `UNAUTHENTICATED` with `WWW-Authenticate` (%j)', async (authorization) => {
      const answer = (await me(authorization)).expectError(401, 'UNAUTHENTICATED');
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    });
  });

  describe('Algorithm pinned; `none`, another key, expired, wrong issuer or audience: 401', () => {
    it('without the key', async () => {
      const { accessToken } = await api.newcomer();
      const [header, payload, signature] = parts(accessToken);
      const admin = { ...payload, roles: ['admin'], role: 'admin' };
      const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const byRsa = `${base64({ ...header, alg: 'RS256' })}.${base64(payload)}`;
      const forged = {
        tampered: `${base64(header)}.${base64(admin)}.${signature}`,
        unsigned: `${base64(header)}.${base64(payload)}.`,
        'cut off': accessToken.slice(0, -2),
        ...Object.fromEntries(
          ['none', 'None', 'NONE', 'nOnE', ''].map((alg) => [
            `alg ${alg}`,
            `${base64({ ...header, alg })}.${base64(admin)}.`,
          ]),
        ),
        'none, signed': `${base64({ ...header, alg: 'none' })}.${base64(admin)}.${signature}`,
        'no alg': signed({ typ: header['typ'] }, payload, ''),
        'another key': signed(header, payload, 'another-key-of-more-than-32-characters-here'),
        'an empty key': signed(header, payload, ''),
        'a key of its own': signed({ ...header, jwk: { kty: 'oct', k: 'eA' } }, payload, 'x'),
        'a key from a file': signed({ ...header, kid: '../../../../dev/null' }, payload, ''),
        'a key elsewhere': signed({ ...header, jku: 'http://127.0.0.1:9/jwks' }, payload, 'x'),
        rsa: `${byRsa}.${sign('sha256', Buffer.from(byRsa), rsa.privateKey).toString('base64url')}`,
        critical: signed({ ...header, crit: ['exp'], b64: false }, payload, 'x'),
        'five parts': `${accessToken}.a.b`,
        huge: `${accessToken}${'x'.repeat(7_000)}`,
      };
      for (const [name, token] of Object.entries(forged)) {
        expect((await me(`Bearer ${token}`)).status, name).toBe(401);
      }
      (await me(`Bearer ${accessToken}`)).expectStatus(200);
    });

    it.runIf(target.jwt)('with the key', async () => {
      const { accessToken, refreshToken } = await api.newcomer();
      const [header, payload] = parts(accessToken);
      const key = target.jwt?.secret ?? '';
      const now = Math.floor(Date.now() / 1000);
      const without = (name: string) => Object.fromEntries(Object.entries(payload).filter(([claim]) => claim !== name));
      (await me(`Bearer ${signed(header, payload, key)}`)).expectStatus(200);
      const forged = {
        expired: signed(header, { ...payload, iat: now - 7_200, exp: now - 3_600 }, key),
        'expired a minute ago': signed(header, { ...payload, iat: now - 960, exp: now - 60 }, key),
        'wrong issuer': signed(header, { ...payload, iss: 'somebody' }, key),
        'wrong audience': signed(header, { ...payload, aud: 'somebody' }, key),
        'no issuer': signed(header, without('iss'), key),
        'no audience': signed(header, without('aud'), key),
        'no end': signed(header, without('exp'), key),
        nobody: signed(header, without('sub'), key),
        'a strange subject': signed(header, { ...payload, sub: { $ne: null } }, key),
        'not yet valid': signed(header, { ...payload, nbf: now + 3_600 }, key),
        'another algorithm': signed({ ...header, alg: 'HS512' }, payload, key, 'sha512'),
        'another type': signed({ ...header, typ: 'id+jwt' }, payload, key),
        'the refresh token': refreshToken,
      };
      for (const [name, token] of Object.entries(forged)) {
        expect((await me(`Bearer ${token}`)).status, name).toBe(401);
      }
    });
  });

  describe('refresh token rotated on use; a reused one revokes its whole family', () => {
    const refresh = (refreshToken: string) => api.anonymous('POST', '/auth/refresh', { refreshToken });
    const next = async (refreshToken: string) =>
      (await refresh(refreshToken)).expectStatus(200).data as unknown as { accessToken: string; refreshToken: string };

    it('gives new ones', async () => {
      const account = await api.newcomer();
      const second = await next(account.refreshToken);
      expect(second.refreshToken).not.toBe(account.refreshToken);
      (await me(`Bearer ${second.accessToken}`)).expectStatus(200);
      await next(second.refreshToken);
    });

    it('a reused one revokes its whole family, and no other', async () => {
      const account = await api.newcomer();
      const other = await api.login(account);
      const second = await next(account.refreshToken);
      (await refresh(account.refreshToken)).expectError(401, 'UNAUTHENTICATED');
      (await refresh(second.refreshToken)).expectError(401, 'UNAUTHENTICATED');
      await next(other.refreshToken);
    });

    it('of twenty that use one at once, one at most goes on', async () => {
      const { refreshToken } = await api.newcomer();
      const answers = await times(20, () => refresh(refreshToken));
      expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
      expect(answers.filter(({ status }) => status !== 200 && status !== 401)).toEqual([]);
    });

    it.each([
      '',
      'x',
      'a.b',
      'x'.repeat(4_000),
      '\0',
      `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}.${'A'.repeat(43)}`,
    ])('refuses %j', async (token) => {
      const answer = await refresh(token);
      expect([400, 401]).toContain(answer.status);
      expect(['VALIDATION_ERROR', 'UNAUTHENTICATED']).toContain(answer.error.code);
    });

    it('`/auth/logout` 204: its tokens are void', async () => {
      const { refreshToken, headers } = await api.newcomer();
      (await api.send('POST', '/auth/logout', {}, headers)).expectStatus(204);
      (await refresh(refreshToken)).expectError(401, 'UNAUTHENTICATED');
      const other = await api.newcomer();
      (await api.anonymous('POST', '/auth/logout', { refreshToken: other.refreshToken })).expectStatus(204);
      (await refresh(other.refreshToken)).expectError(401, 'UNAUTHENTICATED');
      (await api.anonymous('POST', '/auth/logout', {})).expectError(401, 'UNAUTHENTICATED');
    });
  });
}
