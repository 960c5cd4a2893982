/** Undoes what a killed run left half done, before anything else looks at the project. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.js';
import { recover } from './journal.js';
import { withLock } from './lock.js';
import { transactionFolder } from './state.js';

/** Whether a run was killed, or is under way, in the middle of its changes. */
export function isUnfinished(root: string): boolean {
  return existsSync(path.join(root, transactionFolder));
}

/**
 * Rolls an interrupted transaction back.
 *
 * @param readOnly refuse instead, because nothing may be written (a dry run)
 * @throws UserError `UNFINISHED` when there is something to undo and nothing may be written
 */
export async function recoverProject(root: string, readOnly: boolean): Promise<void> {
  if (!isUnfinished(root)) return;
  if (readOnly) {
    throw new UserError({
      code: 'UNFINISHED',
      message: `A run that was killed left changes half made in ${root}.`,
      hint: 'Run the command without --dry-run: it undoes them first.',
    });
  }
  await withLock(root, () => recover(root));
}
