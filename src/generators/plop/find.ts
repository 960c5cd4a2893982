/** Where a project keeps generators of its own. */
import { existsSync } from 'node:fs';
import path from 'node:path';

const names = ['ts', 'mts', 'js', 'mjs', 'cjs'].map((extension) => `plopfile.${extension}`);

/** Name of the plopfile in the project's root; the first of these when there are several. */
export function findPlopfile(root: string): string | undefined {
  return names.find((name) => existsSync(path.join(root, name)));
}
