/** Names of constraints and indexes: Drizzle's own, shortened alike everywhere where PostgreSQL would cut them. */
import { createHash } from 'node:crypto';
import type { OnDelete } from '../../../../src/resource/spec.js';
import type { Column, Reference } from './columns.js';

/** Longest identifier of PostgreSQL, in bytes. */
const longest = 63;

/** A name, and whether Drizzle would choose it by itself. */
interface ConstraintName {
  name: string;
  standard: boolean;
}

/** A named constraint of one column. */
export interface Constraint extends ConstraintName {
  column: Column;
}

/** A constraint to another table's id. */
export interface ForeignKey extends Constraint {
  reference: Reference;
  /** As SQL spells it. */
  onDelete: string;
}

/** A constraint to a list of values. */
export interface Check extends Constraint {
  values: readonly string[];
}

/** An index of one column. */
export interface Index extends Constraint {
  unique: boolean;
  /** Only rows without a value in this column are in it. */
  whereNull?: Column;
}

/** A primary key of several columns. */
export interface PrimaryKey extends ConstraintName {
  columns: readonly Column[];
}

/** Everything a table has beside its columns. */
export interface Constraints {
  primaryKey?: PrimaryKey;
  uniques: readonly Constraint[];
  foreignKeys: readonly ForeignKey[];
  checks: readonly Check[];
  indexes: readonly Index[];
}

const onDelete: Readonly<Record<OnDelete, string>> = {
  cascade: 'cascade',
  restrict: 'restrict',
  'set-null': 'set null',
};

/**
 * Constraints and indexes that a table's columns ask for.
 *
 * @param deletedAt column that marks deleted rows: their unique values may be used again
 */
export function constraintsOf(table: string, columns: readonly Column[], deletedAt?: Column): Constraints {
  const named = (column: Column, suffix: string): Constraint => ({
    column,
    ...shorten(`${table}_${column.name}_${suffix}`),
  });
  const uniques = columns.filter(({ unique }) => unique).map((column) => named(column, 'unique'));
  const indexes = columns.filter(({ index }) => index).map((column) => ({ ...named(column, 'idx'), unique: false }));
  return {
    uniques: deletedAt ? [] : uniques,
    indexes: deletedAt
      ? [...uniques.map((index) => ({ ...index, unique: true, whereNull: deletedAt })), ...indexes]
      : indexes,
    foreignKeys: columns.flatMap((column) => {
      const { references: reference } = column;
      if (!reference) return [];
      const constraint = named(column, `${reference.target.table}_id_fk`);
      return [{ ...constraint, reference, onDelete: onDelete[reference.onDelete] }];
    }),
    checks: columns.flatMap((column) => (column.values ? [{ ...named(column, 'check'), values: column.values }] : [])),
  };
}

/** The primary key of two columns or more. */
export function primaryKeyOf(table: string, columns: readonly Column[]): PrimaryKey {
  return { columns, ...shorten(`${table}_${columns.map(({ name }) => name).join('_')}_pk`) };
}

/** The name if PostgreSQL takes it whole, else its beginning and a hash of the rest. */
function shorten(name: string): ConstraintName {
  if (name.length <= longest) return { name, standard: true };
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return { name: `${name.slice(0, longest - 9)}_${hash}`, standard: false };
}

/** SQL list of texts: `'draft', 'published'`. */
export function sqlTexts(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
}
