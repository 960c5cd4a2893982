/** The statements of migrations, word for word what Prisma would write. */
import type { Dialect } from '../../../../src/catalog/fragment.js';
import { pendingReferences } from '../../../../src/resource/references.js';
import type { OnDelete, ResourceSpec } from '../../../../src/resource/spec.js';
import { quoted, type Column } from './columns.js';
import { constraintName, type Constraint } from './constraints.js';
import { foreignKeysOf, joinTable, resourceTable, type ForeignKey, type Table } from './tables.js';

const deletions: Readonly<Record<OnDelete, string>> = {
  cascade: 'CASCADE',
  restrict: 'RESTRICT',
  'set-null': 'SET NULL',
};

/**
 * Makes a resource's table and those that join it to others.
 *
 * @param resources All resources made so far: a foreign key waits for the table it refers to, and is added by the
 *   migration that makes that one.
 */
export function creationSql(spec: ResourceSpec, dialect: Dialect, resources: readonly ResourceSpec[]): string {
  const tables = [resourceTable(spec, dialect), ...spec.relations.map((relation) => joinTable(spec, relation))];
  const present = new Set([spec, ...resources].map(({ names }) => names.table));
  return [
    ...tables.map(createTable),
    ...tables.flatMap(createIndexes),
    ...tables.flatMap(({ name, foreignKeys }) =>
      foreignKeys.filter(({ target }) => present.has(target)).map((foreignKey) => addForeignKey(name, foreignKey)),
    ),
    ...waitingKeys(spec, resources).map(({ table, key }) => addForeignKey(table, key)),
  ].join('\n');
}

/**
 * Drops the tables that {@link creationSql} makes.
 *
 * @param resources Resources whose tables stay for now: of a circle that goes, those that are dropped later refer to it.
 */
export function dropSql(spec: ResourceSpec, resources: readonly ResourceSpec[]): string {
  const own = { name: spec.names.table, foreignKeys: foreignKeysOf(spec) };
  const tables = [...spec.relations.map((relation) => joinTable(spec, relation)), own];
  const present = new Set([spec, ...resources].map(({ names }) => names.table));
  return [
    ...waitingKeys(spec, resources).map(({ table, key }) => dropForeignKey(table, key)),
    ...tables.flatMap(({ name, foreignKeys }) =>
      foreignKeys.filter(({ target }) => present.has(target)).map((key) => dropForeignKey(name, key)),
    ),
    ...tables.map(({ name }) => `-- DropTable\nDROP TABLE "${name}";\n`),
  ].join('\n');
}

/** Foreign keys of other tables to a resource's own. */
function waitingKeys(spec: ResourceSpec, resources: readonly ResourceSpec[]): { table: string; key: ForeignKey }[] {
  return pendingReferences(spec, resources).flatMap(({ from, field }) =>
    foreignKeysOf(from)
      .filter(({ column }) => column === field.column)
      .map((key) => ({ table: from.names.table, key })),
  );
}

function createTable(table: Table): string {
  const { name, columns, primaryKey } = table;
  const key = primaryKey.map((column) => `"${column}"`).join(',');
  const constraints = [`    CONSTRAINT "${constraintName('pkey', name)}" PRIMARY KEY (${key})`, ...checks(table)];
  const lines = columns.map((column) => `    ${columnSql(column)},`);
  return `-- CreateTable\nCREATE TABLE "${name}" (\n${lines.join('\n')}\n\n${constraints.join(',\n')}\n);\n`;
}

function columnSql({ column, type, optional, sqlDefault }: Column): string {
  const parts = [`"${column}"`, type.sql];
  if (!optional) parts.push('NOT NULL');
  if (sqlDefault !== undefined) parts.push(`DEFAULT ${sqlDefault}`);
  return parts.join(' ');
}

/** Enumerations are texts: the database keeps to their values by a constraint, which Prisma's schema cannot say. */
function checks({ checks: names, columns }: Table): string[] {
  return [...names].map(([column, { name }]) => {
    const values = columns.find((other) => other.column === column)?.field?.values ?? [];
    return `    CONSTRAINT "${name}" CHECK ("${column}" IN (${values.map(quoted).join(', ')}))`;
  });
}

function createIndexes({ name, uniques, indexes, softDelete }: Table): string[] {
  const create =
    (what: string, where: string) =>
    ([column, constraint]: readonly [string, Constraint]) =>
      `-- CreateIndex\nCREATE ${what} "${constraint.name}" ON "${name}"("${column}")${where};\n`;
  const live = softDelete ? ' WHERE ("deleted_at" IS NULL)' : '';
  return [...[...uniques].map(create('UNIQUE INDEX', live)), ...[...indexes].map(create('INDEX', ''))];
}

function addForeignKey(table: string, { name, column, target, onDelete }: ForeignKey): string {
  const rule = `REFERENCES "${target}"("id") ON DELETE ${deletions[onDelete]} ON UPDATE CASCADE`;
  return `-- AddForeignKey\nALTER TABLE "${table}" ADD CONSTRAINT "${name}" FOREIGN KEY ("${column}") ${rule};\n`;
}

function dropForeignKey(table: string, { name }: ForeignKey): string {
  return `-- DropForeignKey\nALTER TABLE "${table}" DROP CONSTRAINT "${name}";\n`;
}
