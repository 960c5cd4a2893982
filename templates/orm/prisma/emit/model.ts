/** A resource as models of Prisma's schema language, laid out the way `prisma format` leaves it. */
import type { Dialect } from '../../../../src/catalog/fragment.js';
import { pendingReferences } from '../../../../src/resource/references.js';
import type { ManyReference, OnDelete, ResourceSpec } from '../../../../src/resource/spec.js';
import type { WiringOp } from '../../../../src/wiring/ops.js';
import type { Column } from './columns.js';
import type { Constraint } from './constraints.js';
import { joinTable, referencesOf, resourceTable, type Reference, type Table } from './tables.js';
import { capital, endName } from './values.js';

type Line = [name: string, type: string, ...attributes: string[]];

/** What the schema language calls a deletion rule. */
const deletions: Readonly<Record<OnDelete, string>> = {
  cascade: 'Cascade',
  restrict: 'Restrict',
  'set-null': 'SetNull',
};

/** Path of a resource's models. */
export function modelPath(file: string): string {
  return `prisma/models/${file}.prisma`;
}

/**
 * Text of a resource's models: its own, and one for each table that joins it to others.
 *
 * @param resources All resources made so far; those that refer to this one already have their far ends in it.
 */
export function modelText(spec: ResourceSpec, dialect: Dialect, resources: readonly ResourceSpec[]): string {
  const joins = spec.relations.map((relation) => joinModel(spec, relation));
  return [resourceModel(spec, resourceTable(spec, dialect), resources), ...joins].join('\n');
}

/** Adds the far ends of a resource's relations to the models it refers to, as far as there are such. */
export function farEndWiring(spec: ResourceSpec, resources: readonly ResourceSpec[]): WiringOp[] {
  const references = referencesOf(spec).filter((field) => !field.ref.self && !isPending(field, resources));
  const ends = [
    ...references.map((field) => ({ target: field.ref.target, line: farEnd(spec, field, false) })),
    ...spec.relations
      .filter(({ self }) => !self)
      .map((relation) => ({ target: relation.target, line: joinFarEnd(relation) })),
  ];
  return ends.map(({ target, line }) => ({
    op: 'addBlockLine',
    file: modelPath(target.file),
    block: `model ${target.class}`,
    key: line[0],
    line: line.join(' '),
  }));
}

function resourceModel(spec: ResourceSpec, table: Table, resources: readonly ResourceSpec[]): string {
  const references = new Map(referencesOf(spec).map((field) => [field.column, field]));
  const lines = table.columns.flatMap((column) => {
    const reference = references.get(column.column);
    if (!reference) return [columnLine(column, table)];
    return [columnLine(column, table), nearEnd(spec, reference, table, isPending(reference, resources))];
  });
  const earlier = pendingReferences(spec, resources);
  const lists = [
    ...spec.relations.map(joinNearEnd),
    ...spec.relations.filter(({ self }) => self).map(joinFarEnd),
    ...[...references.values()].filter(({ ref }) => ref.self).map((field) => farEnd(spec, field, false)),
    ...earlier.flatMap(({ from, field }) => (field.ref ? [farEnd(from, { ...field, ref: field.ref }, true)] : [])),
  ];
  return model(spec.names.class, table, [lines, lists]);
}

/** Whether a reference's target is yet to be made. */
function isPending({ ref }: Reference, resources: readonly ResourceSpec[]): boolean {
  return !ref.self && !resources.some(({ names }) => names.key === ref.target.key);
}

/** The model of the rows that join two others. */
function joinModel(spec: ResourceSpec, relation: ManyReference): string {
  const { join, target } = relation;
  const table = joinTable(spec, relation);
  const ends = [
    { property: join.property, to: spec.names.class },
    { property: join.targetProperty, to: target.class },
  ];
  const lines = table.columns.flatMap((column): Line[] => {
    const end = ends.find(({ property }) => property === column.name);
    if (!end) return [];
    const key = table.foreignKeys.find((foreignKey) => foreignKey.column === column.column);
    const name = joinRelationName(relation, end.property);
    const type = relationOf(column.name, name, 'cascade', key);
    return [columnLine(column, table), [endName(end.property), end.to, type]];
  });
  return model(join.class, table, [lines]);
}

