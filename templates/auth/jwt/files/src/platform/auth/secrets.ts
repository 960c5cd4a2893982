/**
 * Random secrets that are shown once. Of each only a hash is stored, so the database opens nothing;
 * 256 random bits need neither a salt nor a slow hash.
 */
import { createHash, randomBytes } from 'node:crypto';

export interface Secret {
  value: string;
  /** What is stored. */
  hash: string;
}

export function createSecret(): Secret {
  const value = randomBytes(32).toString('base64url');
  return { value, hash: hashSecret(value) };
}

export function hashSecret(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
