import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UserError } from '../../src/errors.js';

/** Counts down writes; at zero the process is dead: that write and every later one throws. */
const life = vi.hoisted(() => ({ left: Number.POSITIVE_INFINITY }));

function mortal<T extends object>(module: T, names: readonly (keyof T)[]): T {
  const wrapped = names.map((name) => {
    const original = module[name] as (...args: unknown[]) => unknown;
    return [
      name,
      (...args: unknown[]) => {
        if (life.left-- <= 0) throw new Error('killed');
        return original(...args);
      },
    ];
  });
  return { ...module, ...Object.fromEntries(wrapped) };
}

vi.mock('node:fs', async (original) =>
  mortal(await original<typeof import('node:fs')>(), ['renameSync', 'rmdirSync', 'chmodSync']),
);
vi.mock('fs-extra/esm', async (original) =>
  mortal(await original<typeof import('fs-extra/esm')>(), ['outputFileSync', 'removeSync', 'ensureDirSync']),
);

const { commitChanges, commitNewProject } = await import('../../src/workspace/commit.js');
const { recover } = await import('../../src/workspace/journal.js');
const { findProject, projectAround } = await import('../../src/workspace/project.js');
const { recoverProject } = await import('../../src/workspace/recovery.js');
const { checkTarget } = await import('../../src/workspace/target.js');
const { diskBase } = await import('../../src/workspace/disk.js');
const { VirtualTree } = await import('../../src/workspace/tree.js');

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'transaction-'));
  mkdirSync(path.join(root, 'src'));
  writeFileSync(path.join(root, 'src/a.ts'), 'a\r\n', { mode: 0o640 });
  writeFileSync(path.join(root, 'src/b.ts'), 'b\n');
});

afterEach(() => {
  life.left = Number.POSITIVE_INFINITY;
  rmSync(root, { recursive: true, force: true });
});

function snapshot(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !path.relative(folder, file).startsWith('.backend-app/transaction'))
      .map((file) => [path.relative(folder, file), statSync(file).isFile() ? readFileSync(file, 'utf8') : '<folder>']),
  );
}

function edited(): InstanceType<typeof VirtualTree> {
  const tree = new VirtualTree(diskBase(root));
  tree.update('src/a.ts', 'A\r\n');
  tree.remove('src/b.ts');
  tree.create('src/deep/er/c.ts', 'c\n');
  tree.create('.backend-app/resources/c.json', '{}\n');
  return tree;
}

