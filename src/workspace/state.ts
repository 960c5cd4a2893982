/** The tool's own folder in a project, and what runs leave in it for a while. */
import { existsSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { stateFolder } from '../manifest/manifest.js';

/** Path of the lock, below the project's root. */
export const lockPath = `${stateFolder}/lock`;

/** Folder of the running transaction, below the project's root. */
export const transactionFolder = `${stateFolder}/transaction`;

/**
 * What git takes of the tool's own folder. Ignore files for Node often name `*.tgz`; without the tarball in it a clone
 * could not be installed.
 */
export const stateIgnoreFile = {
  path: `${stateFolder}/.gitignore`,
  content: '!*.tgz\nlock\nlock.*\ntransaction/\n',
};

/** Whether an entry of a folder is the tool's own and holds nothing but what a run leaves behind. */
export function isStateAlone(root: string, entry: string): boolean {
  const folder = path.join(root, stateFolder);
  if (entry !== stateFolder || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return false;
  return readdirSync(folder).every((name) => /^(?:lock(?:\..*)?|transaction)$/.test(name));
}

/** Removes the tool's own folder when nothing is in it. */
export function dropEmptyState(root: string): void {
  const folder = path.join(root, stateFolder);
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
