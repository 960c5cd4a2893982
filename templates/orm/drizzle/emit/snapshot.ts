/** The state of the schema after a migration, as drizzle-kit keeps it in `drizzle/meta/`. */
import { createHash } from 'node:crypto';
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import type { Column } from './columns.js';
import { sqlTexts, type Constraint, type Constraints } from './constraints.js';

/** Snapshot format 7; only what is added to is spelled out. */
export interface Snapshot {
  id: string;
  prevId: string;
  tables: Record<string, unknown>;
  [section: string]: unknown;
}

/** What drizzle-kit starts from. */
const empty: Snapshot = {
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
export function tableKey({ names }: ResourceSpec): string {
  return `public.${names.table}`;
}

/** The snapshot after the resource's table was added to the one before. */
export function nextSnapshot(
  previous: Snapshot = empty,
  spec: ResourceSpec,
  columns: readonly Column[],
  constraints: Constraints,
): Snapshot {
  const tables = { ...previous.tables, [tableKey(spec)]: tableJson(spec, columns, constraints) };
  return { ...previous, id: identify(previous.id, tables), prevId: previous.id, tables };
}

function tableJson({ names }: ResourceSpec, columns: readonly Column[], constraints: Constraints): unknown {
  const { table } = names;
  return {
    name: table,
    schema: '',
    columns: Object.fromEntries(columns.map((column) => [column.name, columnJson(column)])),
    indexes: byName(constraints.indexes, indexJson),
    foreignKeys: byName(constraints.foreignKeys, (key) => ({
      name: key.name,
      tableFrom: table,
      tableTo: key.table,
      columnsFrom: [key.column.name],
      columnsTo: ['id'],
      onDelete: key.onDelete,
      onUpdate: 'no action',
    })),
    compositePrimaryKeys: {},
    uniqueConstraints: byName(constraints.uniques, ({ name, column }) => ({
      name,
      nullsNotDistinct: false,
      columns: [column.name],
    })),
    policies: {},
    checkConstraints: byName(constraints.checks, ({ name, column, values }) => ({
      name,
      value: `"${table}"."${column.name}" in (${sqlTexts(values)})`,
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

function indexJson({ name, column }: Constraint): unknown {
  return {
    name,
    columns: [{ expression: column.name, isExpression: false, asc: true, nulls: 'last' }],
    isUnique: false,
    concurrently: false,
    method: 'btree',
    with: {},
  };
}

function byName<T extends Constraint>(items: readonly T[], toJson: (item: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(items.map((item) => [item.name, toJson(item)]));
}

/** A UUID that follows from the content, so that two runs write the same bytes. */
function identify(previous: string, tables: unknown): string {
  const hash = createHash('sha256').update(previous).update(JSON.stringify(tables)).digest('hex');
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return [...parts, hash.slice(20, 32)].join('-');
}
