/** The state of the schema after a migration, as drizzle-kit keeps it in `drizzle/meta/`. */
import { createHash } from 'node:crypto';
import type { Column } from './columns.js';
import { sqlTexts, type ForeignKey, type Index } from './constraints.js';
import { readyKeys, type TableKey } from './ddl.js';
import { parseJson, printJson } from './json.js';
import type { Table } from './tables.js';

/** Snapshot format 7; only what is changed here is spelled out. */
export interface Snapshot {
  id: string;
  prevId: string;
  tables: Readonly<Record<string, TableJson>>;
  [section: string]: unknown;
}

interface TableJson {
  name: string;
  foreignKeys: Readonly<Record<string, { tableTo: string }>>;
  [section: string]: unknown;
}

/** What drizzle-kit starts from. */
export const emptySnapshot: Snapshot = {
  id: '00000000-0000-0000-0000-000000000000',
  prevId: '',
  version: '7',
  dialect: 'postgresql',
  tables: {},
  enums: {},
  schemas: {},
  sequences: {},
  roles: {},
  policies: {},
  views: {},
  _meta: { columns: {}, schemas: {}, tables: {} },
};

/** Key of a table in a snapshot. */
export function tableKey(table: string): string {
  return `public.${table}`;
}

/** The snapshot after tables, and foreign keys of earlier ones, were added to the one before. */
export function withTables(previous: Snapshot, added: readonly Table[], waiting: readonly TableKey[]): Snapshot {
  const tables = { ...previous.tables };
  for (const { table, key } of waiting) {
    const before = tables[tableKey(table)];
    if (!before) continue;
    tables[tableKey(table)] = { ...before, foreignKeys: { ...before.foreignKeys, ...keysJson([{ table, key }]) } };
  }
  for (const table of added) tables[tableKey(table.name)] = tableJson(table);
  return following(previous, tables, [added.map(tableJson), waiting.map(({ key }) => key.name)]);
}

/** Foreign keys of tables that stay and refer to some that are dropped: of a circle that goes one after the other. */
export function keysInto({ tables }: Snapshot, dropped: readonly string[]): { table: string; name: string }[] {
  return Object.values(tables)
    .filter(({ name }) => !dropped.includes(name))
    .flatMap(({ name: table, foreignKeys }) =>
      Object.entries(foreignKeys)
        .filter(([, { tableTo }]) => dropped.includes(tableTo))
        .map(([name]) => ({ table, name })),
    );
}

/** The snapshot after tables, and foreign keys of others to them, were dropped. */
export function withoutTables(previous: Snapshot, dropped: readonly string[]): Snapshot {
  return following(previous, tablesWithout(previous, dropped), dropped.map(tableKey));
}

/** A snapshot as it would be without an earlier migration, which made some tables and is taken out. */
export function withoutMigration(snapshot: Snapshot, { id, prevId }: Snapshot, made: readonly string[]): Snapshot {
  const previous = snapshot.prevId === id ? prevId : snapshot.prevId;
  return { ...snapshot, prevId: previous, tables: tablesWithout(snapshot, made) };
}

function tablesWithout(snapshot: Snapshot, gone: readonly string[]): Snapshot['tables'] {
  const keys = new Set(gone.map(tableKey));
  const tables = Object.fromEntries(Object.entries(snapshot.tables).filter(([key]) => !keys.has(key)));
  for (const { table, name } of keysInto(snapshot, gone)) {
    const { [name]: _, ...foreignKeys } = tables[tableKey(table)]?.foreignKeys ?? {};
    const before = tables[tableKey(table)];
    if (before) tables[tableKey(table)] = { ...before, foreignKeys };
  }
  return tables;
}

/** The snapshot after a migration that drizzle-kit knows nothing about. */
export function withSameTables(previous: Snapshot, tag: string): Snapshot {
  return following(previous, previous.tables, tag);
}

/** Its id is a UUID that follows from the content, so that two runs write the same bytes. */
function following(previous: Snapshot, tables: Snapshot['tables'], change: unknown): Snapshot {
  const hash = createHash('sha256').update(previous.id).update(JSON.stringify(change)).digest('hex');
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return { ...previous, id: [...parts, hash.slice(20, 32)].join('-'), prevId: previous.id, tables };
}

