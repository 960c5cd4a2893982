/** The TypeScript that declares a resource's tables, printed as Prettier prints it. */
import { quote, type Column } from './columns.js';
import { sqlTexts, type Constraint, type ForeignKey, type Index } from './constraints.js';
import type { Table } from './tables.js';

/** Columns of a line. */
export const width = 100;

/** Makers of columns that the project has in src/platform/db/columns.ts. */
const ownFactories = new Set(['bigintText', 'dateTime', 'jsonValue']);

/** Parts of a table's file, each ready to be put down. */
export interface TableSource {
  /** Sentence that names them. */
  title: string;
  imports: string;
  definitions: readonly string[];
}

/** Source of a table file below its header comment. */
export function tableSource(tables: readonly Table[]): TableSource {
  const factories = [...new Set(tables.flatMap(({ columns }) => columns.map(({ factory }) => factory)))];
  const names = tables.map(({ name }) => `\`${name}\``);
  const last = names.pop() ?? '';
  return {
    title: names.length === 0 ? `The table ${last}.` : `The tables ${names.join(', ')} and ${last}.`,
    imports: imports(tables, factories),
    definitions: tables.map(definition),
  };
}

function imports(tables: readonly Table[], factories: readonly string[]): string {
  const all = tables.map(({ constraints }) => constraints);
  const [foreignKeys, indexes] = [all.flatMap((each) => each.foreignKeys), all.flatMap((each) => each.indexes)];
  const own = factories.filter((factory) => ownFactories.has(factory)).sort();
  const pgCore = [
    ...factories.filter((factory) => !ownFactories.has(factory)),
    'pgTable',
    ...(foreignKeys.some(({ standard }) => !standard) ? ['foreignKey'] : []),
    ...(indexes.some(({ unique }) => !unique) ? ['index'] : []),
    ...(indexes.some(({ unique }) => unique) ? ['uniqueIndex'] : []),
    ...(all.some(({ checks }) => checks.length > 0) ? ['check'] : []),
    ...(all.some(({ primaryKey }) => primaryKey) ? ['primaryKey'] : []),
  ].sort();
  const annotated = foreignKeys.some(isAnnotated);
  const lines = [
    "import { sql } from 'drizzle-orm';",
    importLine([...(annotated ? ['type AnyPgColumn'] : []), ...pgCore], 'drizzle-orm/pg-core'),
    ...(own.length > 0 ? [importLine(own, '../../platform/db/columns.js')] : []),
    ...targets(foreignKeys),
  ];
  return lines.join('\n');
}

/** Imports of the tables they refer to. */
function targets(foreignKeys: readonly ForeignKey[]): string[] {
  const others = foreignKeys.flatMap(({ reference }) => (reference.local ? [] : [reference.target]));
  const byFile = new Map(others.map((target) => [target.file, target]));
  return [...byFile.keys()]
    .sort()
    .map((file) => `import { ${byFile.get(file)?.variablePlural} } from '../${file}/${file}.table.js';`);
}

function importLine(names: readonly string[], from: string): string {
  const line = `import { ${names.join(', ')} } from '${from}';`;
  return line.length <= width ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';`;
}

function definition(table: Table): string {
  const { name, variable, comment, columns } = table;
  const extras = extrasOf(table);
  const head = `${comment === undefined ? '' : `/** ${comment} */\n`}export const ${variable} = pgTable(`;
  const indent = extras.length > 0 ? '    ' : '  ';
  const body = columns.map((column) => columnSource(column, table, indent));
  if (extras.length === 0) return [`${head}'${name}', {`, ...body, '});'].join('\n');
  return [head, `  '${name}',`, '  {', ...body, '  },', ...extrasSource(extras), ');'].join('\n');
}

function extrasSource(extras: readonly string[]): string[] {
  const line = `  (table) => [${extras.join(', ')}],`;
  return line.length <= width && !line.includes('\n')
    ? [line]
    : ['  (table) => [', ...extras.map((extra) => `    ${extra},`), '  ],'];
}

