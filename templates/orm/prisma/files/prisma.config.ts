/** Settings of Prisma's command line; the app itself does not read them. */
import { existsSync } from 'node:fs';
import { defineConfig } from 'prisma/config';

if (existsSync('.env')) process.loadEnvFile();

// Before any command Prisma downloads its migration engine. These three never start it: told that
// some program is it, they work offline. `prisma migrate` and `prisma db` still fetch the real one.
if (['format', 'generate', 'validate'].includes(process.argv[2] ?? '')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ||= process.execPath;
}

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
