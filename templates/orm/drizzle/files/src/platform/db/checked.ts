/** Changes to a row that a check has seen, and that nobody else has changed since. */
import { eq } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Check } from '../../shared/check.js';
import type { Database } from './client.js';

/**
 * Locks a row of the table, has it checked and writes to it, in one transaction: all of it or,
 * when the check throws, nothing. Where there is no row, there is nothing to check.
 *
 * @param create makes the repository that reads and writes within the transaction
 */
export function checkedWrites<T, R>(
  database: Database,
  table: PgTable & { id: PgColumn },
  create: (transaction: Database) => R & { findById(id: string): Promise<T | undefined> },
) {
  return <Result>(id: string, check: Check<T>, write: (locked: R) => Promise<Result>) =>
    database.transaction(async (transaction) => {
      await transaction.select({ id: table.id }).from(table).where(eq(table.id, id)).for('update');
      const repository = create(transaction);
      const row = await repository.findById(id);
      if (row) check(row);
      return write(repository);
    });
}
