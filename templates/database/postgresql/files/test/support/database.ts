/**
 * A database for each test file: a copy of the one that global-setup.ts has migrated. With
 * DATABASE_URL set copies are made on that server, and the database it names is left alone.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../../src/platform/db/embedded.js';
import { execute, urlOf } from './database-server.js';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const { DATABASE_URL: server, TEST_DATABASE_TEMPLATE: template } = process.env;
  if (template === undefined) throw new Error('test/support/global-setup.ts has not run');
  return server ? copyOnServer(server, template) : copyEmbedded(template);
}

async function copyEmbedded(template: string): Promise<TestDatabase> {
  const parent = await mkdtemp(path.join(tmpdir(), 'test-database-'));
  const folder = path.join(parent, 'postgres');
  await cp(template, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const database = await startEmbedded({ folder });
  return {
    url: database.url,
    async drop() {
      await database.close();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

async function copyOnServer(server: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID()}`;
  await execute(server, `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  return {
    url: urlOf(server, name),
    drop: () => execute(server, `DROP DATABASE "${name}" WITH (FORCE)`),
  };
}
