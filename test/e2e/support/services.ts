/** The live services on loopback: used when they answer, demanded when REQUIRE_SERVICES=1. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { run } from './process.js';

const adminUrl = process.env['TEST_POSTGRES_URL'] ?? 'postgres://root@127.0.0.1:5432/postgres';

/** Whether tests that need a live PostgreSQL can run; throws when they must and cannot. */
export const postgresIsThere = await isThere('PostgreSQL', 5432);

/** Whether tests that need a live Redis can run; throws when they must and cannot. */
export const redisIsThere = await isThere('Redis', 6379);

/** A database of the test's own. */
export async function createDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `cba_e2e_${randomBytes(6).toString('hex')}`;
  await psql(`CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => psql(`DROP DATABASE ${name} WITH (FORCE)`) };
}

/** The first column of what a query finds in a database. */
export async function query(url: string, statement: string): Promise<string[]> {
  const result = await run('psql', [url, '--quiet', '--no-align', '--tuples-only', '--command', statement]);
  if (result.code !== 0) throw new Error(result.stderr);
  return result.stdout.split('\n').filter((line) => line !== '');
}

async function psql(statement: string): Promise<void> {
  const result = await run('psql', [adminUrl, '--quiet', '--command', statement]);
  if (result.code !== 0) throw new Error(result.stderr);
}

async function isThere(name: string, port: number): Promise<boolean> {
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(socket.end() && true));
    socket.once('error', () => resolve(false));
  });
  if (!answers && process.env['REQUIRE_SERVICES'] === '1') {
    throw new Error(`${name} is required and does not answer on 127.0.0.1:${port}`);
  }
  return answers;
}
