/**
 * Migrates one database before the first test; test/support/database.ts copies it. The embedded one
 * is kept between runs for as long as migrations and package.json stay the same.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { dataFolder, startEmbedded } from '../../src/platform/db/embedded.js';
import { applyMigrations, migrationsFolder } from '../../src/platform/db/migrate.js';
import { execute, urlOf } from './database-server.js';

export default async function setup(): Promise<() => Promise<void>> {
  const server = process.env.DATABASE_URL;
  if (server) return templateOnServer(server);
  process.env.TEST_DATABASE_TEMPLATE = await embeddedTemplate();
  return async () => {};
}

async function templateOnServer(server: string): Promise<() => Promise<void>> {
  const name = `test_template_${randomUUID()}`;
  const drop = () => execute(server, `DROP DATABASE "${name}" WITH (FORCE)`);
  await execute(server, `CREATE DATABASE "${name}"`);
  try {
    await applyMigrations(urlOf(server, name));
  } catch (error) {
    await drop();
    throw error;
  }
  process.env.TEST_DATABASE_TEMPLATE = name;
  return drop;
}

async function embeddedTemplate(): Promise<string> {
  const data = path.dirname(dataFolder);
  const cache = path.join(data, 'test-templates');
  const template = path.join(cache, await fingerprint());
  if (existsSync(template)) return template;
  await rm(cache, { recursive: true, force: true });
  const unfinished = path.join(data, `test-template-${process.pid}`);
  try {
    await migrateInto(unfinished);
    await mkdir(cache, { recursive: true });
    await rename(unfinished, template);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another test run may have been faster.
    if (!existsSync(template)) throw error;
  }
  return template;
}

async function migrateInto(folder: string): Promise<void> {
  const database = await startEmbedded({ folder });
  try {
    await applyMigrations(database.url);
  } finally {
    await database.close();
  }
}

/** Changes with everything that a migrated folder depends on. */
async function fingerprint(): Promise<string> {
  const entries = await readdir(migrationsFolder, { recursive: true, withFileTypes: true });
  const migrations = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const files = ['package.json', ...migrations.toSorted()];
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest('hex').slice(0, 16);
}
