/** What a new project's folder may be, and what of it is kept. */
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.js';
import type { VirtualTree } from './tree.js';

/** What a fresh repository has: such a folder counts as empty, and these stay as they are. */
const freshRepository = ['.git', 'LICENSE', 'README.md', '.gitignore'];

/**
 * Checks that a project can be made in a folder, which may not exist yet.
 *
 * @throws UserError `TARGET_NOT_A_DIRECTORY`, `TARGET_NOT_EMPTY`, `TARGET_NOT_WRITABLE`.
 */
export function checkTarget(target: string): void {
  const existing = nearestExisting(target);
  const stat = statSync(existing);
  if (!stat.isDirectory()) {
    throw new UserError({
      code: 'TARGET_NOT_A_DIRECTORY',
      message: `${existing} is a file, not a folder.`,
      hint: 'Choose another name for the project.',
    });
  }
  if (existing === target) refuseForeignFiles(target);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new UserError({
      code: 'TARGET_NOT_WRITABLE',
      message: `${existing} cannot be written to.`,
      hint: 'Change its permissions, or choose another place.',
      cause,
    });
  }
}

/** Drops from the tree the files that the target has already and that are kept; answers their names. */
export function dropKept(target: string, tree: VirtualTree): string[] {
  if (nearestExisting(target) !== target) return [];
  const kept = readdirSync(target).filter((name) => freshRepository.includes(name) && tree.exists(name));
  for (const name of kept) tree.remove(name);
  return kept;
}

/** The folder itself, or its nearest ancestor that exists. */
export function nearestExisting(folder: string): string {
  let current = folder;
  while (!statSync(current, { throwIfNoEntry: false })) current = path.dirname(current);
  return current;
}

function refuseForeignFiles(target: string): void {
  const foreign = readdirSync(target).filter((name) => !freshRepository.includes(name));
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, 5).join(', ') + (foreign.length > 5 ? `, and ${foreign.length - 5} more` : '');
  throw new UserError({
    code: 'TARGET_NOT_EMPTY',
    message: `${target} is not empty: it has ${shown}.`,
    hint: 'Choose another name, or empty the folder.',
  });
}
