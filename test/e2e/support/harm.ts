/** A project to do harm to: one with a category, and the same with posts besides. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { cli } from './process.js';

export const root = mkdtempSync(path.join(os.tmpdir(), 'cba faults ü-'));

/** The project before `generate`, and after it. */
export const base = path.join(root, 'base');
export const withPost = path.join(root, 'with-post');

/** Where the harm is done. */
export const cwd = path.join(root, 'project');

export const transaction = path.join(cwd, '.backend-app/transaction');

export const generate = ['generate', 'resource', 'post', 'title:string:unique', 'category:ref=category'];
export const destroy = ['destroy', 'resource', 'post', '--yes'];

/** Makes both projects. */
export async function makeProjects(): Promise<void> {
  const args = ['base', '--preset', 'minimal', '--orm', 'drizzle', '--database', 'postgresql'];
  const offline = ['--no-install', '--no-git', '--resource', 'category name:string'];
  expect(await cli([...args, ...offline], { cwd: root })).toMatchObject({ code: 0 });
  cpSync(base, withPost, { recursive: true });
  expect(await cli(generate, { cwd: withPost })).toMatchObject({ code: 0 });
}

/** Removes everything. */
export function removeProjects(): void {
  rmSync(root, { recursive: true, force: true });
}

/** Lays a fresh copy where the harm is done. */
export function lay(from = base): void {
  rmSync(cwd, { recursive: true, force: true });
  cpSync(from, cwd, { recursive: true });
}
