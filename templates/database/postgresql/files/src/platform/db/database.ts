/** Opens the database that the environment names, or the embedded one when it names none. */
import type { Env } from '../../config/env.js';
import type { Dependency } from '../../shared/dependency.js';
import type { Logger } from '../log/logger.js';
import { connect, type Database } from './client.js';
import { startEmbedded } from './embedded.js';
import { applyMigrations } from './migrate.js';
import { withSettings } from './session.js';

export interface DatabaseConnection extends Dependency {
  client: Database;
}

/** Where a database answers, until it is closed. */
export interface DatabaseLocation {
  url: string;
  close(): Promise<void>;
}

/** A development server that restarts finds its predecessor still closing the database. */
const predecessorMs = 5_000;

/**
 * Outside of production pending migrations are applied first; in production that is `db:migrate`'s
 * part, and nothing is connected before the first query.
 */
export async function openDatabase(env: Env, logger: Logger): Promise<DatabaseConnection> {
  const location = await locateDatabase(env, predecessorMs);
  if (env.NODE_ENV !== 'production') {
    const applied = await applyMigrations(location.url);
    if (applied.length > 0) logger.info({ migrations: applied }, 'migrations applied');
  }
  const connection = connect(location.url, logger);
  return {
    client: connection.client,
    ping: connection.ping,
    async close() {
      await connection.close();
      await location.close();
    },
  };
}

/** @param waitMs how long another process may still hold the embedded database */
export async function locateDatabase(env: Env, waitMs = 0): Promise<DatabaseLocation> {
  const { url, close } = env.DATABASE_URL
    ? { url: env.DATABASE_URL, close: async () => {} }
    : await startEmbedded({ waitMs });
  return { url: withSettings(url), close };
}
