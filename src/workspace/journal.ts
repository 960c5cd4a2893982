/**
 * Changes of an existing project as one transaction. New content is staged beside the project's own state, a journal
 * says what is about to happen, files are renamed one by one, and the journal is dropped. A run that was killed in
 * between is undone by the next one.
 */
import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ensureDirSync, outputFileSync, removeSync } from 'fs-extra/esm';
import { UserError } from '../errors.js';
import { stateFolder } from '../manifest/manifest.js';
import { reasonOf } from './failure.js';
import { assertInside, isInsidePath } from './inside.js';
import { dropEmptyState, transactionFolder } from './state.js';
import type { Change } from './types.js';

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
  assertInside(root, transactionFolder);
  try {
    stage(root, changes);
    const journal = journalOf(root, changes);
    const file = path.join(root, transactionFolder, 'journal.json');
    outputFileSync(`${file}.part`, JSON.stringify(journal));
    renameSync(`${file}.part`, file);
    const ensureFolder = folderMaker();
    for (const change of changes) perform(root, change, ensureFolder);
  } catch (error) {
    undo(root);
    throw error;
  }
  dropTransaction(root);
}

function undo(root: string): void {
  try {
    recover(root);
  } catch (cause) {
    throw new UserError({
      code: 'UNFINISHED',
      message: `The changes of ${root} could neither be finished nor undone: ${reasonOf(cause)}.`,
      hint: 'Mend that, then run the command again: it undoes them first.',
      cause,
    });
  }
}

/**
 * Undoes what a killed run left half done. The caller holds the project's lock, or has just failed itself.
 *
 * @returns whether there was anything to undo
 * @throws UserError `UNFINISHED` when the journal cannot be used.
 */
export function recover(root: string): boolean {
  const folder = path.join(root, transactionFolder);
  if (!existsSync(folder)) return false;
  assertInside(root, transactionFolder);
  const journal = readJournal(root, folder);
  if (journal) rollBack(root, journal);
  dropTransaction(root);
  dropEmptyState(root);
  return true;
}

/** Makes folders, each once: many files lie in few of them. */
function folderMaker(): (folder: string) => void {
  const made = new Set<string>();
  return (folder) => {
    if (!made.has(folder)) ensureDirSync(folder);
    made.add(folder);
  };
}

function stage(root: string, changes: readonly Change[]): void {
  const ensureFolder = folderMaker();
  for (const change of changes) {
    if (change.kind === 'remove') continue;
    const file = path.join(root, transactionFolder, 'new', change.path);
    ensureFolder(path.dirname(file));
    writeFileSync(file, change.content);
    if (change.kind === 'update') chmodSync(file, modeOf(path.join(root, change.path), change.executable));
    else if (change.executable) chmodSync(file, 0o755);
  }
}

/** The mode of a file that is there; who may read it may execute it where that is wanted. */
function modeOf(file: string, executable: boolean | undefined): number {
  const { mode } = statSync(file);
  if (executable === undefined) return mode;
  return executable ? mode | ((mode & 0o444) >> 2) : mode & ~0o111;
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

function perform(root: string, change: Change, ensureFolder: (folder: string) => void): void {
  const file = path.join(root, change.path);
  if (change.kind !== 'create') {
    const aside = path.join(root, transactionFolder, 'old', change.path);
    ensureFolder(path.dirname(aside));
    renameSync(file, aside);
  }
  if (change.kind === 'remove') return;
  ensureFolder(path.dirname(file));
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

/** The journal goes first: from then on there is nothing to undo, however far the rest is cleared away. */
function dropTransaction(root: string): void {
  const folder = path.join(root, transactionFolder);
  removeSync(path.join(folder, 'journal.json'));
  removeSync(folder);
}

/** A journal may have come with a repository of somebody else's, so it is believed about this project only. */
function readJournal(root: string, folder: string): Journal | undefined {
  const file = path.join(folder, 'journal.json');
  if (!existsSync(file)) return undefined;
  const journal = parseJournal(readFileSync(file, 'utf8'));
  const paths = journal ? [...journal.replaced, ...journal.created, ...journal.folders] : [];
  if (!journal || !paths.every(isInsidePath)) throw unusable(folder);
  for (const entry of paths) assertInside(root, entry);
  return journal;
}

function parseJournal(text: string): Journal | undefined {
  try {
    const value = JSON.parse(text) as Journal;
    const lists = [value.replaced, value.created, value.folders];
    return lists.flat().every((entry) => typeof entry === 'string') && lists.every(Array.isArray) ? value : undefined;
  } catch {
    return undefined;
  }
}

function unusable(folder: string): UserError {
  return new UserError({
    code: 'UNFINISHED',
    message: `A run that was killed left changes half made, and ${folder}/journal.json, which says how to undo them, is damaged.`,
    hint: `What was there before is below ${folder}/old. Put it back (or use git restore .), then delete ${folder}.`,
  });
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
