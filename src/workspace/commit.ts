/**
 * The only writer of the file system. A commit is synchronous from its first write to its last, so an interrupt is
 * seen before it or after it.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.js';
import { nearestExisting } from './target.js';
import type { VirtualTree } from './tree.js';
import type { Change } from './types.js';

/**
 * Puts a new project on disk: built in a sibling folder, then renamed.
 *
 * @throws UserError `WRITE_FAILED`; the disk is then as it was.
 */
export function commitNewProject(target: string, tree: VirtualTree): void {
  tree.lock();
  if (existsSync(target)) return commitChanges(target, tree);
  const existing = nearestExisting(target);
  const parent = path.dirname(target);
  const firstMade =
    existing === parent ? undefined : path.join(existing, path.relative(existing, parent).split(path.sep)[0] ?? '');
  let staging: string | undefined;
  try {
    mkdirSync(parent, { recursive: true });
    staging = mkdtempSync(path.join(parent, `.${path.basename(target)}-`));
    for (const change of tree.changes()) writeChange(staging, change);
    chmodSync(staging, 0o777 & ~process.umask());
    renameSync(staging, target);
  } catch (cause) {
    if (staging) rmSync(staging, { recursive: true, force: true });
    if (firstMade) rmSync(firstMade, { recursive: true, force: true });
    throw writeFailed(target, cause);
  }
}

/** Puts the changes of a tree into the project it was opened on. */
export function commitChanges(root: string, tree: VirtualTree): void {
  tree.lock();
  for (const change of tree.changes()) {
    if (change.kind === 'remove') rmSync(path.join(root, change.path));
    else writeChange(root, change);
  }
}

function writeChange(root: string, change: Change): void {
  if (change.kind === 'remove') return;
  const file = path.join(root, change.path);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, change.content, { mode: change.kind === 'create' && change.executable ? 0o777 : 0o666 });
}

function writeFailed(target: string, cause: unknown): UserError {
  return new UserError({
    code: 'WRITE_FAILED',
    message: `The project could not be written to ${target}: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: 'Nothing was left behind. Mend the cause and run the command again.',
    cause,
  });
}
