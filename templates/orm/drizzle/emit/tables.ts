/** The tables a resource is kept in: its own, and one for each of its many-to-many relations. */
import type { Dialect } from '../../../../src/catalog/fragment.js';
import type { ManyReference, NameForms, ResourceSpec } from '../../../../src/resource/spec.js';
import { columnsOf, type Column } from './columns.js';
import { constraintsOf, primaryKeyOf, type Constraints } from './constraints.js';

/** A table, with everything the emitters write about it. */
export interface Table {
  /** Name in the database. */
  name: string;
  /** Constant that declares it. */
  variable: string;
  /** What it is, where its name does not tell. */
  comment?: string;
  columns: readonly Column[];
  constraints: Constraints;
}

/**
 * A resource's tables, its own first.
 *
 * @param resources those of the project, in the order they were made
 */
export function tablesOf(
  spec: ResourceSpec,
  resources: readonly ResourceSpec[],
  dialect: Dialect,
): [Table, ...Table[]] {
  const made = new Set<string>();
  for (const { names } of resources) {
    made.add(names.key);
    if (names.key === spec.names.key) break;
  }
  const isPending = ({ key }: NameForms): boolean => !made.has(key);
  const joins = spec.relations.map((relation) => joinTable(spec.names, relation));
  return [ownTable(spec, columnsOf(spec, dialect, isPending)), ...joins];
}

function ownTable({ names, softDelete }: ResourceSpec, columns: readonly Column[]): Table {
  const deletedAt = softDelete ? columns.find(({ property }) => property === 'deletedAt') : undefined;
  const constraints = constraintsOf(names.table, columns, deletedAt);
  return { name: names.table, variable: names.variablePlural, columns, constraints };
}

/** Its primary key serves who has the resource's id; the index on the other column who has the target's. */
function joinTable(names: NameForms, { join, target, relation, self }: ManyReference): Table {
  const own = idColumn(join.property, join.column, names, true);
  const other = { ...idColumn(join.targetProperty, join.targetColumn, target, self), index: true };
  const columns = [own, other];
  return {
    name: join.table,
    variable: join.variable,
    comment: `Pairs of ${names.humanPlural} and ${target.humanPlural}: the relation \`${relation}\`.`,
    columns,
    constraints: { ...constraintsOf(join.table, columns), primaryKey: primaryKeyOf(join.table, columns) },
  };
}

function idColumn(property: string, name: string, target: NameForms, local: boolean): Column {
  return {
    property,
    name,
    factory: 'uuid',
    sqlType: 'uuid',
    primaryKey: false,
    notNull: true,
    references: { target, onDelete: 'cascade', local, circular: false, pending: false },
  };
}