describe('a transaction', () => {
  it('applies all changes and keeps the mode of what it replaces', () => {
    commitChanges(root, edited());
    expect(snapshot(root)).toMatchObject({ 'src/a.ts': 'A\r\n', 'src/deep/er/c.ts': 'c\n' });
    expect(statSync(path.join(root, 'src/a.ts')).mode & 0o777).toBe(0o640);
    expect(readdirSync(path.join(root, '.backend-app'))).toEqual(['resources']);
  });

  it('is seen before or after, never between, wherever it is killed', () => {
    const before = snapshot(root);
    commitChanges(root, edited());
    const after = snapshot(root);
    const codes = new Set<unknown>();
    let outcomes = { before: 0, after: 0 };
    for (let step = 0; step < 40; step++) {
      rmSync(root, { recursive: true });
      mkdirSync(path.join(root, 'src'), { recursive: true });
      writeFileSync(path.join(root, 'src/a.ts'), 'a\r\n', { mode: 0o640 });
      writeFileSync(path.join(root, 'src/b.ts'), 'b\n');
      life.left = step;
      try {
        commitChanges(root, edited());
      } catch (error) {
        // The process is dead: nothing after the fatal write had an effect.
        codes.add((error as UserError).code);
      }
      life.left = Number.POSITIVE_INFINITY;
      recover(root);
      const found = snapshot(root);
      delete found['.backend-app'];
      const { '.backend-app': _, ...whole } = after;
      expect([before, whole]).toContainEqual(found);
      outcomes = {
        before: outcomes.before + Number(!found['src/deep']),
        after: outcomes.after + Number(Boolean(found['src/deep'])),
      };
    }
    expect(outcomes.before).toBeGreaterThan(5);
    expect(outcomes.after).toBeGreaterThan(5);
    expect(codes).toContain('UNFINISHED');
  });

  it('that fails on its way is undone: files, folders and what it made for itself', () => {
    mkdirSync(path.join(root, 'src/also'));
    const before = snapshot(root);
    const tree = new VirtualTree(diskBase(root));
    tree.update('src/a.ts', 'A\r\n');
    for (const file of ['src/also/c.ts', 'src/also/new/d.ts', 'src/b.ts/x']) tree.create(file, '');
    expect(() => commitChanges(root, tree)).toThrow(expect.objectContaining({ code: 'WRITE_FAILED' }));
    expect(snapshot(root)).toEqual(before);
  });

  it('takes the folders away that lost their last file', () => {
    for (const file of ['.backend-app/manifest.json', 'gone/deep/x', 'gone/deep/y', 'kept/deep/x', 'kept/y']) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), '');
    }
    const tree = new VirtualTree(diskBase(root));
    for (const file of ['gone/deep/x', 'gone/deep/y', 'kept/deep/x', 'src/a.ts', 'src/b.ts']) tree.remove(file);
    commitChanges(root, tree);
    expect(readdirSync(root)).toEqual(['.backend-app', 'kept']);
    expect(readdirSync(path.join(root, 'kept'))).toEqual(['y']);
  });

  it.each([
    [0o750, undefined, 0o750],
    [0o640, true, 0o750],
    [0o755, false, 0o644],
  ])('makes of the mode %o with executable %s the mode %o', (before, executable, after) => {
    chmodSync(path.join(root, 'src/b.ts'), before);
    const tree = new VirtualTree(diskBase(root));
    tree.update('src/b.ts', 'B\n', executable === undefined ? {} : { executable });
    commitChanges(root, tree);
    expect(statSync(path.join(root, 'src/b.ts')).mode & 0o777).toBe(after);
  });

  it.each([
    ['here', true],
    ['apps/api', false],
  ])('makes executable what is to be, in a project that is there or new: %s', async (folder, present) => {
    const target = path.join(root, folder);
    if (present) mkdirSync(target);
    const tree = new VirtualTree();
    tree.create('run.sh', '', { executable: true });
    tree.create('a.ts', '');
    await commitNewProject(target, tree);
    expect(['run.sh', 'a.ts'].map((file) => statSync(path.join(target, file)).mode & 0o111)).toEqual([0o111, 0]);
  });

  it('refuses a file that was edited while the command ran', () => {
    const tree = edited();
    writeFileSync(path.join(root, 'src/a.ts'), 'mine\n');
    expect(() => commitChanges(root, tree)).toThrow(expect.objectContaining({ code: 'FILE_CHANGED' }));
    expect(snapshot(root)).toEqual({ src: '<folder>', 'src/a.ts': 'mine\n', 'src/b.ts': 'b\n' });
  });

  it('follows no link out of the project', () => {
    const outside = mkdtempSync(path.join(os.tmpdir(), 'outside-'));
    symlinkSync(outside, path.join(root, 'src/link'));
    const tree = new VirtualTree(diskBase(root));
    tree.create('src/link/c.ts', 'c\n');
    expect(() => commitChanges(root, tree)).toThrow(expect.objectContaining({ code: 'OUTSIDE_TARGET' }));
    expect(readdirSync(outside)).toEqual([]);
  });

  it('keeps its journal in the project, and clears nothing away outside of it', () => {
    const outside = mkdtempSync(path.join(os.tmpdir(), 'outside-'));
    symlinkSync(outside, path.join(root, '.backend-app'));
    const tree = new VirtualTree(diskBase(root));
    tree.update('src/a.ts', 'A\n');
    expect(() => commitChanges(root, tree)).toThrow(expect.objectContaining({ code: 'OUTSIDE_TARGET' }));
    expect(readdirSync(outside)).toEqual([]);
    mkdirSync(path.join(outside, 'transaction'));
    expect(() => recover(root)).toThrow(expect.objectContaining({ code: 'OUTSIDE_TARGET' }));
    expect(readdirSync(outside)).toEqual(['transaction']);
  });
});

describe('a new project', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('leaves nothing behind when write %i fails', async (step) => {
    const tree = new VirtualTree();
    for (const name of ['a', 'b', 'c/d']) tree.create(name, name);
    life.left = step;
    let failed = false;
    try {
      await commitNewProject(path.join(root, 'apps/new/api'), tree);
    } catch {
      failed = true;
    }
    life.left = Number.POSITIVE_INFINITY;
    const made = snapshot(root);
    if (failed) expect(Object.keys(made).filter((file) => file.endsWith('api'))).toEqual([]);
    else expect(made).toMatchObject({ 'apps/new/api/c/d': 'c/d' });
  });
});

