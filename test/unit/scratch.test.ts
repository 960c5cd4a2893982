/** The scratch copy: what goes into it, what comes out of it, and what is refused. */
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync } from 'node:fs';
import { realpathSync, rmSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitChanges } from '../../src/workspace/commit.js';
import { diskBase } from '../../src/workspace/disk.js';
import { stageScratch } from '../../src/workspace/scratch-changes.js';
import { Scratch } from '../../src/workspace/scratch.js';
import { VirtualTree } from '../../src/workspace/tree.js';

let above: string;
let project: string;
let scratch: Scratch;

function write(root: string, file: string, content: string | Uint8Array): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

/** What the run did, as `kind path` lines. */
function staged(): string[] {
  const tree = new VirtualTree(diskBase(project));
  stageScratch(scratch, tree);
  return tree.changes().map(({ kind, path: file }) => `${kind} ${file}`);
}

beforeEach(() => {
  above = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'above ü ')));
  project = path.join(above, 'my project');
  write(project, '.gitignore', 'node_modules\n/dist\n.data/\r\n*.log\n.env\n# cache\nsrc/generated\n');
  write(project, 'src/a.ts', 'a\n');
  write(project, 'logo.png', new Uint8Array([0, 1, 255]));
  write(project, 'run.sh', '#!/bin/sh\n');
  write(project, '.env', 'A=1\n');
  for (const file of ['.git/HEAD', 'dist/a.js', '.data/pg/1', 'src/generated/x.ts', '.backend-app/tool.tgz']) {
    write(project, file, 'x');
  }
  write(project, '.backend-app/manifest.json', '{}\n');
  write(project, 'node_modules/own/index.js', 'module.exports = 1;\n');
  write(project, 'node_modules/@scope/inner/index.js', 'module.exports = 2;\n');
  write(above, 'node_modules/upper/index.js', 'module.exports = 3;\n');
  scratch = new Scratch(project);
});

afterEach(() => {
  scratch.remove();
  rmSync(above, { recursive: true });
});

test('it has what is the project’s own, and nothing else', () => {
  expect([...scratch.copied.keys()].sort()).toEqual([
    '.backend-app/manifest.json',
    '.env',
    '.gitignore',
    'logo.png',
    'run.sh',
    'src/a.ts',
  ]);
  expect(existsSync(path.join(scratch.root, '.git'))).toBe(false);
  expect(staged()).toEqual([]);
});

test('packages are found as in the project, those above it too', () => {
  for (const name of ['node_modules/own', 'node_modules/@scope/inner', '../node_modules/upper']) {
    expect(existsSync(path.join(scratch.root, name, 'index.js'))).toBe(true);
  }
});

test('what is done there comes back: bytes, modes, removals', () => {
  write(scratch.root, 'src/b/c.ts', 'c\n');
  write(scratch.root, 'src/a.ts', 'changed\n');
  write(scratch.root, 'logo.png', new Uint8Array([255, 0, 254]));
  write(scratch.root, 'latin1.txt', new Uint8Array([0xe4, 0xf6]));
  chmodSync(path.join(scratch.root, 'run.sh'), 0o755);
  write(scratch.root, 'new.sh', '#!/bin/sh\n');
  chmodSync(path.join(scratch.root, 'new.sh'), 0o755);
  write(scratch.root, 'docs/.backend-app/x', 'x');
  unlinkSync(path.join(scratch.root, '.env'));
  const tree = new VirtualTree(diskBase(project));
  stageScratch(scratch, tree);
  expect(staged()).toEqual([
    'remove .env',
    'create docs/.backend-app/x',
    'create latin1.txt',
    'update logo.png',
    'create new.sh',
    'update run.sh',
    'update src/a.ts',
    'create src/b/c.ts',
  ]);
  commitChanges(project, tree);
  expect([...readFileSync(path.join(project, 'logo.png'))]).toEqual([255, 0, 254]);
  expect([...readFileSync(path.join(project, 'latin1.txt'))]).toEqual([0xe4, 0xf6]);
  for (const file of ['run.sh', 'new.sh']) expect(statSync(path.join(project, file)).mode & 0o111).not.toBe(0);
  expect(existsSync(path.join(project, '.env'))).toBe(false);
});

test.each([
  '.git/hooks/x',
  'docs/.git/x',
  'docs/node_modules/x.js',
  'node_modules/new.js',
  'node_modules/@scope/new/x.js',
  '.backend-app/manifest.json',
])('%s is not a generator’s to write', (file) => {
  write(scratch.root, file, 'mine');
  expect(staged).toThrow(
    expect.objectContaining({ code: 'OUTSIDE_TARGET', problems: [expect.objectContaining({ where: file })] }),
  );
});

test('the tool’s own files may not go, and links may not come', () => {
  unlinkSync(path.join(scratch.root, '.backend-app/manifest.json'));
  symlinkSync('/etc', path.join(scratch.root, 'etc'));
  expect(staged).toThrow(
    expect.objectContaining({
      problems: [
        { where: 'etc', message: 'it is a symbolic link' },
        { where: '.backend-app/manifest.json', message: 'it was removed' },
      ],
    }),
  );
});

