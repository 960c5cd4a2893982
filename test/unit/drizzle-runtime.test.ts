/** What a generated project's own code does about failures of the database, whose driver is played here. */
import { rmSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { playing } from './drizzle-support.js';

class DatabaseError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

class DrizzleQueryError extends Error {}

/** What each transaction fails with, in turn, and what becomes of the connections they had. */
let failures: unknown[] = [];
let released: unknown[] = [];

class Pool {
  on(): void {}
  connect(): unknown {
    return { release: (broken?: boolean) => released.push(broken ?? false) };
  }
}

const drizzle = () => ({
  transaction(work: () => unknown): unknown {
    const error = failures.shift();
    if (error) throw error;
    return work();
  },
});

const { folder, load } = playing({
  'drizzle-orm': { getTableName: (table: string) => table },
  'drizzle-orm/errors': { DrizzleQueryError },
  'drizzle-orm/node-postgres': { drizzle },
  pg: { Pool, DatabaseError },
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Modules {
  connect(url: string): { client: { transaction(work: () => Promise<unknown>): Promise<unknown> } };
  withDatabaseErrors<T extends object>(repository: T): T;
  notFound(what: string): Error;
  unavailable(cause: unknown): Error;
}

const modules: object[] = [];
// One after the other, so that each finds the modules it shares with the others loaded: once, not twice.
for (const file of ['shared/errors.ts', 'platform/db/errors.ts', 'platform/db/client.ts']) {
  modules.push((await load(file)) as object);
}
const { connect, withDatabaseErrors, notFound, unavailable } = Object.assign({}, ...modules) as Modules;

const failed = (code: string): Error => new DrizzleQueryError('query', { cause: new DatabaseError(code) });

describe('a statement', () => {
  it.each(['40001', '40P01', '57P01', '08006'])(
    'that failed with %s answers that the database is not there',
    async (code) => {
      const repository = withDatabaseErrors({ delete: (): Promise<void> => Promise.reject(failed(code)) });
      await expect(repository.delete()).rejects.toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
    },
  );
});

describe('a transaction', () => {
  beforeEach(() => {
    released = [];
  });

  /** What becomes of one that fails with these errors, one after the other. */
  async function outcome(...errors: Error[]): Promise<unknown> {
    failures = [...errors];
    return connect('postgres://')
      .client.transaction(() => Promise.resolve('done'))
      .catch((error: unknown) => error);
  }

  it.each(['40001', '40P01'])('that was given up with %s is tried again', async (code) => {
    expect(await outcome(failed(code), unavailable(new DatabaseError(code)))).toBe('done');
    expect(released).toHaveLength(3);
  });

  it('that is always given up fails after three times', async () => {
    const errors = Array.from({ length: 4 }, () => failed('40P01'));
    expect(await outcome(...errors)).toBe(errors[2]);
  });

  it('that failed otherwise is not tried again', async () => {
    for (const error of [notFound('Post'), new Error('a bug'), failed('23505'), failed('57P01')]) {
      expect(await outcome(error, error)).toBe(error);
      expect(failures).toHaveLength(1);
    }
  });

  it('gives back the connection when the work failed, and a broken one when the database did', async () => {
    await outcome();
    await outcome(notFound('Post'));
    await outcome(failed('57P01'));
    await outcome(new Error('Connection terminated'));
    expect(released).toEqual([false, false, true, true]);
  });
});
