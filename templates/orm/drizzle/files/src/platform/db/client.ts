/** The connection pool, and Drizzle on top of it. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import type { Logger } from '../log/logger.js';
import * as schema from './schema.js';

export type Database = NodePgDatabase<typeof schema>;

/** Connects with the first query, and again after a connection was lost. */
export function connect(url: string, logger: Logger) {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    query_timeout: 10_000,
    // Elsewhere offsets have seconds (New York before 1883), which Date cannot read.
    options: '-c TimeZone=UTC',
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
    const client = await pool.connect();
    try {
      const result = await drizzle({ client, schema }).transaction(work, config);
      client.release();
      return result;
    } catch (error) {
      // As pool.query does it: who knows what state the connection is in.
      client.release(true);
      throw error;
    }
  };
  return database;
}
