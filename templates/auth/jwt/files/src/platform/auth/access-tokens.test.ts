import { createHmac, randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AccessTokens } from './access-tokens.js';

const settings = {
  JWT_SECRET: 'a-secret-that-only-these-tests-sign-with',
  JWT_ISSUER: 'issuer',
  JWT_AUDIENCE: 'audience',
  ACCESS_TOKEN_TTL_SECONDS: 60,
};
const tokens = new AccessTokens(settings);
const principal = { id: randomUUID(), roles: ['user'], sessionId: randomUUID() };

afterEach(() => {
  vi.useRealTimers();
});

describe('access tokens', () => {
  it('give back who was signed in', () => {
    expect(tokens.verify(tokens.issue(principal))).toEqual(principal);
  });

  it('expire', () => {
    const token = tokens.issue(principal);
    vi.useFakeTimers({ now: Date.now() + 61_000 });
    expect(tokens.verify(token)).toBeUndefined();
  });

  it('are accepted when made by hand the way they should be', () => {
    expect(tokens.verify(forge())).toEqual(principal);
  });

  it.each([
    ['alg none', forge({ header: { alg: 'none' }, signature: '' })],
    ['alg none with a signature', forge({ header: { alg: 'none' } })],
    ['no signature', forge({ signature: '' })],
    ['another algorithm', forge({ header: { alg: 'HS512' }, hash: 'sha512' })],
    ['another key', forge({ key: 'another-secret-of-a-good-length-here' })],
    ['another type of token', forge({ header: { typ: 'JWT' } })],
    ['another issuer', forge({ claims: { iss: 'somebody' } })],
    ['no issuer', forge({ claims: { iss: undefined } })],
    ['another audience', forge({ claims: { aud: 'somebody' } })],
    ['no audience', forge({ claims: { aud: undefined } })],
    ['no expiry', forge({ claims: { exp: undefined } })],
    ['an expiry in the past', forge({ claims: { exp: seconds() - 1 } })],
    ['an expiry that is no number', forge({ claims: { exp: '9999999999' } })],
    ['a start in the future', forge({ claims: { nbf: seconds() + 60 } })],
    ['no subject', forge({ claims: { sub: undefined } })],
    ['roles that are no list', forge({ claims: { roles: 'admin' } })],
    ['claims exchanged after signing', exchangeClaims(forge(), { roles: ['admin'] })],
    ['only two parts', 'a.b'],
    ['nothing', ''],
  ])('are refused with %s', (_, token) => {
    expect(tokens.verify(token)).toBeUndefined();
  });
});

interface Forgery {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: string;
  hash?: string;
  signature?: string;
}

/** A token like those the class issues, with what the forgery changes. */
function forge({ header, claims, key, hash, signature }: Forgery = {}): string {
  const input = [
    encode({ alg: 'HS256', typ: 'at+jwt', ...header }),
    encode({
      sub: principal.id,
      sid: principal.sessionId,
      roles: principal.roles,
      iss: settings.JWT_ISSUER,
      aud: settings.JWT_AUDIENCE,
      iat: seconds(),
      exp: seconds() + 60,
      ...claims,
    }),
  ].join('.');
  const hmac = createHmac(hash ?? 'sha256', key ?? settings.JWT_SECRET).update(input);
  return `${input}.${signature ?? hmac.digest('base64url')}`;
}

function exchangeClaims(token: string, claims: Record<string, unknown>): string {
  const [header, payload = '', signature] = token.split('.');
  const present = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  return [header, encode({ ...present, ...claims }), signature].join('.');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
