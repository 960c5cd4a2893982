/** The TypeScript that declares a table, printed as Prettier prints it. */
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import { quote, type Column } from './columns.js';
import { sqlTexts, type Constraint, type Constraints } from './constraints.js';

/** Columns of a line. */
export const width = 100;

/** Parts of a table's file, each ready to be put down. */
export interface TableSource {
  imports: string;
  customTypes: readonly string[];
  definition: string;
}

/** Column types that Drizzle has not, by the name of their factory. */
const customTypes: Readonly<Record<string, string>> = {
  bigintText: [
    '/** A whole number of 64 bits as text, because a JavaScript number loses digits. */',
    "const bigintText = customType<{ data: string }>({ dataType: () => 'bigint' });",
  ].join('\n'),
  dateTime: [
    "/** Drizzle's own timestamp takes the years 1 to 99 for those of the last hundred. */",
    'const dateTime = customType<{ data: Date; driverData: string }>({',
    "  dataType: () => 'timestamp (3) with time zone',",
    '  toDriver: (value) => value.toISOString(),',
    "  fromDriver: (text) => new Date(text.replace(' ', 'T').replace(/[+-]\\d\\d$/, '$&:00')),",
    '});',
  ].join('\n'),
  jsonValue: [
    "/** Drizzle's own jsonb parses a text once more: '5' would come back as 5. */",
    'const jsonValue = customType<{ data: JsonValue }>({',
    "  dataType: () => 'jsonb',",
    '  toDriver: (value) => JSON.stringify(value),',
    '});',
  ].join('\n'),
};

/** Source of a table's file below its header comment. */
export function tableSource(spec: ResourceSpec, columns: readonly Column[], constraints: Constraints): TableSource {
  const factories = [...new Set(columns.map(({ factory }) => factory))];
  return {
    imports: imports(spec, factories, constraints),
    customTypes: factories.flatMap((factory) => customTypes[factory] ?? []),
    definition: definition(spec, columns, constraints),
  };
}

function imports(spec: ResourceSpec, factories: readonly string[], constraints: Constraints): string {
  const { foreignKeys, indexes, checks } = constraints;
  const own = factories.filter((factory) => !(factory in customTypes));
  const pgCore = [
    ...own,
    'pgTable',
    ...(own.length < factories.length ? ['customType'] : []),
    ...(foreignKeys.some(({ standard }) => !standard) ? ['foreignKey'] : []),
    ...(indexes.length > 0 ? ['index'] : []),
    ...(checks.length > 0 ? ['check'] : []),
  ].sort();
  const annotated = foreignKeys.some(({ standard, column }) => standard && column.field?.ref?.self);
  const lines = [
    "import { sql } from 'drizzle-orm';",
    importLine([...(annotated ? ['type AnyPgColumn'] : []), ...pgCore], 'drizzle-orm/pg-core'),
    ...(factories.includes('jsonValue') ? ["import type { JsonValue } from '../../shared/json.js';"] : []),
    ...targets(spec),
  ];
  return lines.join('\n');
}

/** Imports of the tables it refers to. */
function targets(spec: ResourceSpec): string[] {
  const others = spec.fields.flatMap(({ ref }) => (ref && !ref.self ? [ref.target] : []));
  const byFile = new Map(others.map((target) => [target.file, target]));
  return [...byFile.keys()]
    .sort()
    .map((file) => `import { ${byFile.get(file)?.variablePlural} } from '../${file}/${file}.table.js';`);
}

function importLine(names: readonly string[], from: string): string {
  const line = `import { ${names.join(', ')} } from '${from}';`;
  return line.length <= width ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';`;
}

function definition({ names }: ResourceSpec, columns: readonly Column[], constraints: Constraints): string {
  const extras = extrasOf(constraints);
  const head = `export const ${names.variablePlural} = pgTable(`;
  const indent = extras.length > 0 ? '    ' : '  ';
  const body = columns.map((column) => columnSource(names.variablePlural, column, constraints, indent));
  if (extras.length === 0) return [`${head}'${names.table}', {`, ...body, '});'].join('\n');
  return [head, `  '${names.table}',`, '  {', ...body, '  },', ...extrasSource(extras), ');'].join('\n');
}

function extrasSource(extras: readonly string[]): string[] {
  const line = `  (table) => [${extras.join(', ')}],`;
  return line.length <= width && !line.includes('\n')
    ? [line]
    : ['  (table) => [', ...extras.map((extra) => `    ${extra},`), '  ],'];
}

function columnSource(table: string, column: Column, constraints: Constraints, indent: string): string {
  const { property, name, factory, options } = column;
  const args = [...(property === name ? [] : [quote(name)]), ...(options === undefined ? [] : [options])];
  const head = `${indent}${property}: ${factory}(${args.join(', ')})`;
  const calls = [
    ...(column.primaryKey ? ['.primaryKey()'] : []),
    ...(column.notNull && !column.primaryKey ? ['.notNull()'] : []),
    ...(column.default ? [column.default.call] : []),
    ...(column.onUpdate === undefined ? [] : [`.$onUpdate(() => ${column.onUpdate})`]),
    ...constraints.uniques.filter((unique) => unique.column === column).map(uniqueCall),
    ...referenceCalls(table, column, constraints),
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

function referenceCalls(table: string, column: Column, { foreignKeys }: Constraints): string[] {
  const key = foreignKeys.find((candidate) => candidate.column === column && candidate.standard);
  const ref = column.field?.ref;
  if (!key || !ref) return [];
  const target = ref.self ? `(): AnyPgColumn => ${table}.id` : `() => ${ref.target.variablePlural}.id`;
  return [`.references(${target}, { onDelete: ${quote(key.onDelete)} })`];
}

function extrasOf({ foreignKeys, indexes, checks }: Constraints): string[] {
  return [
    ...indexes.map(({ name, column }) => `index(${quote(name)}).on(table.${column.property})`),
    ...checks.map(
      ({ name, column, values }) =>
        `check(${quote(name)}, sql\`\${table.${column.property}} in (${sqlTexts(values)})\`)`,
    ),
    ...foreignKeys
      .filter(({ standard }) => !standard)
      .map(({ name, column, onDelete }) => {
        const ref = column.field?.ref;
        const target = ref?.self ? 'table' : ref?.target.variablePlural;
        return [
          'foreignKey({',
          `      name: ${quote(name)},`,
          `      columns: [table.${column.property}],`,
          `      foreignColumns: [${target}.id],`,
          `    }).onDelete(${quote(onDelete)})`,
        ].join('\n');
      }),
  ];
}
