/** Password hashes: Argon2id with the parameters OWASP recommends (19 MiB, 2 passes, 1 lane). */
import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id is the library's default algorithm. Memory in KiB. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Stands in for the hash of an account that does not exist, and matches no password. */
const dummyHash = hash(randomBytes(32), parameters);

export async function hashPassword(password: string): Promise<string> {
  return hash(normalize(password), parameters);
}

/** Takes as long without a hash as with one, so that timing does not tell who has an account. */
export async function verifyPassword(
  password: string,
  passwordHash: string | undefined,
): Promise<boolean> {
  return verify(passwordHash ?? (await dummyHash), normalize(password));
}

/** The same letters typed on another keyboard are the same password (NIST SP 800-63B, 3.1.1.2). */
function normalize(password: string): string {
  return password.normalize('NFKC');
}
