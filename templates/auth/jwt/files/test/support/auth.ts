/** Gives tests a caller who is signed in. */
import { randomUUID } from 'node:crypto';
import { AccessTokens } from '../../src/platform/auth/access-tokens.js';
import { hashPassword } from '../../src/platform/auth/passwords.js';
import type { TestApp } from './app.js';

export interface SignedIn {
  /** For requests that this caller makes. */
  headers: Record<string, string>;
  user: { id: string; email: string };
}

/** Creates a user and signs it in; `role` stands in the token alone. */
export async function signIn(
  { container }: TestApp,
  { role = 'user' }: { role?: string } = {},
): Promise<SignedIn> {
  const email = `${randomUUID()}@example.com`;
  const passwordHash = await hashPassword(randomUUID());
  const { id } = await container.users.create({ email, passwordHash });
  const token = new AccessTokens(container.env).issue({
    id,
    roles: [role],
    sessionId: randomUUID(),
  });
  return { headers: { authorization: `Bearer ${token}` }, user: { id, email } };
}
