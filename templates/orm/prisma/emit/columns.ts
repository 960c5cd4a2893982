/** The columns of a resource as both the schema and the migration need them; what they share is decided here once. */
import type { Dialect } from '../../../../src/catalog/fragment.js';
import type { FieldSpec, ResourceSpec } from '../../../../src/resource/spec.js';
import { prismaType, type PrismaType } from './types.js';

/** A column, its values spelled for the schema language and for SQL. */
export interface Column {
  /** Property of the client. */
  name: string;
  /** Name in the database. */
  column: string;
  type: PrismaType;
  optional: boolean;
  /** Attributes that come first: `@id`, `@default("draft")`. */
  attributes: readonly string[];
  /** Default in SQL. */
  sqlDefault?: string;
  /** The field it stands for; the columns every resource has stand for none. */
  field?: FieldSpec;
}

/** Columns in the order of the table: id, the fields, the two timestamps. */
export function columnsOf(spec: ResourceSpec, dialect: Dialect): Column[] {
  return [
    {
      name: 'id',
      column: 'id',
      type: prismaType('uuid'),
      optional: false,
      attributes: ['@id', '@default(dbgenerated("gen_random_uuid()"))'],
      sqlDefault: 'gen_random_uuid()',
    },
    ...spec.fields.map((field) => fieldColumn(field, dialect)),
    timestamp('createdAt', 'created_at', ['@default(now())']),
    timestamp('updatedAt', 'updated_at', ['@default(now())', '@updatedAt']),
  ];
}

function timestamp(name: string, column: string, attributes: readonly string[]): Column {
  const type = prismaType('timestamptz(3)');
  return { name, column, type, optional: false, attributes, sqlDefault: 'CURRENT_TIMESTAMP' };
}

function fieldColumn(field: FieldSpec, dialect: Dialect): Column {
  const type = prismaType(dialect.columnType(field));
  const preset = defaultOf(field, type);
  return {
    name: field.name,
    column: field.column,
    type,
    optional: field.optional,
    attributes: preset ? [`@default(${preset.schema})`] : [],
    ...(preset && { sqlDefault: preset.sql }),
    field,
  };
}

/** A default in both languages. */
interface Default {
  schema: string;
  sql: string;
}

function defaultOf(field: FieldSpec, type: PrismaType): Default | undefined {
  const { default: value } = field;
  if (value === undefined) return undefined;
  if (type.scalar === 'DateTime') return momentDefault(new Date(String(value)));
  if (type.scalar !== 'String') {
    const literal = typeof value === 'number' ? plainNumber(value) : String(value);
    return { schema: literal, sql: literal };
  }
  return { schema: JSON.stringify(value), sql: quoted(String(value)) };
}

/** The schema language takes ISO 8601 alone; Prisma writes the same moment into SQL in a form of its own. */
function momentDefault(moment: Date): Default {
  const iso = moment.toISOString();
  const sql = iso.replace('T', ' ').replace('.000', '').replace('Z', ' +00:00');
  return { schema: JSON.stringify(iso), sql: quoted(sql) };
}

/** Neither language of the two reads every exponent: `1e-7` is 0.0000001. */
export function plainNumber(value: number): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  if (exponent === undefined) return String(value);
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}

/** A string in SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
