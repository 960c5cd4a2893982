import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { outputFileSync } from 'fs-extra/esm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLock } from '../../src/workspace/lock.js';
import { hasEnded, parseOwner } from '../../src/workspace/process.js';
import { lockPath } from '../../src/workspace/state.js';

let root: string;
let file: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'lock-'));
  file = path.join(root, lockPath);
  mkdirSync(path.dirname(file));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const held = (pid: number, host = os.hostname()) => writeFileSync(file, JSON.stringify({ pid, host }));
const state = () => readdirSync(path.dirname(file));

/** Number of a process that has ended. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock', () => {
  it('is held for the work and gone after it, with its folder when nothing else is there', async () => {
    const answer = await withLock(root, () => {
      expect(state()).toEqual(['lock']);
      return 7;
    });
    expect(answer).toBe(7);
    expect(existsSync(path.dirname(file))).toBe(false);
  });

  it('is let go when the work fails', async () => {
    await expect(withLock(root, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(file)).toBe(false);
  });

  it('keeps runs apart: each waits for the one before', async () => {
    let running = 0;
    const work = async () => {
      expect(++running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running--;
    };
    writeFileSync(path.join(root, '.backend-app/manifest.json'), '{}');
    // Within one process the second finds the lock of its own number, which elsewhere is a dead one's.
    await withLock(root, work);
    await withLock(root, work);
    expect(state()).toEqual(['manifest.json']);
  });

  it('is refused while another run that is alive holds it', async () => {
    held(process.ppid);
    await expect(withLock(root, () => 1, { patience: 150 })).rejects.toMatchObject({ code: 'LOCKED' });
    expect(state()).toEqual(['lock']);
  });

  it('is waited for no longer when the clock is set back', async () => {
    held(process.ppid);
    vi.spyOn(Date, 'now').mockReturnValue(0);
    await expect(withLock(root, () => 1, { patience: 50 })).rejects.toMatchObject({ code: 'LOCKED' });
    vi.restoreAllMocks();
  });

  it('is waited for', async () => {
    held(process.ppid);
    setTimeout(() => rmSync(file), 150);
    expect(await withLock(root, () => 1)).toBe(1);
  });

  it('is not taken from another machine', async () => {
    held(await endedPid(), 'elsewhere');
    await expect(withLock(root, () => 1, { patience: 0 })).rejects.toMatchObject({ code: 'LOCKED' });
  });

  it('is taken from a run that has ended, and what it left is cleared away', async () => {
    held(await endedPid());
    writeFileSync(`${file}.123`, JSON.stringify({ pid: await endedPid(), host: os.hostname() }));
    expect(await withLock(root, () => state())).toEqual(['lock']);
    expect(existsSync(path.dirname(file))).toBe(false);
  });

  it('is taken from this process’s own number, which was given again', async () => {
    held(process.pid);
    expect(await withLock(root, () => 1, { patience: 0 })).toBe(1);
  });

  it('that names nobody is one being written, unless it is of another time', async () => {
    writeFileSync(file, '');
    await expect(withLock(root, () => 1, { patience: 0 })).rejects.toMatchObject({ code: 'LOCKED' });
    for (const time of [new Date(0), new Date('2200-01-01')]) {
      outputFileSync(file, '');
      utimesSync(file, time, time);
      expect(await withLock(root, () => 1, { patience: 0 })).toBe(1);
    }
  });

  describe('where there are no hard links', () => {
    const refuseLinks = (code: string) => {
      vi.spyOn(fs, 'linkSync').mockImplementation(() => {
        throw Object.assign(new Error(code), { code });
      });
      syncBuiltinESMExports();
    };

    afterEach(() => {
      vi.restoreAllMocks();
      syncBuiltinESMExports();
    });

    it.each(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])('(%s) is held, and refused, all the same', async (code) => {
      refuseLinks(code);
      expect(await withLock(root, state)).toEqual(['lock']);
      outputFileSync(file, JSON.stringify({ pid: process.ppid, host: os.hostname() }));
      await expect(withLock(root, () => 1, { patience: 0 })).rejects.toMatchObject({ code: 'LOCKED' });
      expect(state()).toEqual(['lock']);
    });

    it('is not held when it cannot be written at all', async () => {
      refuseLinks('EIO');
      await expect(withLock(root, () => 1)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    });
  });

  it('leaves alone what runs that are alive wait with', async () => {
    writeFileSync(`${file}.1x`, JSON.stringify({ pid: process.ppid, host: os.hostname() }));
    expect(await withLock(root, state)).toEqual(['lock', 'lock.1x']);
    expect(state()).toEqual(['lock.1x']);
  });

  it('says plainly where it cannot be written', async () => {
    rmSync(path.dirname(file), { recursive: true });
    writeFileSync(path.dirname(file), 'a file in its way');
    await expect(withLock(root, () => 1)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
  });
});

describe('an owner', () => {
  it.each(['', '{', '5', 'null', '{"pid":0,"host":"x"}', '{"pid":"1","host":"x"}', '{"pid":1}'])(
    'is not made of %j',
    (text) => expect(parseOwner(text)).toBeUndefined(),
  );

  it('has ended when no process has its number', async () => {
    const host = os.hostname();
    expect(hasEnded({ pid: await endedPid(), host })).toBe(true);
    expect(hasEnded({ pid: process.ppid, host })).toBe(false);
  });
});
