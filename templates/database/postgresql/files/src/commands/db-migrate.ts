/** `db:migrate`: applies the migrations that the database has not seen, in order. */
import { existsSync } from 'node:fs';
import { loadEnv } from '../config/env.js';
import { locateDatabase } from '../platform/db/database.js';
import { applyMigrations } from '../platform/db/migrate.js';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const database = await locateDatabase(loadEnv());
  try {
    const applied = await applyMigrations(database.url);
    for (const name of applied) console.log(`Applied ${name}`);
    if (applied.length === 0) console.log('Nothing to apply: the database is up to date.');
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message || error : error);
  process.exitCode = 1;
});
