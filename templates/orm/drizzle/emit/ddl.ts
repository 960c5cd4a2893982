/** The SQL of a migration that creates a table, statement for statement as drizzle-kit writes it. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import type { Column } from './columns.js';
import { sqlTexts, type Constraints } from './constraints.js';

const breakpoint = '--> statement-breakpoint';

/** SQL that creates a resource's table, its foreign keys and its indexes. */
export function createTable({ names }: ResourceSpec, columns: readonly Column[], constraints: Constraints): string {
  const { table } = names;
  const lines = [
    ...columns.map(columnDdl),
    ...constraints.uniques.map(({ name, column }) => `CONSTRAINT "${name}" UNIQUE("${column.name}")`),
    ...constraints.checks.map(
      ({ name, column, values }) => `CONSTRAINT "${name}" CHECK ("${table}"."${column.name}" in (${sqlTexts(values)}))`,
    ),
  ];
  const create = `CREATE TABLE "${table}" (\n${lines.map((line) => `\t${line}`).join(',\n')}\n);\n`;
  const alterations = [
    ...constraints.foreignKeys.map(
      (key) =>
        `ALTER TABLE "${table}" ADD CONSTRAINT "${key.name}" FOREIGN KEY ("${key.column.name}") ` +
        `REFERENCES "public"."${key.table}"("id") ON DELETE ${key.onDelete} ON UPDATE no action;`,
    ),
    ...constraints.indexes.map(
      ({ name, column }) => `CREATE INDEX "${name}" ON "${table}" USING btree ("${column.name}");`,
    ),
  ];
  if (alterations.length === 0) return create;
  return `${create}${breakpoint}\n${alterations.join(`${breakpoint}\n`)}\n`;
}

function columnDdl(column: Column): string {
  return [
    `"${column.name}" ${column.sqlType}`,
    ...(column.primaryKey ? ['PRIMARY KEY'] : []),
    ...(column.default ? [`DEFAULT ${column.default.json}`] : []),
    ...(column.notNull ? ['NOT NULL'] : []),
  ].join(' ');
}
