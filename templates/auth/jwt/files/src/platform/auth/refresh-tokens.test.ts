import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatRefreshToken, parseRefreshToken, secretMatches } from './refresh-tokens.js';
import { createSecret } from './secrets.js';

describe('refresh tokens', () => {
  it('give back what they were made of', () => {
    const sessionId = randomUUID();
    const secret = createSecret().value;
    expect(parseRefreshToken(formatRefreshToken(sessionId, secret))).toEqual({ sessionId, secret });
  });

  it.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['a session id alone', randomUUID()],
    ['a short secret', `${randomUUID()}.short`],
    ['an id of another form', `not-an-id.${createSecret().value}`],
    ['followed by a line end', `${randomUUID()}.${createSecret().value}\n`],
  ])('are not %s', (_, token) => {
    expect(parseRefreshToken(token)).toBeUndefined();
  });

  it('have a secret that its hash knows and does not tell', () => {
    const { value, hash } = createSecret();
    expect(secretMatches(value, hash)).toBe(true);
    expect(secretMatches(createSecret().value, hash)).toBe(false);
    expect(hash).not.toContain(value);
  });
});
