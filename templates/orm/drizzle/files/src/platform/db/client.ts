/** The connection pool, and Drizzle on top of it. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { AppError } from '../../shared/errors.js';
import type { Logger } from '../log/logger.js';
import { isGivenUp } from './errors.js';
import * as schema from './schema.js';

/** How often a transaction is tried that stands in another one's way. */
const attempts = 3;

export type Database = NodePgDatabase<typeof schema>;

/** Connects with the first query, and again after a connection was lost. */
export function connect(url: string, logger: Logger) {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    query_timeout: 10_000,
  });
  pool.on('connect', (client) => {
    client.on('error', (error) => logger.warn({ err: error }, 'database connection lost'));
  });
  // The pool repeats what its idle clients have just reported.
  pool.on('error', () => {});
  return {
    client: withSafeTransactions(pool),
    async ping() {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

/** Drizzle's own transactions never give a connection back on which they could not begin. */
function withSafeTransactions(pool: Pool): Database {
  const database: Database = drizzle({ client: pool, schema });
  database.transaction = async (work, config) => {
    for (let attempt = 1; ; attempt++) {
      const client = await pool.connect();
      try {
        const result = await drizzle({ client, schema }).transaction(work, config);
        client.release();
        return result;
      } catch (error) {
        // An error of ours was thrown by the work, and rolled back. After others, as pool.query does
        // it: who knows what state the connection is in.
        client.release(!(error instanceof AppError));
        if (!isGivenUp(error) || attempt === attempts) throw error;
      }
    }
  };
  return database;
}
