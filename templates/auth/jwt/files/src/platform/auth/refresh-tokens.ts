/**
 * Refresh tokens: `<session id>.<secret>`. Of the secret only a hash is stored, so the database
 * signs nobody in; it is random, so a fast hash without salt is enough.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface RefreshSecret {
  value: string;
  /** What the session stores. */
  hash: string;
}

const form = /^(?<sessionId>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.(?<secret>[\w-]{43})$/;

export function createRefreshSecret(): RefreshSecret {
  const value = randomBytes(32).toString('base64url');
  return { value, hash: digest(value).toString('hex') };
}

export function formatRefreshToken(sessionId: string, secret: string): string {
  return `${sessionId}.${secret}`;
}

/** The parts of a token, or undefined when it has not the form of one. */
export function parseRefreshToken(
  token: string,
): { sessionId: string; secret: string } | undefined {
  const { sessionId, secret } = form.exec(token)?.groups ?? {};
  return sessionId && secret ? { sessionId, secret } : undefined;
}

export function secretMatches(secret: string, hash: string): boolean {
  return timingSafeEqual(digest(secret), Buffer.from(hash, 'hex'));
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
