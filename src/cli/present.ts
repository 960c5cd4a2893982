/** How changes and steps are shown: to people, and in `--json` documents (docs/json.md). */
import { createTwoFilesPatch } from 'diff';
import kleur from 'kleur';
import type { PostResult } from '../post/post.js';
import type { Change, Content } from '../workspace/types.js';
import { exitCodes } from './exit-codes.js';

/** The file list and unified diffs of a dry run. */
export function dryRunText(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing would change.';
  const list = changes.map((change) => `${sign(change)} ${change.path}`);
  return [...list, '', ...changes.map(diffOf), kleur.bold(`${changes.length} files; nothing was written.`)].join('\n');
}

/** A line for each change. */
export function changeList(changes: readonly Change[]): string {
  return changes.map((change) => `  ${sign(change)} ${change.path}`).join('\n');
}

/** Changes as data: what happens to which path, with a diff of what is text. */
export function changesDocument(changes: readonly Change[]): unknown[] {
  return changes.map((change) => ({ kind: change.kind, path: change.path, diff: diffOf(change) }));
}

/** Steps after the commit as data. */
export function postDocument(post: readonly PostResult[]): unknown[] {
  return post.map(({ step, status, command, message, hint }) => ({
    step,
    status,
    command,
    message: message ?? null,
    hint: hint ?? null,
  }));
}

/** The exit code that follows from steps after the commit. */
export function postExitCode(post: readonly PostResult[]): number {
  if (post.some(({ status }) => status === 'interrupted')) return exitCodes.interrupted;
  return post.some(({ status }) => status === 'failed') ? exitCodes.refused : exitCodes.done;
}

/** A word as the shell of this platform takes it. */
export function quoted(word: string): string {
  if (/^[\w@%+=:,./\\-]+$/.test(word)) return word;
  return process.platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function sign(change: Change): string {
  const signs = { create: kleur.green('+'), update: kleur.yellow('~'), remove: kleur.red('-') };
  return signs[change.kind];
}

function diffOf(change: Change): string {
  const before = change.kind === 'create' ? '' : change.before;
  const after = change.kind === 'remove' ? '' : change.content;
  if (typeof before !== 'string' || typeof after !== 'string') {
    return `Binary file ${change.path} (${sizeOf(after)} bytes)\n`;
  }
  const from = change.kind === 'create' ? '/dev/null' : `a/${change.path}`;
  const to = change.kind === 'remove' ? '/dev/null' : `b/${change.path}`;
  return createTwoFilesPatch(from, to, before, after).replace(/^=+\n/, '');
}

function sizeOf(content: Content): number {
  return Buffer.byteLength(content);
}
