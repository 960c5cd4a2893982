/** One run at a time in a project. The lock names its holder, so that a dead one's is taken over. */
import { linkSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { outputFileSync, removeSync } from 'fs-extra/esm';
import { UserError } from '../errors.js';
import { errorCode, writeFailed } from './failure.js';
import { hasEnded, ownOwner, parseOwner, type Owner } from './process.js';
import { dropEmptyState, lockPath } from './state.js';

/** How a lock is waited for. */
export interface LockOptions {
  /** Milliseconds that another run is given to end. */
  patience?: number;
}

/** A lock without a holder in it is being written, unless it is older than this, in milliseconds. */
const unreadableFor = 2000;

/**
 * Takes the project's lock until the work has ended, waiting a little for another run.
 *
 * @throws UserError `LOCKED` when another run that is alive holds it, `WRITE_FAILED` when it cannot be written.
 */
export async function withLock<T>(
  root: string,
  work: () => T | Promise<T>,
  { patience = 20_000 }: LockOptions = {},
): Promise<T> {
  const file = path.join(root, lockPath);
  const own = `${file}.${process.pid}`;
  let taken = false;
  const release = () => {
    try {
      removeSync(own);
      if (taken) removeSync(file);
      dropEmptyState(root);
    } catch {
      // A lock that stays is a dead one's, and the next run's to remove.
    }
  };
  process.once('exit', release);
  try {
    await take(file, own, performance.now() + patience);
    taken = true;
    dropRemains(file);
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

/** The lock appears whole or not at all: it is written aside and linked into place. */
async function take(file: string, own: string, deadline: number): Promise<void> {
  try {
    outputFileSync(own, JSON.stringify(ownOwner()));
    while (!tryLink(own, file)) {
      if (dropDead(file)) continue;
      if (performance.now() > deadline) throw locked(file, holderOf(file));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    removeSync(own);
  } catch (error) {
    throw error instanceof UserError ? error : writeFailed(path.dirname(file), error);
  }
}

/** What runs left that were killed while they took the lock. */
function dropRemains(file: string): void {
  const folder = path.dirname(file);
  const prefix = `${path.basename(file)}.`;
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
    const remains = path.join(folder, name);
    if (isDead(remains)) removeSync(remains);
  }
}

function tryLink(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(errorCode(error) ?? '')) return tryWrite(own, file);
    throw error;
  }
}

/** For file systems without hard links. */
function tryWrite(own: string, file: string): boolean {
  try {
    writeFileSync(file, readFileSync(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock of a run that has ended. It is moved aside first and looked at again: of several runs that find it
 * dead only one moves it, and one that moved a fresh lock by mistake puts it back.
 */
function dropDead(file: string): boolean {
  if (!isDead(file)) return false;
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
  if (!isDead(aside)) tryLink(aside, file);
  removeSync(aside);
  return true;
}

function isDead(file: string): boolean {
  const holder = holderOf(file);
  if (holder) return hasEnded(holder);
  const stat = statSync(file, { throwIfNoEntry: false });
  // A clock that was set back makes it a file of the future.
  return stat !== undefined && Math.abs(Date.now() - stat.mtimeMs) > unreadableFor;
}

function holderOf(file: string): Owner | undefined {
  try {
    return parseOwner(readFileSync(file, 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function locked(file: string, holder: Owner | undefined): UserError {
  return new UserError({
    code: 'LOCKED',
    message: `Another run is changing this project${holder ? ` (process ${holder.pid} on ${holder.host})` : ''}.`,
    hint: `Wait for it to end. If there is none, delete ${file}.`,
  });
}
