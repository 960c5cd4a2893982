import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

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
    let outcomes = { before: 0, after: 0 };
    for (let step = 0; step < 40; step++) {
      rmSync(root, { recursive: true });
      mkdirSync(path.join(root, 'src'), { recursive: true });
      writeFileSync(path.join(root, 'src/a.ts'), 'a\r\n', { mode: 0o640 });
      writeFileSync(path.join(root, 'src/b.ts'), 'b\n');
      life.left = step;
      try {
        commitChanges(root, edited());
      } catch {
        // The process is dead: nothing after the fatal write had an effect.
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

describe('a virtual tree', () => {
  it.each(['../x', '/x', 'a/../../x', 'a//b', 'a\\..\\b', 'C:/x', 'a\0b', ''])('refuses the path %j', (file) => {
    expect(() => new VirtualTree().create(file, '')).toThrow(expect.objectContaining({ code: 'OUTSIDE_TARGET' }));
  });

  it('does not count a write that restores what was there', () => {
    const tree = edited();
    tree.update('src/a.ts', 'a\r\n');
    expect(tree.changes().map((change) => change.path)).not.toContain('src/a.ts');
  });

  it('is closed once it is committed', () => {
    const tree = edited();
    commitChanges(root, tree);
    expect(() => tree.create('late', '')).toThrow(/locked/);
  });
});
