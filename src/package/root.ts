/** Where this package lies on disk and what it calls itself; works from source and from dist/. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** True when running from TypeScript sources (tests), false when running from dist/. */
export const runningFromSource = import.meta.url.endsWith('.ts');

/** Absolute path of the package's folder. */
export const packageRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** Absolute path of the folder that holds the template fragments' files. */
export const templatesRoot = path.join(packageRoot, 'templates');

/** Absolute path of the folder that holds the fragments' code: a folder for each, whether it has files or not. */
export const fragmentsRoot = runningFromSource ? templatesRoot : path.join(packageRoot, 'dist', 'templates');

/** Absolute path of the folder that holds the presets. */
export const presetsRoot = path.join(packageRoot, 'presets');

/** Name, version and shipped files of this package, from its package.json. */
export const packageInfo = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as {
  name: string;
  version: string;
  files: string[];
};

function findRoot(start: string): string {
  let folder = start;
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
}
