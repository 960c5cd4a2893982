/** One column of a table, in the three tongues Drizzle needs it in: TypeScript, DDL and the snapshot's JSON. */
import type { Dialect } from '../../../../src/catalog/fragment.js';
import type { FieldSpec, NameForms, OnDelete, ResourceSpec } from '../../../../src/resource/spec.js';

/** A column, with everything the emitters write about it. */
export interface Column {
  property: string;
  name: string;
  /** Function that makes it: one of drizzle-orm/pg-core, or of the project's src/platform/db/columns.ts. */
  factory: string;
  /** Source of the factory's options object. */
  options?: string;
  /** Type as drizzle-kit spells it. */
  sqlType: string;
  primaryKey: boolean;
  notNull: boolean;
  default?: ColumnDefault;
  /** Source of the expression that every update sets. */
  onUpdate?: string;
  unique?: boolean;
  index?: boolean;
  /** The only values it takes. */
  values?: readonly string[];
  references?: Reference;
}

/** The row that a column's value is the id of. */
export interface Reference {
  target: NameForms;
  onDelete: OnDelete;
  /** The target's table is declared in the same file. */
  local: boolean;
  /** TypeScript would go round in a circle if it had to find out the type of the target's id. */
  circular: boolean;
  /** The target's table is made by a later migration, which then adds the foreign key, too. */
  pending: boolean;
}

/** A default value. */
export interface ColumnDefault {
  /** Source of the call: `.default('draft')`. */
  call: string;
  /** As the snapshot has it; texts are SQL, quotes included. */
  json: string | number | boolean;
}

const moment = { factory: 'timestamp', options: '{ withTimezone: true, precision: 3 }' };
const momentType = 'timestamp (3) with time zone';
const now: ColumnDefault = { call: '.defaultNow()', json: 'now()' };

/**
 * Every column of a resource's table: its id, its fields, its two timestamps.
 *
 * @param isPending whether a resource is made after this one
 */
export function columnsOf(spec: ResourceSpec, dialect: Dialect, isPending: (target: NameForms) => boolean): Column[] {
  return [
    {
      property: 'id',
      name: 'id',
      factory: 'uuid',
      sqlType: 'uuid',
      primaryKey: true,
      notNull: true,
      default: { call: '.defaultRandom()', json: 'gen_random_uuid()' },
    },
    ...spec.fields.map((field) =>
      spec.softDelete && field.name === 'deletedAt'
        ? { ...timestampColumn(field.name, field.column), notNull: false }
        : { ...fieldColumn(field, dialect), ...referenceOf(field, isPending) },
    ),
    { ...timestampColumn('createdAt', 'created_at'), default: now },
    { ...timestampColumn('updatedAt', 'updated_at'), default: now, onUpdate: 'sql`now()`' },
  ];
}

function timestampColumn(property: string, name: string): Column {
  return { property, name, ...moment, sqlType: momentType, primaryKey: false, notNull: true };
}

function fieldColumn(field: FieldSpec, dialect: Dialect): Column {
  const type = dialect.columnType(field);
  return {
    property: field.name,
    name: field.column,
    ...builderOf(field, type),
    sqlType: type === 'timestamptz(3)' ? momentType : type,
    primaryKey: false,
    notNull: !field.optional,
    ...(field.default === undefined ? {} : { default: defaultOf(field, field.default) }),
    unique: field.unique,
    index: field.index && !field.unique,
    ...(field.values && { values: field.values }),
  };
}

function referenceOf({ ref }: FieldSpec, isPending: (target: NameForms) => boolean): Pick<Column, 'references'> {
  if (!ref) return {};
  const { target, onDelete, self } = ref;
  const pending = !self && isPending(target);
  return { references: { target, onDelete, local: self, circular: self || pending, pending } };
}

/** How the column is built; the type decides, and the field fills in what the type alone does not tell. */
function builderOf(field: FieldSpec, type: string): Pick<Column, 'factory' | 'options'> {
  if (field.type === 'enum') {
    return { factory: 'text', options: `{ enum: [${(field.values ?? []).map(quote).join(', ')}] }` };
  }
  const [, name = type, size] = /^(\w+)\((\d+)(?:, \d+)?\)$/.exec(type) ?? [];
  switch (name) {
    case 'varchar':
      return { factory: name, options: `{ length: ${size} }` };
    case 'numeric':
      return { factory: name, options: `{ precision: ${field.precision ?? 10}, scale: ${field.scale ?? 2} }` };
    case 'timestamptz':
      return { factory: 'dateTime' };
    case 'double precision':
      return { factory: 'doublePrecision' };
    case 'bigint':
      return { factory: 'bigintText' };
    case 'jsonb':
      return { factory: 'jsonValue' };
    default:
      return { factory: name };
  }
}

function defaultOf(field: FieldSpec, value: string | number | boolean): ColumnDefault {
  if (typeof value !== 'string') return { call: `.default(${value})`, json: value };
  const source = field.type === 'datetime' ? `new Date(${quote(value)})` : quote(value);
  return { call: `.default(${source})`, json: `'${value.replaceAll("'", "''")}'` };
}

/** A TypeScript string literal. */
export function quote(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
