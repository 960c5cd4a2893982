/** The migration that makes a resource's table, word for word what Prisma would write, and its place in the order. */
import type { ComputedFile, Dialect } from '../../../../src/catalog/fragment.js';
import type { FieldSpec, OnDelete, ResourceSpec } from '../../../../src/resource/spec.js';
import type { TreeReader } from '../../../../src/workspace/types.js';
import { columnsOf, quoted, type Column } from './columns.js';
import { constraintName } from './constraints.js';

const folder = 'prisma/migrations';

const deletions: Readonly<Record<OnDelete, string>> = {
  cascade: 'CASCADE',
  restrict: 'RESTRICT',
  'set-null': 'SET NULL',
};

/** The migration as a file, numbered after those that are there. */
export function migrationFile(spec: ResourceSpec, dialect: Dialect, tree: TreeReader): ComputedFile {
  const name = `${nextNumber(tree.list(folder))}_create_${spec.names.table}`;
  return { path: `${folder}/${name}/migration.sql`, content: migrationSql(spec, dialect) };
}

/** One second after the latest, or the first of 2026: never the clock, so that two runs make the same names. */
export function nextNumber(paths: readonly string[]): string {
  const numbers = paths.flatMap((path) => /\/(\d{14})_[^/]*\/migration\.sql$/.exec(path)?.[1] ?? []);
  const latest = numbers.sort().at(-1);
  if (latest === undefined) return '20260101000000';
  const [year = 0, month = 0, ...rest] = (latest.match(/^\d{4}|\d\d/g) ?? []).map(Number);
  const [day = 0, hours = 0, minutes = 0, seconds = 0] = rest;
  const next = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds + 1));
  return next.toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The statements of the migration. */
export function migrationSql(spec: ResourceSpec, dialect: Dialect): string {
  const { names, fields } = spec;
  const ofKind = (kind: 'unique' | 'index') => fields.filter((field) => field[kind]);
  return [
    createTable(spec, dialect),
    ...ofKind('unique').map((field) =>
      createIndex('UNIQUE INDEX', constraintName('key', names.table, field.column), spec, field),
    ),
    ...ofKind('index').map((field) =>
      createIndex('INDEX', constraintName('idx', names.table, field.column), spec, field),
    ),
    ...fields.filter(({ ref }) => ref).map((field) => addForeignKey(spec, field)),
  ].join('\n');
}

function createTable(spec: ResourceSpec, dialect: Dialect): string {
  const { table } = spec.names;
  const constraints = [
    `    CONSTRAINT "${constraintName('pkey', table)}" PRIMARY KEY ("id")`,
    ...spec.fields.flatMap((field) => checkOf(table, field)),
  ];
  const columns = columnsOf(spec, dialect).map((column) => `    ${columnSql(column)},`);
  return `-- CreateTable\nCREATE TABLE "${table}" (\n${columns.join('\n')}\n\n${constraints.join(',\n')}\n);\n`;
}

function columnSql({ column, type, optional, sqlDefault }: Column): string {
  const parts = [`"${column}"`, type.sql];
  if (!optional) parts.push('NOT NULL');
  if (sqlDefault !== undefined) parts.push(`DEFAULT ${sqlDefault}`);
  return parts.join(' ');
}

/** Enumerations are texts: the database keeps to their values by a constraint, which Prisma's schema cannot say. */
function checkOf(table: string, { column, values }: FieldSpec): string[] {
  if (!values) return [];
  const list = values.map(quoted).join(', ');
  return [`    CONSTRAINT "${constraintName('check', table, column)}" CHECK ("${column}" IN (${list}))`];
}

function createIndex(what: string, name: string, spec: ResourceSpec, field: FieldSpec): string {
  return `-- CreateIndex\nCREATE ${what} "${name}" ON "${spec.names.table}"("${field.column}");\n`;
}

function addForeignKey(spec: ResourceSpec, { column, ref }: FieldSpec): string {
  if (!ref) throw new Error(`${column} refers to nothing`);
  const name = constraintName('fkey', spec.names.table, column);
  const target = `REFERENCES "${ref.target.table}"("id") ON DELETE ${deletions[ref.onDelete]} ON UPDATE CASCADE`;
  return `-- AddForeignKey\nALTER TABLE "${spec.names.table}" ADD CONSTRAINT "${name}" FOREIGN KEY ("${column}") ${target};\n`;
}
