/** Refresh tokens: `<session id>.<secret>`. */
import { timingSafeEqual } from 'node:crypto';
import { hashSecret } from './secrets.js';

const form = /^(?<sessionId>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.(?<secret>[\w-]{43})$/;

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
  return timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(hash));
}