describe('a new project that cannot be made', () => {
  it('leaves none of the folders above it', async () => {
    const tree = new VirtualTree();
    for (const name of ['a', 'a/b']) tree.create(name, 'a file cannot be a folder');
    const made = commitNewProject(path.join(root, 'apps/new/api'), tree);
    await expect(made).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(readdirSync(root)).toEqual(['src']);
  });

  it('leaves alone a folder that somebody filled meanwhile', async () => {
    const tree = new VirtualTree();
    tree.create('a', 'a');
    await expect(commitNewProject(path.join(root, 'src'), tree)).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
    expect(readdirSync(path.join(root, 'src'))).toEqual(['a.ts', 'b.ts']);
  });
});

describe('a folder beside a new project', () => {
  const api = () => path.join(root, 'apps/api');
  const tree = () => {
    const files = new VirtualTree();
    files.create('a', 'a');
    return files;
  };
  const left = (name: string, owner: object | undefined, ...files: string[]) => {
    const folder = path.join(root, 'apps', name);
    mkdirSync(folder, { recursive: true });
    if (owner) writeFileSync(path.join(folder, 'owner.json'), JSON.stringify(owner));
    for (const file of files) writeFileSync(path.join(folder, file), '');
    return folder;
  };

  it('that a killed run left is cleared away; any other stays', async () => {
    const host = os.hostname();
    const dead = 2 ** 22 + 1;
    left('.create-backend-app-dead01', { pid: dead, host });
    const old = left('.create-backend-app-old001', undefined);
    utimesSync(old, new Date(0), new Date(0));
    const stay = [
      left('.create-backend-app-alive1', { pid: process.ppid, host }),
      left('.create-backend-app-remote', { pid: dead, host: 'elsewhere' }),
      left('.create-backend-app-fresh1', undefined),
      left('.create-backend-app-theirs', undefined, 'notes.txt'),
      left('.create-backend-app-mixed1', { pid: dead, host }, 'notes.txt'),
      left('others', { pid: dead, host }),
    ].map((folder) => path.basename(folder));
    await commitNewProject(api(), tree());
    expect(readdirSync(path.join(root, 'apps'))).toEqual([...stay, 'api'].sort());
  });

  it('is not removed with folders that somebody else uses meanwhile', async () => {
    const failing = tree();
    failing.create('a/b', 'a file cannot be a folder');
    const other = path.join(root, 'apps/other');
    const write = vi.spyOn(failing, 'changes').mockImplementationOnce(() => {
      mkdirSync(other, { recursive: true });
      return VirtualTree.prototype.changes.call(failing);
    });
    await expect(commitNewProject(api(), failing)).rejects.toMatchObject({ code: 'WRITE_FAILED' });
    expect(write).toHaveBeenCalled();
    expect(readdirSync(path.join(root, 'apps'))).toEqual(['other']);
  });

  it('gives way to a project that somebody else made meanwhile', async () => {
    const late = tree();
    vi.spyOn(late, 'changes').mockImplementationOnce(() => {
      mkdirSync(path.join(api(), 'theirs'), { recursive: true });
      return VirtualTree.prototype.changes.call(late);
    });
    await expect(commitNewProject(api(), late)).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
    expect(readdirSync(api())).toEqual(['theirs']);
    expect(readdirSync(path.join(root, 'apps'))).toEqual(['api']);
  });
});

describe('a project in a folder that is there already', () => {
  it('is seen whole or not at all after the next run, wherever the first was killed', async () => {
    const here = path.join(root, 'here');
    const outcomes = new Set<string>();
    for (let step = 0; step < 30; step++) {
      rmSync(here, { recursive: true, force: true });
      mkdirSync(here);
      writeFileSync(path.join(here, 'LICENSE'), 'mine');
      const tree = new VirtualTree();
      for (const name of ['a', 'src/b', '.backend-app/manifest.json']) tree.create(name, name);
      life.left = step;
      await commitNewProject(here, tree).catch(() => undefined);
      life.left = Number.POSITIVE_INFINITY;
      await recoverProject(here, false);
      const found = readdirSync(here).sort();
      const state = existsSync(path.join(here, 'a')) ? 'whole' : 'none';
      outcomes.add(state);
      if (state === 'none') {
        expect(() => checkTarget(here)).not.toThrow();
        expect(found.filter((name) => name !== '.backend-app')).toEqual(['LICENSE']);
      } else expect(found).toEqual(['.backend-app', 'LICENSE', 'a', 'src']);
    }
    expect([...outcomes].sort()).toEqual(['none', 'whole']);
  });
});

