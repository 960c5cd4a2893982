/** What a new project's folder may be, and what of it is kept. Reads only. */
import { accessSync, constants, existsSync, lstatSync, readFileSync, readdirSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { UserError, type ErrorCode } from '../errors.js';
import { errorCode, reasonOf } from './failure.js';
import { isStateAlone, transactionFolder } from './state.js';
import type { VirtualTree } from './tree.js';

/** What a fresh repository has: such a folder counts as empty, and these stay as they are. */
const freshRepository: ReadonlySet<string> = new Set(['.git', 'LICENSE', 'README.md', '.gitignore']);

/**
 * Checks that a project can be made in a folder, which may not exist yet.
 *
 * @throws UserError `TARGET_NOT_A_DIRECTORY`, `TARGET_NOT_EMPTY`, `TARGET_NOT_WRITABLE`.
 */
export function checkTarget(target: string): void {
  const existing = nearestExisting(target);
  if (!look(existing)?.isDirectory()) {
    throw refusal('TARGET_NOT_A_DIRECTORY', `${existing} is a file, not a folder.`, 'Choose another name or place.');
  }
  // What a killed run left half made is undone first, and looked at then.
  const unfinished = existsSync(path.join(target, transactionFolder));
  if (existing === target && !unfinished) refuseForeignFiles(target);
  if (existing !== target)
    refuseDeadLink(path.join(existing, path.relative(existing, target).split(path.sep)[0] ?? ''));
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw notWritable(`${existing} cannot be written to`, cause);
  }
}

/**
 * What a kept .gitignore lets through although the project's own would not: dependencies, secrets, build output.
 * To be asked before the kept files are dropped from the tree.
 */
export function unignoredPaths(target: string, tree: VirtualTree): string[] {
  const file = path.join(target, '.gitignore');
  if (!existsSync(file)) return [];
  const present = new Set(rules(readFileSync(file, 'utf8')));
  const wanted = (tree.read('.gitignore') ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('!'));
  return wanted.filter((line) => !rules(line).some((rule) => present.has(rule)));
}

/** The patterns of ignore lines, without the slashes that anchor them. */
function rules(text: string): string[] {
  return text.split('\n').map((line) => line.trim().replace(/^\/|\/$/g, ''));
}

/** Drops from the tree the files that the target has already and that are kept; answers their names. */
export function dropKept(target: string, tree: VirtualTree): string[] {
  if (nearestExisting(target) !== target) return [];
  const kept = readdirSync(target).filter((name) => freshRepository.has(name) && tree.exists(name));
  for (const name of kept) tree.remove(name);
  return kept;
}

/** The folder itself, or its nearest ancestor that exists. */
export function nearestExisting(folder: string): string {
  let current = folder;
  while (!look(current)) current = path.dirname(current);
  return current;
}

/** What is at a path, links followed; undefined when there is nothing. */
function look(file: string): Stats | undefined {
  try {
    return statSync(file);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return undefined;
    throw notWritable(`${file} cannot be used`, error);
  }
}

function refuseForeignFiles(target: string): void {
  const foreign = entries(target).filter((name) => !freshRepository.has(name) && !isStateAlone(target, name));
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 5).join(', ') + (foreign.length > 5 ? `, and ${foreign.length - 5} more` : '');
  throw refusal(
    'TARGET_NOT_EMPTY',
    `${target} is not empty: it has ${shown}.`,
    'Choose another name, or empty the folder.',
  );
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw notWritable(`${folder} cannot be read`, cause);
  }
}

/** A link to nothing looks like a free name, and is none. */
function refuseDeadLink(file: string): void {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw refusal(
    'TARGET_NOT_A_DIRECTORY',
    `${file} is a symbolic link that leads to nothing.`,
    'Delete the link, or choose another name.',
  );
}

function notWritable(what: string, cause: unknown): UserError {
  return refusal('TARGET_NOT_WRITABLE', `${what}: ${reasonOf(cause)}.`, 'Mend that, or choose another place.', cause);
}

function refusal(code: ErrorCode, message: string, hint: string, cause?: unknown): UserError {
  return new UserError({ code, message, hint, cause });
}