/**
 * A snapshot grows with the project, and a run that makes many resources reads what it has just written: what was
 * read or printed last is kept, and each table's text with it.
 */
let latest: { text: string; snapshot: Snapshot } | undefined;
const tableTexts = new WeakMap<TableJson, string>();

/** @throws UserError `FILE_CHANGED` when the text is no JSON. */
export function parseSnapshot(text: string, path: string): Snapshot {
  if (latest?.text !== text) latest = { text, snapshot: parseJson<Snapshot>(text, path) };
  return latest.snapshot;
}

/** A snapshot's text, as Prettier prints it. */
export function printSnapshot(snapshot: Snapshot): string {
  const sections = Object.entries(snapshot).map(
    ([name, value]) => `  "${name}": ${name === 'tables' ? printTables(snapshot.tables) : printJson(value, '  ')}`,
  );
  const text = `{\n${sections.join(',\n')}\n}\n`;
  latest = { text, snapshot };
  return text;
}

/** A snapshot's text after a change of what it says; one that drizzle-kit printed, and not Prettier, stays in that style. */
export function changeSnapshot(text: string, path: string, change: (snapshot: Snapshot) => Snapshot): string {
  const lines = text.replaceAll('\r\n', '\n');
  const snapshot = parseSnapshot(lines, path);
  const isPlain = lines.trimEnd() === JSON.stringify(snapshot, null, 2);
  const changed = isPlain
    ? JSON.stringify(change(snapshot), null, 2) + lines.slice(lines.trimEnd().length)
    : printSnapshot(change(snapshot));
  return text.includes('\r\n') ? changed.replaceAll('\n', '\r\n') : changed;
}

function printTables(tables: Snapshot['tables']): string {
  const entries = Object.entries(tables).map(([key, table]) => {
    const text = tableTexts.get(table) ?? printJson(table, '    ');
    tableTexts.set(table, text);
    return `    ${JSON.stringify(key)}: ${text}`;
  });
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n  }`;
}

function tableJson(table: Table): TableJson {
  const { name, columns, constraints } = table;
  const { primaryKey, uniques, checks, indexes } = constraints;
  return {
    name,
    schema: '',
    columns: Object.fromEntries(columns.map((column) => [column.name, columnJson(column)])),
    indexes: byName(indexes, (index) => indexJson(name, index)),
    foreignKeys: keysJson(readyKeys(table)),
    compositePrimaryKeys: byName(primaryKey ? [primaryKey] : [], (key) => ({
      name: key.name,
      columns: key.columns.map((column) => column.name),
    })),
    uniqueConstraints: byName(uniques, ({ name: unique, column }) => ({
      name: unique,
      nullsNotDistinct: false,
      columns: [column.name],
    })),
    policies: {},
    checkConstraints: byName(checks, (check) => ({
      name: check.name,
      value: `"${name}"."${check.column.name}" in (${sqlTexts(check.values)})`,
    })),
    isRLSEnabled: false,
  };
}

function columnJson(column: Column): unknown {
  return {
    name: column.name,
    type: column.sqlType,
    primaryKey: column.primaryKey,
    notNull: column.notNull,
    ...(column.default ? { default: column.default.json } : {}),
  };
}

function indexJson(table: string, { name, column, unique, whereNull }: Index): unknown {
  return {
    name,
    columns: [{ expression: column.name, isExpression: false, asc: true, nulls: 'last' }],
    isUnique: unique,
    ...(whereNull ? { where: `"${table}"."${whereNull.name}" is null` } : {}),
    concurrently: false,
    method: 'btree',
    with: {},
  };
}

function keysJson(keys: readonly TableKey[]): TableJson['foreignKeys'] {
  return Object.fromEntries(keys.map(({ table, key }) => [key.name, keyJson(table, key)]));
}

function keyJson(table: string, { name, column, reference, onDelete }: ForeignKey) {
  return {
    name,
    tableFrom: table,
    tableTo: reference.target.table,
    columnsFrom: [column.name],
    columnsTo: ['id'],
    onDelete,
    onUpdate: 'no action',
  };
}

function byName<T extends { name: string }>(
  items: readonly T[],
  toJson: (item: T) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(items.map((item) => [item.name, toJson(item)]));
}
