/** Names of constraints and indexes: Drizzle's own, shortened alike everywhere where PostgreSQL would cut them. */
import { createHash } from 'node:crypto';
import type { FieldSpec, OnDelete, ResourceSpec } from '../../../../src/resource/spec.js';
import type { Column } from './columns.js';

/** Longest identifier of PostgreSQL, in bytes. */
const longest = 63;

/** A named constraint or index of one column. */
export interface Constraint {
  name: string;
  /** Drizzle would choose the same name by itself. */
  standard: boolean;
  column: Column;
}

/** A constraint to another table's id. */
export interface ForeignKey extends Constraint {
  table: string;
  onDelete: string;
}

/** A constraint to a list of values. */
export interface Check extends Constraint {
  values: readonly string[];
}

/** Everything a table has beside its columns. */
export interface Constraints {
  uniques: Constraint[];
  foreignKeys: ForeignKey[];
  checks: Check[];
  indexes: Constraint[];
}

const onDelete: Readonly<Record<OnDelete, string>> = {
  cascade: 'cascade',
  restrict: 'restrict',
  'set-null': 'set null',
};

/** Constraints and indexes of a resource's table. */
export function constraintsOf({ names: { table } }: ResourceSpec, columns: readonly Column[]): Constraints {
  const withField = columns.flatMap((column) => (column.field ? [{ column, field: column.field }] : []));
  const named = (test: (field: FieldSpec) => boolean, suffix: string): Constraint[] =>
    withField
      .filter(({ field }) => test(field))
      .map(({ column }) => ({ column, ...shorten(`${table}_${column.name}_${suffix}`) }));
  return {
    uniques: named((field) => field.unique, 'unique'),
    indexes: named((field) => field.index && !field.unique, 'idx'),
    foreignKeys: withField.flatMap(({ column, field: { ref } }) => {
      if (!ref) return [];
      const target = ref.target.table;
      const name = shorten(`${table}_${column.name}_${target}_id_fk`);
      return [{ column, ...name, table: target, onDelete: onDelete[ref.onDelete] }];
    }),
    checks: withField.flatMap(({ column, field }) =>
      field.values ? [{ column, ...shorten(`${table}_${column.name}_check`), values: field.values }] : [],
    ),
  };
}

/** The name if PostgreSQL takes it whole, else its beginning and a hash of the rest. */
function shorten(name: string): Pick<Constraint, 'name' | 'standard'> {
  if (name.length <= longest) return { name, standard: true };
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return { name: `${name.slice(0, longest - 9)}_${hash}`, standard: false };
}

/** SQL list of texts: `'draft', 'published'`. */
export function sqlTexts(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
}
