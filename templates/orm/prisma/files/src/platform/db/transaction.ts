/** Several statements, whole or not at all. */
import type { Database } from './client.js';
import { isGivenUp } from './errors.js';

/** How often a transaction is tried that stands in another one's way. */
const attempts = 3;

/**
 * Does all of the work, or, when any of it throws, nothing. The work may be done more than once.
 * Within a transaction it is part of that one.
 */
export async function inTransaction<T>(
  database: Database,
  work: (transaction: Database) => Promise<T>,
): Promise<T> {
  const isTransaction = !('$connect' in database);
  if (isTransaction) return work(database);
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.$transaction(work);
    } catch (error) {
      if (!isGivenUp(error) || attempt === attempts) throw error;
    }
  }
}
