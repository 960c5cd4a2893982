import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.js';

describe('passwords', () => {
  it('are hashed with Argon2id, 19 MiB, 2 passes and 1 lane', async () => {
    expect(await hashPassword('correct horse')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('never have the same hash twice', async () => {
    expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
  });

  it('match their own hash alone', async () => {
    const hash = await hashPassword('correct horse');
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('Correct horse', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('match in every Unicode spelling', async () => {
    const hash = await hashPassword('cafe\u0301 au lait');
    expect(await verifyPassword('caf\u00e9 au lait', hash)).toBe(true);
  });

  it('match nothing where there is no hash', async () => {
    expect(await verifyPassword('correct horse', undefined)).toBe(false);
    expect(await verifyPassword('', undefined)).toBe(false);
  });
});