function columnSource(column: Column, { constraints }: Table, indent: string): string {
  const { property, name, factory, options } = column;
  const args = [...(property === name ? [] : [quote(name)]), ...(options === undefined ? [] : [options])];
  const head = `${indent}${property}: ${factory}(${args.join(', ')})`;
  const calls = [
    ...(column.primaryKey ? ['.primaryKey()'] : []),
    ...(column.notNull && !column.primaryKey ? ['.notNull()'] : []),
    ...(column.default ? [column.default.call] : []),
    ...(column.onUpdate === undefined ? [] : [`.$onUpdate(() => ${column.onUpdate})`]),
    ...constraints.uniques.filter((unique) => unique.column === column).map(uniqueCall),
    ...constraints.foreignKeys.filter((key) => key.column === column && key.standard).map(referenceCall),
  ];
  // Prettier breaks a chain of three calls when an argument is more than a literal.
  const broken = calls.length > 1 && [options ?? '', ...calls].some((source) => /=>|\[/.test(source));
  if (broken) return `${head}${calls.map((call) => `\n${indent}  ${call}`).join('')},`;
  const line = `${head}${calls.join('')},`;
  return line.length <= width ? line : line.replace(/ \{ (onDelete: .*) \}\),$/, ` {\n${indent}  $1,\n${indent}}),`);
}

function uniqueCall({ name, standard }: Constraint): string {
  return standard ? '.unique()' : `.unique(${quote(name)})`;
}

function referenceCall(key: ForeignKey): string {
  const { target } = key.reference;
  const type = isAnnotated(key) ? ': AnyPgColumn' : '';
  return `.references(()${type} => ${target.variablePlural}.id, { onDelete: ${quote(key.onDelete)} })`;
}

/** What refers to its own table through `table` needs no annotation. */
function isAnnotated({ standard, reference }: ForeignKey): boolean {
  return reference.circular && (standard || !reference.local);
}

function extrasOf({ constraints }: Table): string[] {
  const { primaryKey, indexes, checks, foreignKeys } = constraints;
  return [
    ...(primaryKey ? [primaryKeySource(primaryKey)] : []),
    ...indexes.map(indexSource),
    ...checks.map(
      ({ name, column, values }) =>
        `check(${quote(name)}, sql\`\${table.${column.property}} in (${sqlTexts(values)})\`)`,
    ),
    ...foreignKeys.filter(({ standard }) => !standard).map(foreignKeySource),
  ];
}

function primaryKeySource({ name, standard, columns }: NonNullable<Table['constraints']['primaryKey']>): string {
  const list = `columns: [${columns.map(({ property }) => `table.${property}`).join(', ')}]`;
  if (standard) return `primaryKey({ ${list} })`;
  return ['primaryKey({', `      name: ${quote(name)},`, `      ${list},`, '    })'].join('\n');
}

function indexSource({ name, column, unique, whereNull }: Index): string {
  const calls = [
    `on(table.${column.property})`,
    ...(whereNull ? [`where(sql\`\${table.${whereNull.property}} is null\`)`] : []),
  ];
  const parts = [`${unique ? 'uniqueIndex' : 'index'}(${quote(name)})`, ...calls];
  return parts.join(whereNull ? '\n      .' : '.');
}

function foreignKeySource(key: ForeignKey): string {
  const { name, column, onDelete, reference } = key;
  const id = `${reference.target.variablePlural}.id`;
  const own = reference.circular && reference.local ? 'table.id' : id;
  return [
    'foreignKey({',
    `      name: ${quote(name)},`,
    `      columns: [table.${column.property}],`,
    `      foreignColumns: [${isAnnotated(key) ? `((): AnyPgColumn => ${id})()` : own}],`,
    `    }).onDelete(${quote(onDelete)})`,
  ].join('\n');
}
