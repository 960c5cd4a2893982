/**
 * The only writer of the file system. A commit is synchronous from its first write to its last, so an interrupt is
 * seen before it or after it, never within.
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, renameSync } from 'node:fs';
import path from 'node:path';
import { ensureDirSync, outputFileSync, removeSync } from 'fs-extra/esm';
import { UserError } from '../errors.js';
import { applyTransaction } from './journal.js';
import { nearestExisting } from './target.js';
import type { VirtualTree } from './tree.js';
import type { Change } from './types.js';

/**
 * Puts a new project on disk: built in a sibling folder, then renamed. Into a folder that exists already (`.`, or a
 * fresh repository) it goes as a transaction.
 *
 * @throws UserError `WRITE_FAILED`; the disk is then as it was.
 */
export function commitNewProject(target: string, tree: VirtualTree): void {
  if (existsSync(target)) return commitChanges(target, tree);
  tree.lock();
  const parent = path.dirname(target);
  const firstMade = firstMissing(parent);
  let staging: string | undefined;
  try {
    ensureDirSync(parent);
    staging = mkdtempSync(path.join(parent, `.${path.basename(target)}-`));
    for (const change of tree.changes()) writeNew(staging, change);
    chmodSync(staging, 0o777 & ~process.umask());
    renameSync(staging, target);
  } catch (cause) {
    if (staging) removeSync(staging);
    if (firstMade) removeSync(firstMade);
    throw writeFailed(target, cause);
  }
}

/**
 * Puts the changes of a tree into the project it was opened on, all or none.
 *
 * @throws UserError `FILE_CHANGED` when a file was edited since it was read, `OUTSIDE_TARGET` when a link leads out of
 * the project, `WRITE_FAILED`; the disk is then as it was.
 */
export function commitChanges(root: string, tree: VirtualTree): void {
  tree.lock();
  const changes = tree.changes();
  for (const change of changes) {
    assertInside(root, change.path);
    assertUnchanged(root, change);
  }
  try {
    applyTransaction(root, changes);
  } catch (cause) {
    throw writeFailed(root, cause);
  }
}

function writeNew(root: string, change: Change): void {
  if (change.kind !== 'create') throw new Error(`a new project has no file to ${change.kind}: ${change.path}`);
  outputFileSync(path.join(root, change.path), change.content, { mode: change.executable ? 0o777 : 0o666 });
}

/** No part of the path may be a link that leads out of the project. */
function assertInside(root: string, file: string): void {
  const real = realpathSync(root);
  const existing = realpathSync(nearestExisting(path.join(root, file)));
  if (existing === real || existing.startsWith(real + path.sep)) return;
  throw new UserError({
    code: 'OUTSIDE_TARGET',
    message: `${file} leads out of the project, to ${existing}. Nothing was written.`,
    hint: 'Replace the symbolic link by a folder, then run the command again.',
  });
}

function assertUnchanged(root: string, change: Change): void {
  const file = path.join(root, change.path);
  const unchanged =
    change.kind === 'create'
      ? !existsSync(file)
      : existsSync(file) && Buffer.from(change.before).equals(readFileSync(file));
  if (unchanged) return;
  throw new UserError({
    code: 'FILE_CHANGED',
    message: `${change.path} was changed by somebody else while the command ran. Nothing was written.`,
    hint: 'Run the command again.',
  });
}

/** The outermost folder that does not exist yet, or undefined. */
function firstMissing(folder: string): string | undefined {
  const existing = nearestExisting(folder);
  const [first] = path.relative(existing, folder).split(path.sep);
  return first ? path.join(existing, first) : undefined;
}

function writeFailed(target: string, cause: unknown): UserError {
  return new UserError({
    code: 'WRITE_FAILED',
    message: `${target} could not be written to: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Everything is as it was before. Mend the cause and run the command again.',
    cause,
  });
}
