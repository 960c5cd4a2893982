/** One run at a time in a project. The lock names its holder, so that a dead one's is taken over. */
import { existsSync, linkSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { outputFileSync, removeSync } from 'fs-extra/esm';
import { UserError } from '../errors.js';
import { stateFolder } from '../manifest/manifest.js';

/** Path of the lock, below the project's root. */
export const lockPath = `${stateFolder}/lock`;

/**
 * Takes the project's lock until the work has ended.
 *
 * @throws UserError `LOCKED` when another run that is alive holds it.
 */
export async function withLock<T>(root: string, work: () => Promise<T>): Promise<T> {
  const file = path.join(root, lockPath);
  takeLock(file);
  const release = () => removeSync(file);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

/** The lock appears whole or not at all: it is written aside and linked into place. */
function takeLock(file: string): void {
  const own = `${file}.${process.pid}`;
  outputFileSync(own, String(process.pid));
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (tryLink(own, file)) return;
      const holder = holderOf(file);
      if (holder !== undefined && isAlive(holder)) throw locked(file, holder);
      removeSync(file);
    }
    throw locked(file, holderOf(file));
  } finally {
    removeSync(own);
  }
}

function tryLink(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8'));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function locked(file: string, holder: number | undefined): UserError {
  return new UserError({
    code: 'LOCKED',
    message: `Another run is changing this project${holder === undefined ? '' : ` (process ${holder})`}.`,
    hint: `Wait for it to end. If there is none, delete ${file}.`,
  });
}
