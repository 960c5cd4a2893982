/**
 * The only writer of the file system. A commit is synchronous from its first write to its last, so an interrupt is
 * seen before it or after it, never within.
 */
import { existsSync, readdirSync, readFileSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { ensureDirSync } from 'fs-extra/esm';
import { UserError } from '../errors.js';
import { writeFailed } from './failure.js';
import { assertInside } from './inside.js';
import { applyTransaction } from './journal.js';
import { withLock } from './lock.js';
import { placeFolder } from './staging.js';
import { checkTarget, nearestExisting } from './target.js';
import type { VirtualTree } from './tree.js';
import type { Change } from './types.js';

/**
 * Puts a new project on disk: built in a sibling folder, then renamed. Into a folder that exists already (`.`, or a
 * fresh repository) it goes as a transaction.
 *
 * @throws UserError `WRITE_FAILED`, or what {@link checkTarget} throws when somebody else filled the folder in the
 * meantime; the disk is then as it was.
 */
export async function commitNewProject(target: string, tree: VirtualTree): Promise<void> {
  tree.lock();
  if (existsSync(target)) {
    return withLock(target, () => {
      checkTarget(target);
      commitChanges(target, tree);
    });
  }
  const parent = path.dirname(target);
  const existing = nearestExisting(parent);
  try {
    ensureDirSync(parent);
    placeFolder(parent, target, tree.changes());
  } catch (cause) {
    dropEmptyFolders(parent, existing);
    if (existsSync(target)) checkTarget(target);
    throw writeFailed(target, cause);
  }
}

/**
 * Puts the changes of a tree into the project it was opened on, all or none. Folders that lost their last file go.
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
    throw cause instanceof UserError ? cause : writeFailed(root, cause);
  }
  for (const { kind, path: file } of changes) if (kind === 'remove') dropFolders(root, path.dirname(file));
}

/** Removes the folders that nothing is in any more. The changes stand: one that cannot be removed stays. */
function dropFolders(root: string, folder: string): void {
  try {
    dropEmptyFolders(path.join(root, folder), root);
  } catch {
    // An empty folder does no harm.
  }
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

/** Removes the folders from `folder` up to below `end`, as far as nothing is in them. */
function dropEmptyFolders(folder: string, end: string): void {
  for (let current = folder; current !== end; current = path.dirname(current)) {
    if (existsSync(current) && readdirSync(current).length > 0) return;
    if (existsSync(current)) rmdirSync(current);
  }
}
