/** Undoes what a killed run left half done, before anything else looks at the project. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.js';
import { recover, transactionFolder } from './journal.js';

/**
 * Rolls an interrupted transaction back.
 *
 * @param readOnly refuse instead, because nothing may be written (a dry run)
 * @throws UserError `UNFINISHED` when there is something to undo and nothing may be written
 */
export function recoverProject(root: string, readOnly: boolean): void {
  if (!existsSync(path.join(root, transactionFolder))) return;
  if (readOnly) {
    throw new UserError({
      code: 'UNFINISHED',
      message: `A run that was killed left changes half made in ${root}.`,
      hint: 'Run the command without --dry-run: it undoes them first.',
    });
  }
  recover(root);
}
