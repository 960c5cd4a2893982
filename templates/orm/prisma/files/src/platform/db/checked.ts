/** Changes to a row that a check has seen, and that nobody else has changed since. */
import { Prisma } from '../../generated/prisma/client.js';
import type { Check } from '../../shared/check.js';
import type { Database } from './client.js';
import { inTransaction } from './transaction.js';

/**
 * Locks a row of the table, has it checked and writes to it, in one transaction: all of it or,
 * when the check throws, nothing. Where there is no row, there is nothing to check.
 *
 * @param create makes the repository that reads and writes within the transaction
 */
export function checkedWrites<T, R>(
  database: Database,
  table: string,
  create: (transaction: Database) => R & { findById(id: string): Promise<T | undefined> },
) {
  const name = Prisma.raw(`"${table}"`);
  return <Result>(id: string, check: Check<T>, write: (locked: R) => Promise<Result>) =>
    inTransaction(database, async (transaction) => {
      // Prisma itself has no locks.
      await transaction.$queryRaw`SELECT id FROM ${name} WHERE id = ${id}::uuid FOR UPDATE`;
      const repository = create(transaction);
      const row = await repository.findById(id);
      if (row) check(row);
      return write(repository);
    });
}
