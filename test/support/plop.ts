/** Projects on disk with generators of their own. */
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateOwn, type OwnOutcome } from '../../src/generators/generate.js';
import { findPlopfile } from '../../src/generators/plop/find.js';
import { compose } from './compose.js';

/** Files by their paths. */
export type Written = Readonly<Record<string, string>>;

const { tree } = await compose({ framework: 'express', orm: 'drizzle' });

/** A new project with these files beside its own; it finds the packages of this repository. */
export function projectWith(files: Written): string {
  const root = path.join(realpathSync(mkdtempSync(path.join(os.tmpdir(), 'plop ü-'))), 'my-api');
  for (const file of tree.list('')) write(root, { [file]: tree.read(file) ?? '' });
  write(root, files);
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
  return root;
}

/** Writes files into a project. */
export function write(root: string, files: Written): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  }
}

/** Gives a project a plopfile with this body. */
export function writePlopfile(root: string, body: string): void {
  write(root, { 'plopfile.ts': `export default async function (plop) {\n${body}\n}\n` });
}

/** Gives a project a plopfile with one generator, `part`. */
export function writeGenerator(root: string, config: string): void {
  writePlopfile(root, `plop.setGenerator('part', ${config});`);
}

/** Removes a project. */
export function drop(root: string): void {
  rmSync(path.dirname(root), { recursive: true, force: true });
}

/** `generate <name> …` off a terminal. */
export function run(root: string, name: string, words: readonly string[] = [], dryRun = false): Promise<OwnOutcome> {
  return generateOwn({
    root,
    plopfile: findPlopfile(root) ?? '',
    name,
    words,
    ask: false,
    dryRun,
    codegen: false,
    progress: () => () => {},
    interruptible: (work) => work(new AbortController().signal),
  });
}

/** Scratch copies that are there now. */
export function scratchCopies(): string[] {
  return readdirSync(os.tmpdir()).filter((name) => name.startsWith('create-backend-app-scratch-'));
}
