/** Several statements, whole or not at all. */
import type { Database } from './client.js';
import { connectionError } from './errors.js';

/** The client inside of a transaction. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

/** Does all of the work, or, when any of it throws, nothing. */
export async function inTransaction<T>(
  database: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  try {
    return await database.$transaction(work);
  } catch (error) {
    throw connectionError(error);
  }
}
