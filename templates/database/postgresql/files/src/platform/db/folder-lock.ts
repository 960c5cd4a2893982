/**
 * Keeps two processes from opening one data folder: a file beside the folder names the process that
 * has it open. The lock of a process that is gone (kill -9, power cut) is taken over.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface FolderLock {
  release(): Promise<void>;
}

const retryMs = 100;
/** A file between its creation and its first byte, or a takeover, is never this old. */
const abandonedMs = 5_000;

/**
 * @param waitMs how long a process that is about to end may still hold the folder
 * @throws Error that names the process which has the folder open
 */
export async function lockFolder(folder: string, waitMs: number): Promise<FolderLock> {
  const file = `${folder}.lock`;
  const deadline = Date.now() + waitMs;
  await mkdir(path.dirname(file), { recursive: true });
  while (!(await create(file, identify(process.pid)))) {
    if (await takeOver(file)) continue;
    if (Date.now() >= deadline) throw await inUse(folder, file);
    await sleep(retryMs);
  }
  return { release: () => rm(file, { force: true }) };
}

async function inUse(folder: string, file: string): Promise<Error> {
  const [pid = 'unknown'] = ((await read(file)) ?? '').split(' ');
  return new Error(
    `The embedded database (${path.relative('.', folder)}) is open in process ${pid}, most likely ` +
      'the development server, which applies new migrations itself when it starts. Stop it first, ' +
      'or set DATABASE_URL: a real server takes many clients.',
  );
}

/** Removes a lock nobody holds any more. Only one process at a time may look and remove. */
async function takeOver(file: string): Promise<boolean> {
  if (!(await isAbandoned(file))) return false;
  const guard = `${file}.takeover`;
  if (!(await create(guard, identify(process.pid)))) {
    if (await isAbandoned(guard)) await rm(guard, { force: true });
    return false;
  }
  try {
    if (await isAbandoned(file)) await rm(file, { force: true });
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

async function isAbandoned(file: string): Promise<boolean> {
  const owner = await read(file);
  if (owner === undefined) return false;
  if (owner === '') return isOld(file);
  return identify(Number.parseInt(owner, 10)) !== owner;
}

async function isOld(file: string): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > abandonedMs;
}

/** Pid and start time: a pid alone may belong to another process by now. Undefined when it ended. */
function identify(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!hasCode(error, 'EPERM')) return undefined;
  }
  return `${pid} ${startTime(pid)}`;
}

/** In clock ticks since boot; constant where the system does not tell (anything but Linux). */
function startTime(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return fields?.[0] === 'Z' ? 'ended' : (fields?.[19] ?? '-');
  } catch {
    return '-';
  }
}

async function create(file: string, content: string | undefined): Promise<boolean> {
  try {
    await writeFile(file, content ?? '', { flag: 'wx' });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