describe('a journal', () => {
  const write = (journal: unknown) => {
    mkdirSync(path.join(root, '.backend-app/transaction/old'), { recursive: true });
    writeFileSync(path.join(root, '.backend-app/transaction/journal.json'), JSON.stringify(journal));
  };
  const unusable = expect.objectContaining({ code: 'UNFINISHED' });

  it.each([
    { replaced: [], created: ['../outside'], folders: [] },
    { replaced: ['/etc/passwd'], created: [], folders: [] },
    { replaced: [], created: [], folders: ['a/../..'] },
    { replaced: [], created: [] },
    { replaced: [3], created: [], folders: [] },
    { replaced: 'src', created: [], folders: [] },
    null,
    'text',
  ])('that is damaged, or not of this project, is not followed: %j', (journal) => {
    write(journal);
    const before = snapshot(root);
    expect(() => recover(root)).toThrow(unusable);
    expect(snapshot(root)).toEqual(before);
  });

  it('is not followed through a link out of the project', () => {
    const outside = mkdtempSync(path.join(os.tmpdir(), 'outside-'));
    writeFileSync(path.join(outside, 'theirs'), '');
    symlinkSync(outside, path.join(root, 'src/link'));
    write({ replaced: [], created: ['src/link/theirs'], folders: [] });
    expect(() => recover(root)).toThrow(expect.objectContaining({ code: 'OUTSIDE_TARGET' }));
    expect(readdirSync(outside)).toEqual(['theirs']);
  });

  it('leaves alone a file that the run had not come to', () => {
    write({ replaced: [], created: ['src/b.ts'], folders: [] });
    mkdirSync(path.join(root, '.backend-app/transaction/new/src'), { recursive: true });
    writeFileSync(path.join(root, '.backend-app/transaction/new/src/b.ts'), 'new');
    expect(recover(root)).toBe(true);
    expect(snapshot(root)).toHaveProperty(['src/b.ts'], 'b\n');
  });

  it('is undone once: what is made afterwards stays', () => {
    write({ replaced: [], created: ['src/c.ts'], folders: [] });
    writeFileSync(path.join(root, 'src/c.ts'), '');
    expect(recover(root)).toBe(true);
    expect(snapshot(root)).not.toHaveProperty('src/c.ts');
    writeFileSync(path.join(root, 'src/c.ts'), 'mine');
    expect(recover(root)).toBe(false);
    expect(snapshot(root)).toHaveProperty(['src/c.ts'], 'mine');
  });

  it('makes a project findable whose manifest a killed run had in its hands', async () => {
    write({ replaced: [], created: [], folders: [] });
    expect(findProject(path.join(root, 'src'))).toBe(root);
    await expect(recoverProject(root, true)).rejects.toMatchObject({ code: 'UNFINISHED' });
    await recoverProject(root, false);
    expect(readdirSync(root)).toEqual(['src']);
    await recoverProject(root, true);
    expect(projectAround(root)).toBeUndefined();
  });
});

describe('a virtual tree', () => {
  it.each(['../x', '/x', 'a/../../x', 'a//b', 'a/./b', 'a\\..\\b', 'C:/x', 'a\0b', ''])(
    'refuses the path %j',
    (file) => {
      expect(() => new VirtualTree().create(file, '')).toThrow(expect.objectContaining({ code: 'OUTSIDE_TARGET' }));
    },
  );

  it('does not count a write that restores what was there', () => {
    const tree = edited();
    tree.update('src/a.ts', 'a\r\n');
    expect(tree.changes().map((change) => change.path)).not.toContain('src/a.ts');
  });

  it('counts no file that came and went, and reads bytes as text', () => {
    const tree = new VirtualTree();
    tree.create('a', '');
    tree.remove('a');
    tree.create('b', new Uint8Array([104, 105]));
    expect(tree.changes().map((change) => change.path)).toEqual(['b']);
    expect(tree.read('b')).toBe('hi');
  });

  it('of a folder has its own files, as text where they are text', () => {
    for (const file of ['src/deep/c.ts', 'node_modules/x/index.js', '.git/HEAD', 'lib/dist/x.js']) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), '');
    }
    const base = diskBase(root);
    expect(base.list('')).toEqual(['src/a.ts', 'src/b.ts', 'src/deep/c.ts']);
    expect(base.list('src/deep')).toEqual(['src/deep/c.ts']);
    expect(base.list('none')).toEqual([]);
    expect(base.read('src/b.ts')).toBe('b\n');
  });

  it('is closed once it is committed', () => {
    const tree = edited();
    commitChanges(root, tree);
    expect(() => tree.create('late', '')).toThrow(/locked/);
  });
});
