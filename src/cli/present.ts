/** How changes and steps are shown: to people, and in `--json` documents (docs/json.md). */
import type { createTwoFilesPatch } from 'diff';
import kleur from 'kleur';
import type { PostResult } from '../post/post.js';
import type { WiringSnippet } from '../wiring/apply.js';
import type { Change, Content } from '../workspace/types.js';
import { exitCodes } from './exit-codes.js';
import { indent } from './failure.js';

/** The file list and unified diffs of a dry run. */
export async function dryRunText(changes: readonly Change[]): Promise<string> {
  if (changes.length === 0) return 'Nothing would change.';
  const list = changes.map((change) => `${sign(change)} ${change.path}`);
  const diffs = await diffsOf(changes);
  return [...list, '', ...diffs, kleur.bold(`${countOf(changes)}; nothing was written.`)].join('\n');
}

/** `1 file`, `12 files`. */
export function countOf(changes: readonly Change[]): string {
  return `${changes.length} ${changes.length === 1 ? 'file' : 'files'}`;
}

/** A line for each change. */
export function changeList(changes: readonly Change[]): string {
  return changes.map((change) => `  ${sign(change)} ${change.path}`).join('\n');
}

/** Changes as data: what happens to which path, with a diff of what is text. */
export async function changesDocument(changes: readonly Change[]): Promise<unknown[]> {
  const diffs = await diffsOf(changes);
  return changes.map(({ kind, path }, index) => ({ kind, path, diff: diffs[index] }));
}

/** What skipped wiring leaves to be done by hand. */
export function pastingText(snippets: readonly WiringSnippet[], changes: readonly Change[]): string[] {
  if (snippets.length === 0) return [];
  const edited = changes.flatMap(({ kind, path }) => (kind === 'update' ? [path] : []));
  const rest =
    edited.length === 0 ? 'No existing file is edited' : `Of existing files only ${edited.join(', ')} is edited`;
  const parts = snippets.flatMap(({ file, snippet }) => ['', `${kleur.bold(file)}:`, indent(snippet, 4)]);
  return ['', changes.length === 0 ? 'Not wired yet. Paste by hand:' : `${rest}. Paste by hand:`, ...parts];
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

/** A unified diff of each change. */
async function diffsOf(changes: readonly Change[]): Promise<string[]> {
  const diff = await import('diff');
  return changes.map((change) => diffOf(change, diff.createTwoFilesPatch));
}

function diffOf(change: Change, createPatch: typeof createTwoFilesPatch): string {
  const before = change.kind === 'create' ? '' : change.before;
  const after = change.kind === 'remove' ? '' : change.content;
  if (typeof before !== 'string' || typeof after !== 'string') {
    return `Binary file ${change.path} (${sizeOf(after)} bytes)\n`;
  }
  const executable = change.kind === 'update' ? change.executable : undefined;
  const mode = executable === undefined ? '' : `${executable ? 'made' : 'no longer'} executable: ${change.path}\n`;
  const from = change.kind === 'create' ? '/dev/null' : `a/${change.path}`;
  const to = change.kind === 'remove' ? '/dev/null' : `b/${change.path}`;
  return mode + createPatch(from, to, before, after).replace(/^=+\n/, '');
}

function sizeOf(content: Content): number {
  return Buffer.byteLength(content);
}
