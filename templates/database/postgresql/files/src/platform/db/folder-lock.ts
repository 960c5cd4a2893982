/**
 * Keeps two processes from opening one data folder: a file beside the folder names the process that
 * has it open. The lock of a process that is gone (kill -9, power cut) is taken over.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const retryMs = 100;
/** A lock file without content is older than this only if its maker died before it wrote any. */
const writtenMs = 5_000;

export interface FolderLock {
  release(): void;
}

/**
 * @param waitMs how long a process that is about to end may still hold the folder
 * @throws Error that names the process which has the folder open
 */
export async function lockFolder(folder: string, waitMs: number): Promise<FolderLock> {
  const file = `${folder}.lock`;
  mkdirSync(path.dirname(file), { recursive: true });
  await acquire(file, folder, Date.now() + waitMs);
  return { release: () => remove(file) };
}

async function acquire(file: string, folder: string, deadline: number): Promise<void> {
  if (create(file)) return;
  if (!takeOver(file)) {
    if (Date.now() >= deadline) throw new Error(inUse(folder, read(file)));
    await sleep(retryMs);
  }
  await acquire(file, folder, deadline);
}

function inUse(folder: string, owner = ''): string {
  const [pid = ''] = owner.split(' ');
  return (
    `The embedded database (${path.relative('.', folder)}) is open in process ${pid}, most ` +
    'likely the development server, which applies new migrations itself when it starts. Stop it ' +
    'first, or set DATABASE_URL: a real server takes many clients.'
  );
}

/** Removes a lock that nobody holds. The guard lets one process at a time look and remove. */
function takeOver(file: string): boolean {
  if (!isAbandoned(file)) return false;
  const guard = `${file}.takeover`;
  if (!create(guard)) {
    if (isAbandoned(guard)) remove(guard);
    return false;
  }
  const abandoned = isAbandoned(file);
  if (abandoned) remove(file);
  remove(guard);
  return abandoned;
}

function isAbandoned(file: string): boolean {
  const owner = read(file);
  if (owner === undefined) return false;
  if (owner === '') return Date.now() - statSync(file).mtimeMs > writtenMs;
  return identify(Number.parseInt(owner, 10)) !== owner;
}

/** Pid and start time, because a pid may be given to another process. Undefined when it ended. */
function identify(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    if (codeOf(error) !== 'EPERM') return undefined;
  }
  return `${pid} ${startTime(pid)}`;
}

/** In clock ticks since boot. Only Linux tells; elsewhere every process has the same. */
function startTime(pid: number): string {
  const [state, ...fields] = read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ') ?? [];
  return state === 'Z' ? 'ended' : (fields[18] ?? '-');
}

/** @returns false when the file is there already. */
function create(file: string): boolean {
  try {
    writeFileSync(file, identify(process.pid) ?? '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function remove(file: string): void {
  rmSync(file, { force: true });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
