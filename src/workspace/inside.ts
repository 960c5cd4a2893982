/** Nothing is ever written, moved or deleted outside of the project. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.js';
import { nearestExisting } from './target.js';

/** Whether a path, relative to a root and with `/` separators, stays below it by its form. */
export function isInsidePath(file: string): boolean {
  const segments = file.split('/');
  const escapes = segments.some((segment) => segment === '..' || segment === '.' || segment === '');
  return !escapes && !file.includes('\\') && !file.includes('\0') && !/^[A-Za-z]:/.test(file);
}

/**
 * Checks that no part of a path is a link that leads out of the project.
 *
 * @throws UserError `OUTSIDE_TARGET`
 */
export function assertInside(root: string, file: string): void {
  const real = realpathSync(root);
  const existing = realpathSync(nearestExisting(path.join(root, file)));
  if (existing === real || existing.startsWith(real + path.sep)) return;
  throw new UserError({
    code: 'OUTSIDE_TARGET',
    message: `${file} leads out of the project, to ${existing}. Nothing was written.`,
    hint: 'Replace the symbolic link by a folder, then run the command again.',
  });
}
