/** The tables of a resource, its own and those that join it to others, as the schema and the migration need them. */
import type { Dialect } from '../../../../src/catalog/fragment.js';
import type {
  FieldReference,
  FieldSpec,
  ManyReference,
  OnDelete,
  ResourceSpec,
} from '../../../../src/resource/spec.js';
import { columnsOf, type Column } from './columns.js';
import { constraintsOf, type Constraint } from './constraints.js';
import { prismaType } from './types.js';

/** A column that refers to another table's id. */
export interface ForeignKey extends Constraint {
  column: string;
  /** Table it refers to. */
  target: string;
  onDelete: OnDelete;
}

/** A table with everything that is said about it. */
export interface Table {
  name: string;
  columns: readonly Column[];
  primaryKey: readonly string[];
  uniques: ReadonlyMap<string, Constraint>;
  indexes: ReadonlyMap<string, Constraint>;
  checks: ReadonlyMap<string, Constraint>;
  foreignKeys: readonly ForeignKey[];
  /** Whether its unique indexes are about rows alone that are not marked as deleted. */
  softDelete: boolean;
}

/** A field that is a reference. */
export type Reference = FieldSpec & { ref: FieldReference };

/** The references among a resource's fields. */
export function referencesOf({ fields }: Pick<ResourceSpec, 'fields'>): Reference[] {
  return fields.flatMap((field) => (field.ref ? [{ ...field, ref: field.ref }] : []));
}

/** The table of a resource's rows. */
export function resourceTable(spec: ResourceSpec, dialect: Dialect): Table {
  const { fields, names, softDelete } = spec;
  const named = (kind: 'key' | 'idx' | 'check', has: (field: FieldSpec) => boolean) =>
    constraintsOf(
      kind,
      names.table,
      fields.filter(has).map(({ column }) => column),
    );
  return {
    name: names.table,
    columns: columnsOf(spec, dialect),
    primaryKey: ['id'],
    uniques: named('key', ({ unique }) => unique),
    indexes: named('idx', ({ index }) => index),
    checks: named('check', ({ values }) => values !== undefined),
    foreignKeys: foreignKeysOf(spec),
    softDelete,
  };
}

/** The constraints of a resource's references. */
export function foreignKeysOf(spec: Pick<ResourceSpec, 'fields' | 'names'>): ForeignKey[] {
  const references = referencesOf(spec).map(({ column, ref }) => ({
    column,
    target: ref.target.table,
    onDelete: ref.onDelete,
  }));
  return withNames(spec.names.table, references);
}

/** The table behind a many-to-many relation; its rows go with either end. */
export function joinTable({ names }: ResourceSpec, { join, target }: ManyReference): Table {
  return {
    name: join.table,
    columns: [idColumn(join.property, join.column), idColumn(join.targetProperty, join.targetColumn)],
    primaryKey: [join.column, join.targetColumn],
    uniques: new Map(),
    indexes: constraintsOf('idx', join.table, [join.targetColumn]),
    checks: new Map(),
    foreignKeys: withNames(join.table, [
      { column: join.column, target: names.table, onDelete: 'cascade' },
      { column: join.targetColumn, target: target.table, onDelete: 'cascade' },
    ]),
    softDelete: false,
  };
}

function idColumn(name: string, column: string): Column {
  return { name, column, type: prismaType('uuid'), optional: false, attributes: [] };
}

function withNames(table: string, references: readonly Omit<ForeignKey, keyof Constraint>[]): ForeignKey[] {
  const columns = references.map(({ column }) => column);
  const names = constraintsOf('fkey', table, columns);
  return references.flatMap((reference) => {
    const constraint = names.get(reference.column);
    return constraint ? [{ ...reference, ...constraint }] : [];
  });
}
