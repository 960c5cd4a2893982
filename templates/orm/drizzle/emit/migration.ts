/** Migrations of a project: SQL, snapshot and journal entry, after those that there are, and taken back again. */
import type { FileEdit, RemovalContext } from '../../../../src/catalog/fragment.js';
import { mentionsTable } from '../../../../src/contribute/sql.js';
import { UserError } from '../../../../src/errors.js';
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import type { TreeReader } from '../../../../src/workspace/types.js';
import { createTables, dropTables, type TableKey } from './ddl.js';
import { addEntry, journalPath, nextEntry, readJournal, removeEntry, type Entry, type Journal } from './journal.js';
import * as snapshots from './snapshot.js';
import type { Table } from './tables.js';

/** A file with content. */
type NewFile = FileEdit & { content: string };

/**
 * Files that add a resource's tables to the project's migrations.
 *
 * @param waiting foreign keys of earlier tables that waited for these
 * @throws UserError `RESOURCE_EXISTS` when there is such a table already.
 */
export function creation(tables: readonly Table[], waiting: readonly TableKey[], tree: TreeReader): NewFile[] {
  const [{ name } = { name: '' }] = tables;
  const migrations = readMigrations(tree);
  const taken = tables.find((table) => snapshots.tableKey(table.name) in migrations.snapshot.tables);
  if (taken) throw tableExists(taken.name);
  return following(migrations, `create_${name}`, createTables(tables, waiting), (previous) =>
    snapshots.withTables(previous, tables, waiting),
  );
}

/**
 * What becomes of a resource's migration when the resource goes: it goes with it, unless others may have it, or what
 * follows it, already, or a later one builds on it. Then it stays, and one more drops the tables.
 */
export function removal(
  { names, relations }: ResourceSpec,
  { tree, owned, committed }: Pick<RemovalContext, 'tree' | 'owned' | 'committed'>,
): FileEdit[] {
  const migrations = readMigrations(tree);
  const own = owned.filter((path) => path.startsWith('drizzle/') && path !== journalPath && tree.exists(path));
  const made = [...relations.map(({ join }) => join.table), names.table];
  const { entries } = migrations.journal;
  const index = entries.findIndex(({ tag }) => own.includes(sqlPath(tag)));
  const [entry, ...later] = index === -1 ? [] : entries.slice(index);
  const isShared = [...own, ...later.flatMap(({ tag }) => [sqlPath(tag), snapshotPath(tag)])].some(committed);
  if (entry && !isShared && !later.some(({ tag }) => mentionsAny(tree.read(sqlPath(tag)), made))) {
    const removed = own.map((path) => ({ path, content: undefined }));
    const journal = { path: journalPath, content: removeEntry(migrations.journal, entry) };
    return [...removed, ...snapshotsWithout(entry, later, made, tree), journal];
  }
  const kept = own.map((path) => ({ path, content: tree.read(path) }));
  const tables = made.filter((table) => snapshots.tableKey(table) in migrations.snapshot.tables);
  if (tables.length === 0) return kept;
  const sql = dropTables(tables, snapshots.keysInto(migrations.snapshot, tables));
  const drop = following(migrations, `drop_${names.table}`, sql, (previous) =>
    snapshots.withoutTables(previous, tables),
  );
  return [...kept, ...drop];
}

function mentionsAny(sql: string | undefined, tables: readonly string[]): boolean {
  return tables.some((table) => mentionsTable(sql ?? '', table));
}

/** The snapshots after a migration that is taken out, without the tables it made. Their numbers stay, with a gap. */
function snapshotsWithout(gone: Entry, later: readonly Entry[], made: readonly string[], tree: TreeReader): NewFile[] {
  const text = tree.read(snapshotPath(gone.tag));
  if (text === undefined) return [];
  const origin = snapshots.parseSnapshot(text, snapshotPath(gone.tag));
  return later.flatMap(({ tag }) => {
    const path = snapshotPath(tag);
    const before = tree.read(path);
    if (before === undefined) return [];
    const content = snapshots.changeSnapshot(before, path, (snapshot) =>
      snapshots.withoutMigration(snapshot, origin, made),
    );
    return [{ path, content }];
  });
}

/**
 * A migration without statements, next in order, as `drizzle-kit generate --custom` makes it.
 *
 * @param name lower-case words joined by `_`
 * @returns nothing when there is one of that name already
 */
export function emptyMigration(name: string, tree: TreeReader): FileEdit[] {
  const migrations = readMigrations(tree);
  if (migrations.journal.entries.some(({ tag }) => tag.replace(/^\d+_/, '') === name)) return [];
  return following(migrations, name, '-- Write the statements of this migration here.\n', (previous) =>
    snapshots.withSameTables(previous, name),
  );
}

interface Migrations {
  journal: Journal;
  /** The schema after the last of them. */
  snapshot: snapshots.Snapshot;
}

function readMigrations(tree: TreeReader): Migrations {
  const journal = readJournal(tree);
  for (const { tag } of journal.entries.toReversed()) {
    const text = tree.read(snapshotPath(tag));
    if (text !== undefined) return { journal, snapshot: snapshots.parseSnapshot(text, snapshotPath(tag)) };
  }
  return { journal, snapshot: snapshots.emptySnapshot };
}

/** Files of a migration that comes after all others. */
function following(
  { journal, snapshot }: Migrations,
  name: string,
  sql: string,
  change: (previous: snapshots.Snapshot) => snapshots.Snapshot,
): NewFile[] {
  const entry = nextEntry(journal, name);
  return [
    { path: sqlPath(entry.tag), content: sql },
    { path: snapshotPath(entry.tag), content: snapshots.printSnapshot(change(snapshot)) },
    { path: journalPath, content: addEntry(journal, entry) },
  ];
}

function sqlPath(tag: string): string {
  return `drizzle/${tag}.sql`;
}

function snapshotPath(tag: string): string {
  return `drizzle/meta/${tag.split('_')[0]}_snapshot.json`;
}

function tableExists(table: string): UserError {
  return new UserError({
    code: 'RESOURCE_EXISTS',
    message: `The migrations in drizzle/ already create a table ${table}.`,
    hint: 'Give the resource another name, or remove that table with a migration first.',
  });
}
