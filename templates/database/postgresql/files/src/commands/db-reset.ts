/** `db:reset`: deletes everything in the database and applies the migrations again. */
import { existsSync } from 'node:fs';
import { loadEnv } from '../config/env.js';
import { startEmbedded } from '../platform/db/embedded.js';
import { applyMigrations, dropAll } from '../platform/db/migrate.js';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const { NODE_ENV, DATABASE_URL } = loadEnv();
  if (NODE_ENV === 'production') throw new Error('db:reset deletes data: not in production.');
  const applied =
    DATABASE_URL === undefined ? await resetEmbedded() : await resetServer(DATABASE_URL);
  console.log(`The database is empty again; ${applied.length} migrations applied.`);
}

async function resetServer(url: string): Promise<string[]> {
  await dropAll(url);
  return applyMigrations(url);
}

async function resetEmbedded(): Promise<string[]> {
  const database = await startEmbedded({ fresh: true });
  try {
    return await applyMigrations(database.url);
  } finally {
    await database.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message || error : error);
  process.exitCode = 1;
});