function model(name: string, table: Table, paragraphs: readonly (readonly Line[])[]): string {
  const { columns, primaryKey, indexes } = table;
  const propertyOf = (column: string) => columns.find((other) => other.column === column)?.name ?? column;
  const key = primaryKey.length > 1 ? [`  @@id([${primaryKey.map(propertyOf).join(', ')}])`] : [];
  const attributes = [...indexes].map(
    ([column, constraint]) => `  @@index(${[`[${propertyOf(column)}]`, ...mapOf(constraint)].join(', ')})`,
  );
  const parts = [
    ...paragraphs.filter((lines) => lines.length > 0).map(align),
    [...key, ...attributes, `  @@map("${table.name}")`].join('\n'),
  ];
  return `model ${name} {\n${parts.join('\n\n')}\n}\n`;
}

function columnLine({ name, column, type, optional, attributes }: Column, table: Table): Line {
  const mapping = column === name ? [] : [`@map("${column}")`];
  const native = type.native ? [type.native] : [];
  const unique = uniqueOf(column, table);
  return [name, `${type.scalar}${optional ? '?' : ''}`, ...attributes, ...unique, ...mapping, ...native];
}

function uniqueOf(column: string, { uniques, softDelete }: Table): string[] {
  const constraint = uniques.get(column);
  if (!constraint) return [];
  const settings = [...(softDelete ? ['where: { deletedAt: null }'] : []), ...mapOf(constraint)];
  return [settings.length > 0 ? `@unique(${settings.join(', ')})` : '@unique'];
}

function mapOf(constraint: Constraint | undefined): string[] {
  return constraint && !constraint.standard ? [`map: "${constraint.name}"`] : [];
}

/** The relation on the side that holds the key. */
function nearEnd(spec: ResourceSpec, field: Reference, { foreignKeys }: Table, pending: boolean): Line {
  const { target, relation, onDelete } = field.ref;
  const key = foreignKeys.find(({ column }) => column === field.column);
  const type = relationOf(field.name, relationName(spec, field, pending), onDelete, key);
  return [relation, `${target.class}${field.optional ? '?' : ''}`, type];
}

function relationOf(
  property: string,
  name: readonly string[],
  onDelete: OnDelete,
  constraint: Constraint | undefined,
): string {
  const settings = [
    ...name.map((text) => `"${text}"`),
    `fields: [${property}]`,
    'references: [id]',
    `onDelete: ${deletions[onDelete]}`,
    ...mapOf(constraint),
  ];
  return `@relation(${settings.join(', ')})`;
}

/** The relation on the side that is referred to: of rows marked as deleted, there may be several. */
function farEnd(spec: ResourceSpec, field: Reference, pending: boolean): Line {
  const single = field.unique && !spec.softDelete;
  return [field.ref.inverse, `${spec.names.class}${single ? '?' : '[]'}`, ...named(relationName(spec, field, pending))];
}

function joinNearEnd(relation: ManyReference): Line {
  const { join } = relation;
  return [relation.relation, `${join.class}[]`, ...named(joinRelationName(relation, join.property))];
}

function joinFarEnd(relation: ManyReference): Line {
  const { join } = relation;
  return [relation.inverse, `${join.class}[]`, ...named(joinRelationName(relation, join.targetProperty))];
}

function named(name: readonly string[]): string[] {
  return name.map((text) => `@relation("${text}")`);
}

/**
 * Prisma wants a name where two models, or a model and itself, are related more than once. A target that is yet to be
 * made may well refer back.
 */
function relationName(spec: ResourceSpec, { ref }: Reference, pending: boolean): string[] {
  const toTarget = referencesOf(spec).filter((other) => other.ref.target.key === ref.target.key);
  if (toTarget.length === 1 && !ref.self && !pending) return [];
  return [spec.names.class + capital(ref.relation)];
}

/** A model that joins another with itself is related to it twice. */
function joinRelationName({ join, self }: ManyReference, property: string): string[] {
  return self ? [join.class + capital(endName(property))] : [];
}

function align(lines: readonly Line[]): string {
  const width = (column: 0 | 1): number => Math.max(...lines.map((line) => line[column].length));
  const [names, types] = [width(0), width(1)];
  return lines
    .map(([name, type, ...rest]) => `  ${name.padEnd(names)} ${type.padEnd(types)} ${rest.join(' ')}`.trimEnd())
    .join('\n');
}
