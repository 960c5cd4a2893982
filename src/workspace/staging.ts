/**
 * A new project is written into a folder beside its target and renamed into place, so it appears whole or not at all.
 * A run that was killed leaves that folder behind; the next one beside it clears it away.
 */
import { mkdtempSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { outputFileSync, removeSync } from 'fs-extra/esm';
import { packageInfo } from '../package/root.js';
import { hasEnded, ownOwner, parseOwner } from './process.js';
import type { Change } from './types.js';

const prefix = `.${packageInfo.name}-`;
const ownerFile = 'owner.json';
/** A folder without an owner is being made, unless it is older than this, in milliseconds. */
const ownerlessFor = 60_000;

/**
 * Writes files below a folder of their own in `parent` and renames it to `target`.
 *
 * @throws what the file system throws; nothing is left behind then.
 */
export function placeFolder(parent: string, target: string, changes: readonly Change[]): void {
  removeStale(parent);
  const staging = mkdtempSync(path.join(parent, prefix));
  try {
    outputFileSync(path.join(staging, ownerFile), JSON.stringify(ownOwner()));
    const project = path.join(staging, 'project');
    for (const change of changes) writeNew(project, change);
    renameSync(project, target);
  } catch (error) {
    removeSync(staging);
    throw error;
  }
  dropQuietly(staging);
}

/** The project stands: what cannot be cleared away now is stale, and the next run's. */
function dropQuietly(staging: string): void {
  try {
    removeSync(staging);
  } catch {
    // Nothing depends on it.
  }
}

function writeNew(root: string, change: Change): void {
  if (change.kind !== 'create') throw new Error(`a new project has no file to ${change.kind}: ${change.path}`);
  outputFileSync(path.join(root, change.path), change.content, { mode: change.executable ? 0o777 : 0o666 });
}

/** Removes what killed runs left beside the target: only folders that say they are ours, of processes that ended. */
function removeStale(parent: string): void {
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name);
    if (name.startsWith(prefix) && isStale(folder)) removeSync(folder);
  }
}

function isStale(folder: string): boolean {
  try {
    const content = readdirSync(folder);
    if (content.length === 0) return Math.abs(Date.now() - statSync(folder).mtimeMs) > ownerlessFor;
    const owner = parseOwner(readFileSync(path.join(folder, ownerFile), 'utf8'));
    return owner !== undefined && content.every((name) => [ownerFile, 'project'].includes(name)) && hasEnded(owner);
  } catch {
    // Not a folder, not readable, or gone in the meantime: not ours to remove.
    return false;
  }
}
