/** `db:seed`: runs src/seed.ts with the same container as the app. */
import { existsSync } from 'node:fs';
import { loadEnv } from '../config/env.js';
import { createContainer } from '../container.js';
import { seed } from '../seed.js';
import { closeDependencies } from '../shared/dependency.js';

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile();
  const container = await createContainer(loadEnv());
  try {
    await seed(container);
  } finally {
    await closeDependencies(container.dependencies);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message || error : error);
  process.exitCode = 1;
});
