/**
 * Changes of an existing project as one transaction. New content is staged beside the project's own state, a journal
 * says what is about to happen, files are renamed one by one, and the journal is dropped. A run that was killed in
 * between is undone by the next one.
 */
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureDirSync, outputFileSync, removeSync } from 'fs-extra/esm';
import { stateFolder } from '../manifest/manifest.js';
import type { Change } from './types.js';

/** Folder of the running transaction, below the project's root. */
export const transactionFolder = `${stateFolder}/transaction`;

interface Journal {
  /** Files that were there before and are moved aside. */
  replaced: string[];
  /** Files that are new. */
  created: string[];
  /** Folders that are new, outermost first. */
  folders: string[];
}

/** Applies changes, all or none: an error on the way restores what was there and is thrown on. */
export function applyTransaction(root: string, changes: readonly Change[]): void {
  if (changes.length === 0) return;
  const madeState = !existsSync(path.join(root, stateFolder));
  try {
    stage(root, changes);
    const journal = journalOf(root, changes);
    const file = path.join(root, transactionFolder, 'journal.json');
    outputFileSync(`${file}.part`, JSON.stringify(journal));
    renameSync(`${file}.part`, file);
    for (const change of changes) perform(root, change);
  } catch (error) {
    recover(root);
    if (madeState) removeIfEmpty(path.join(root, stateFolder));
    throw error;
  }
  dropJournal(root);
}

/**
 * Undoes what a killed run left half done.
 *
 * @returns whether there was anything to undo
 */
export function recover(root: string): boolean {
  const folder = path.join(root, transactionFolder);
  if (!existsSync(folder)) return false;
  const journal = readJournal(folder);
  if (journal) rollBack(root, journal);
  removeSync(folder);
  return true;
}

function stage(root: string, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.kind === 'remove') continue;
    const file = path.join(root, transactionFolder, 'new', change.path);
    outputFileSync(file, change.content);
    if (change.kind === 'update') chmodSync(file, statSync(path.join(root, change.path)).mode);
    else if (change.executable) chmodSync(file, 0o755);
  }
}

function journalOf(root: string, changes: readonly Change[]): Journal {
  const created = changes.filter((change) => change.kind === 'create').map((change) => change.path);
  const replaced = changes.filter((change) => change.kind !== 'create').map((change) => change.path);
  const folders = new Set<string>();
  for (const file of created) {
    for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
      if (folder !== stateFolder && !existsSync(path.join(root, folder))) folders.add(folder);
    }
  }
  return { replaced, created, folders: [...folders].sort() };
}

function perform(root: string, change: Change): void {
  const file = path.join(root, change.path);
  if (change.kind !== 'create') {
    const aside = path.join(root, transactionFolder, 'old', change.path);
    ensureDirSync(path.dirname(aside));
    renameSync(file, aside);
  }
  if (change.kind === 'remove') return;
  ensureDirSync(path.dirname(file));
  renameSync(path.join(root, transactionFolder, 'new', change.path), file);
}

function rollBack(root: string, journal: Journal): void {
  for (const file of journal.replaced) {
    const aside = path.join(root, transactionFolder, 'old', file);
    if (existsSync(aside)) renameSync(aside, path.join(root, file));
  }
  for (const file of journal.created) {
    const moved = !existsSync(path.join(root, transactionFolder, 'new', file));
    if (moved) removeSync(path.join(root, file));
  }
  for (const folder of journal.folders.toReversed()) removeIfEmpty(path.join(root, folder));
}

/** From the moment the journal is gone the changes stand. */
function dropJournal(root: string): void {
  const folder = path.join(root, transactionFolder);
  removeSync(path.join(folder, 'journal.json'));
  removeSync(folder);
}

function readJournal(folder: string): Journal | undefined {
  const file = path.join(folder, 'journal.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Journal) : undefined;
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
