/** Several statements, whole or not at all. */
import type { Prisma } from '../../generated/prisma/client.js';
import type { Database } from './client.js';
import { connectionError } from './errors.js';

/** The client inside of a transaction. */
export type Transaction = Prisma.TransactionClient;

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