test('a file that was not copied is not overwritten', () => {
  write(scratch.root, 'dist/a.js', 'other');
  expect(staged).toThrow(expect.objectContaining({ code: 'FILE_EXISTS' }));
});

test('links inside the project lead inside the copy; those that lead out do not', () => {
  symlinkSync(path.join(project, 'src'), path.join(project, 'source'));
  symlinkSync(above, path.join(project, 'out'));
  symlinkSync('nowhere', path.join(project, 'dead'));
  write(above, 'shared.txt', 'shared\n');
  symlinkSync(path.join(above, 'shared.txt'), path.join(project, 'shared.txt'));
  unlinkSync(path.join(project, 'run.sh'));
  symlinkSync('src/a.ts', path.join(project, 'run.sh'));
  scratch.refresh();
  expect(lstatSync(path.join(scratch.root, 'shared.txt')).isFile()).toBe(true);
  expect(readFileSync(path.join(scratch.root, 'shared.txt'), 'utf8')).toBe('shared\n');
  expect(readlinkSync(path.join(scratch.root, 'run.sh'))).toBe('src/a.ts');
  write(scratch.root, 'source/a.ts', 'through the link\n');
  expect(existsSync(path.join(scratch.root, 'out'))).toBe(false);
  expect(readlinkSync(path.join(scratch.root, 'dead'))).toBe('nowhere');
  expect(staged()).toEqual(['update src/a.ts']);
});

test('paths of the project have their place in the copy; others have none', () => {
  symlinkSync(path.join(project, 'src'), path.join(above, 'way in'));
  const places = [
    'src/new/x.ts',
    '../way in/a.ts',
    '../x.ts',
    '.',
    '../my project 2/x.ts',
    'node_modules/own/index.js',
  ];
  expect(places.map((file) => scratch.place(path.join(project, file)))).toEqual([
    path.join(scratch.root, 'src/new/x.ts'),
    path.join(scratch.root, 'src/a.ts'),
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(scratch.place(path.join(scratch.root, 'x.ts'))).toBe(path.join(scratch.root, 'x.ts'));
  expect(scratch.place(path.join(scratch.root, 'node_modules/own/x.js'))).toBeUndefined();
});

test('what is left above it is refused, however far', () => {
  const depth = project.split(path.sep).length - 2;
  const far = `${'../'.repeat(depth)}far.txt`;
  write(scratch.root, far, 'x');
  write(scratch.root, '../beside/x.txt', 'x');
  expect(staged).toThrow(
    expect.objectContaining({
      code: 'OUTSIDE_TARGET',
      problems: expect.arrayContaining([
        expect.objectContaining({ where: far }),
        expect.objectContaining({ where: '../beside' }),
      ]),
    }),
  );
});

test('what was changed in the project itself is told: added, changed, removed', () => {
  write(project, 'src/new.ts', 'x');
  write(project, 'src/a.ts', 'longer\n');
  unlinkSync(path.join(project, 'run.sh'));
  write(project, '.git/index', 'x');
  write(project, '.backend-app/lock', 'x');
  expect(staged).toThrow(
    expect.objectContaining({
      code: 'FILE_CHANGED',
      problems: ['run.sh', 'src/a.ts', 'src/new.ts'].map((where) => expect.objectContaining({ where })),
    }),
  );
});

test('it is refreshed with what others changed meanwhile, and keeps its own changes', () => {
  write(scratch.root, '.env', 'A=2\n');
  write(project, 'src/a.ts', 'by others, longer\n');
  write(project, 'new.ts', 'new\n');
  unlinkSync(path.join(project, 'run.sh'));
  scratch.refresh();
  expect(staged()).toEqual(['update .env']);
  expect(readFileSync(path.join(scratch.root, 'src/a.ts'), 'utf8')).toBe('by others, longer\n');
});

test('a project without packages has a copy too', () => {
  rmSync(path.join(project, 'node_modules'), { recursive: true });
  const copy = new Scratch(project);
  expect(existsSync(path.join(copy.root, 'node_modules'))).toBe(false);
  copy.remove();
});

test('it goes, and so do those of runs that were killed, but no others', () => {
  const mine = path.join(os.tmpdir(), path.relative(os.tmpdir(), scratch.root).split(path.sep)[0] ?? '');
  const left = (prefix: string, pid: number) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
    writeFileSync(path.join(folder, 'owner.json'), JSON.stringify({ pid, host: os.hostname() }));
    return folder;
  };
  const gone = 2 ** 22 + 1;
  const dead = left('create-backend-app-scratch-', gone);
  const others = [left('create-backend-app-scratch-', process.ppid), left('other-', gone)];
  expect(existsSync(path.join(mine, 'owner.json'))).toBe(true);
  scratch.remove();
  expect(existsSync(mine)).toBe(false);
  new Scratch(project).remove();
  expect(existsSync(dead)).toBe(false);
  for (const other of others) {
    expect(existsSync(other)).toBe(true);
    rmSync(other, { recursive: true });
  }
  expect(existsSync(path.join(project, 'node_modules/own/index.js'))).toBe(true);
});
