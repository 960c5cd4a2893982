/** A PostgreSQL server of the tests' own, to be stopped under their hands. */
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './app.js';
import { mustRun } from './process.js';

const programs = process.env['POSTGRES_BIN'] ?? '/usr/lib/postgresql/15/bin';

/** Whether a server can be made; throws when it must be and cannot. */
export const clusterCanBeMade = canBeMade();

export interface Cluster {
  /** Makes a database. */
  createDatabase(name: string): Promise<string>;
  start(): Promise<void>;
  /** At once, as in a crash: connections break, what was committed stays. */
  crash(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a server and starts it. */
export async function createCluster(): Promise<Cluster> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cba-cluster-'));
  const [port, owner] = [await freePort(), await userId()];
  if (owner !== undefined) chownSync(folder, owner, owner);
  const data = path.join(folder, 'data');
  const run = (program: string, ...args: string[]) => {
    const words = [path.join(programs, program), ...args];
    const asOther = owner === undefined ? words : ['runuser', '-u', 'postgres', '--', ...words];
    return mustRun(asOther[0] ?? '', asOther.slice(1), { cwd: folder });
  };
  const control = (...args: string[]) => run('pg_ctl', '-D', data, '-w', ...args);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  const start = () => control('start', '-l', path.join(folder, 'log'), '-o', options);
  await run('initdb', '-D', data, '-U', 'root', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  await start();
  return {
    async createDatabase(name) {
      await run('createdb', '-h', '127.0.0.1', '-p', String(port), '-U', 'root', name);
      return `postgres://root@127.0.0.1:${port}/${name}`;
    },
    async start() {
      await start();
    },
    async crash() {
      await control('stop', '-m', 'immediate');
    },
    async remove() {
      await control('stop', '-m', 'immediate').catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL does not run as root: then of the user that packages make for it. */
async function userId(): Promise<number | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return Number((await mustRun('id', ['-u', 'postgres'])).stdout);
}

function canBeMade(): boolean {
  const made = existsSync(path.join(programs, 'initdb'));
  if (!made && process.env['REQUIRE_SERVICES'] === '1') throw new Error(`${programs} has no initdb`);
  return made;
}
