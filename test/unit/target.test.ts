import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { outputFileSync } from 'fs-extra/esm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTarget, dropKept, unignoredPaths } from '../../src/workspace/target.js';
import { VirtualTree } from '../../src/workspace/tree.js';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'target ü-')));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (...parts: string[]) => path.join(root, ...parts);
const refusal = (code: string, message: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('a new project', () => {
  it.each(['new', 'many/new/folders', 'with space/日本'])('can be made in %s', (folder) => {
    expect(() => checkTarget(at(folder))).not.toThrow();
  });

  it('can be made in an empty folder, through a link to one, and in a fresh repository', () => {
    mkdirSync(at('empty'));
    symlinkSync(at('empty'), at('link'));
    mkdirSync(at('fresh/.git'), { recursive: true });
    for (const name of ['LICENSE', 'README.md', '.gitignore']) writeFileSync(at('fresh', name), 'mine');
    for (const folder of ['empty', 'link', 'fresh']) expect(() => checkTarget(at(folder))).not.toThrow();
  });

  it('is refused in a folder with anything else, and says what there is', () => {
    mkdirSync(at('full'));
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) writeFileSync(at('full', name), '');
    expect(() => checkTarget(at('full'))).toThrow(refusal('TARGET_NOT_EMPTY', /a, b, c, d, e, and 2 more/));
    for (const name of ['f', 'g']) rmSync(at('full', name));
    expect(() => checkTarget(at('full'))).toThrow(refusal('TARGET_NOT_EMPTY', /it has a, b, c, d, e\.$/));
  });

  it.each([
    ['file', /file is a file/],
    ['file/below', /file is a file/],
    ['file/below/deep', /file is a file/],
    ['dead', /dead is a symbolic link that leads to nothing/],
    ['dead/below', /dead is a symbolic link that leads to nothing/],
  ])('is refused at %s', (folder, message) => {
    writeFileSync(at('file'), '');
    symlinkSync(at('nowhere'), at('dead'));
    expect(() => checkTarget(at(folder))).toThrow(refusal('TARGET_NOT_A_DIRECTORY', message));
  });

  it.each([
    ['circle', /symbolic links lead in a circle/],
    ['x'.repeat(300), /the path is too long/],
  ])('is refused where nothing can be: %s', (folder, message) => {
    symlinkSync(at('circle'), at('circle'));
    expect(() => checkTarget(at(folder))).toThrow(refusal('TARGET_NOT_WRITABLE', message));
  });

  it('can be made where only a run that was killed left something', () => {
    mkdirSync(at('api/.backend-app/transaction/new'), { recursive: true });
    writeFileSync(at('api/.backend-app/lock'), '');
    expect(() => checkTarget(at('api'))).not.toThrow();
    writeFileSync(at('api/.backend-app/manifest.json'), '{}');
    rmSync(at('api/.backend-app/transaction'), { recursive: true });
    expect(() => checkTarget(at('api'))).toThrow(refusal('TARGET_NOT_EMPTY', /\.backend-app/));
  });
});

it.each([
  ['api/.backend-app', /\.backend-app/],
  ['api/.backend-app/lockfile', /\.backend-app/],
  ['api/.backend-app/my-lock', /\.backend-app/],
  ['api/.backend-app/transactions', /\.backend-app/],
  ['api/notes', /it has notes\./],
])('what a killed run left does not hide %s', (file, message) => {
  outputFileSync(at('api/.backend-app/lock'), '');
  if (file === 'api/.backend-app') rmSync(at(file), { recursive: true });
  writeFileSync(at(file), '');
  expect(() => checkTarget(at('api'))).toThrow(refusal('TARGET_NOT_EMPTY', message));
});

it.each([
  [undefined, []],
  ['node_modules/\n.env\n/dist\n', []],
  ['/node_modules\r\n  .env\r\ndist/\r\n', []],
  ['node_modules\n', ['.env', 'dist/']],
  ['.env.local\ndist/x\n!node_modules\n', ['node_modules/', '.env', 'dist/']],
])('tells what a kept .gitignore of %j lets through', (kept, through) => {
  const tree = new VirtualTree();
  tree.create('.gitignore', 'node_modules/\n\n!keep\n.env\ndist/\n');
  if (kept !== undefined) writeFileSync(at('.gitignore'), kept);
  expect(unignoredPaths(root, tree)).toEqual(through);
});

it('keeps nothing of a folder that is not there', () => {
  expect(dropKept(at('new'), new VirtualTree())).toEqual([]);
});

it('keeps what the folder has already', () => {
  mkdirSync(at('.git'));
  writeFileSync(at('README.md'), 'mine');
  const tree = new VirtualTree();
  for (const name of ['README.md', 'LICENSE', 'package.json']) tree.create(name, 'new');
  expect(dropKept(root, tree)).toEqual(['README.md']);
  expect(tree.list('')).toEqual(['LICENSE', 'package.json']);
});
