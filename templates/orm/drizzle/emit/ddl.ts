/** The SQL of migrations, statement for statement as drizzle-kit writes it. */
import type { Column } from './columns.js';
import { sqlTexts, type ForeignKey, type Index } from './constraints.js';
import type { Table } from './tables.js';

const breakpoint = '--> statement-breakpoint';

/** A foreign key, and the table that has it. */
export interface TableKey {
  table: string;
  key: ForeignKey;
}

/**
 * SQL that creates tables, their indexes and the foreign keys whose targets are there.
 *
 * @param waiting foreign keys of earlier tables that waited for these
 */
export function createTables(tables: readonly Table[], waiting: readonly TableKey[] = []): string {
  const create = tables.map(createTable).join(`${breakpoint}\n`);
  const alterations = [
    ...tables.flatMap(readyKeys).map(addForeignKey),
    ...waiting.map(addForeignKey),
    ...tables.flatMap(({ name, constraints }) => constraints.indexes.map((index) => createIndex(name, index))),
  ];
  if (alterations.length === 0) return create;
  return `${create}${breakpoint}\n${alterations.join(`${breakpoint}\n`)}\n`;
}

/** Foreign keys of a table that can be made together with it. */
export function readyKeys({ name, constraints }: Table): TableKey[] {
  return constraints.foreignKeys.filter(({ reference }) => !reference.pending).map((key) => ({ table: name, key }));
}

/** The foreign key of a column, by the property it is. */
export function keysOf({ name, constraints }: Table, property: string): TableKey[] {
  return constraints.foreignKeys
    .filter(({ column }) => column.property === property)
    .map((key) => ({ table: name, key }));
}

/**
 * SQL that drops tables, in this order.
 *
 * @param keys foreign keys of other tables that refer to them
 */
export function dropTables(tables: readonly string[], keys: readonly { table: string; name: string }[]): string {
  const statements = [
    ...keys.map(({ table, name }) => `ALTER TABLE "${table}" DROP CONSTRAINT "${name}";`),
    ...tables.map((table) => `DROP TABLE "${table}";`),
  ];
  return `${statements.join(`${breakpoint}\n`)}\n`;
}

function createTable({ name: table, columns, constraints }: Table): string {
  const { primaryKey, uniques, checks } = constraints;
  const lines = [
    ...columns.map(columnDdl),
    ...(primaryKey ? [`CONSTRAINT "${primaryKey.name}" PRIMARY KEY(${quoted(primaryKey.columns)})`] : []),
    ...uniques.map(({ name, column }) => `CONSTRAINT "${name}" UNIQUE("${column.name}")`),
    ...checks.map(
      ({ name, column, values }) => `CONSTRAINT "${name}" CHECK ("${table}"."${column.name}" in (${sqlTexts(values)}))`,
    ),
  ];
  return `CREATE TABLE "${table}" (\n${lines.map((line) => `\t${line}`).join(',\n')}\n);\n`;
}

function quoted(columns: readonly Column[]): string {
  return columns.map(({ name }) => `"${name}"`).join(',');
}

function addForeignKey({ table, key }: TableKey): string {
  return (
    `ALTER TABLE "${table}" ADD CONSTRAINT "${key.name}" FOREIGN KEY ("${key.column.name}") ` +
    `REFERENCES "public"."${key.reference.target.table}"("id") ON DELETE ${key.onDelete} ON UPDATE no action;`
  );
}

function createIndex(table: string, { name, column, unique, whereNull }: Index): string {
  const condition = whereNull ? ` WHERE "${table}"."${whereNull.name}" is null` : '';
  const kind = unique ? 'UNIQUE INDEX' : 'INDEX';
  return `CREATE ${kind} "${name}" ON "${table}" USING btree ("${column.name}")${condition};`;
}

function columnDdl(column: Column): string {
  return [
    `"${column.name}" ${column.sqlType}`,
    ...(column.primaryKey ? ['PRIMARY KEY'] : []),
    ...(column.default ? [`DEFAULT ${column.default.json}`] : []),
    ...(column.notNull ? ['NOT NULL'] : []),
  ].join(' ');
}
