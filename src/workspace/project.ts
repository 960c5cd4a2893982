/** Finds the project that a folder belongs to. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { manifestPath } from '../manifest/manifest.js';
import { isUnfinished } from './recovery.js';

/**
 * The folder itself or its nearest ancestor with a manifest, or with one that a killed run had in its hands; the folder
 * itself when there is none.
 */
export function findProject(folder: string): string {
  return projectAround(folder) ?? folder;
}

/** As {@link findProject}; undefined when there is none. */
export function projectAround(folder: string): string | undefined {
  let current = folder;
  while (!existsSync(path.join(current, manifestPath)) && !isUnfinished(current)) {
    const parent = path.dirname(current);
    if (parent === current) return undefined;
    current = parent;
  }
  return current;
}
