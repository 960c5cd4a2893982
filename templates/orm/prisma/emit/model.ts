/** A resource as a model of Prisma's schema language, laid out the way `prisma format` leaves it. */
import type { Dialect } from '../../../../src/catalog/fragment.js';
import type { FieldReference, FieldSpec, OnDelete, ResourceSpec } from '../../../../src/resource/spec.js';
import type { WiringOp } from '../../../../src/wiring/ops.js';
import { columnsOf, type Column } from './columns.js';

type Line = [name: string, type: string, ...attributes: string[]];

/** What the schema language calls a deletion rule. */
const deletions: Readonly<Record<OnDelete, string>> = {
  cascade: 'Cascade',
  restrict: 'Restrict',
  'set-null': 'SetNull',
};

/** Path of a resource's model. */
export function modelPath(file: string): string {
  return `prisma/models/${file}.prisma`;
}

/** Text of a model's file. */
export function modelText(spec: ResourceSpec, dialect: Dialect): string {
  const { names, fields } = spec;
  const lines = columnsOf(spec, dialect).flatMap((column) => columnLines(column, spec));
  const ownFarEnds = references(spec)
    .filter(({ ref }) => ref.self)
    .map((field) => farEnd(spec, field));
  const indexes = fields.filter(({ index }) => index).map(({ name }) => `  @@index([${name}])`);
  const paragraphs = [
    align(lines),
    ...(ownFarEnds.length > 0 ? [align(ownFarEnds)] : []),
    [...indexes, `  @@map("${names.table}")`].join('\n'),
  ];
  return `model ${names.class} {\n${paragraphs.join('\n\n')}\n}\n`;
}

/** Adds the far ends of a resource's relations to the models it refers to. */
export function farEndWiring(spec: ResourceSpec): WiringOp[] {
  return references(spec)
    .filter(({ ref }) => !ref.self)
    .map((field) => ({
      op: 'addBlockLine',
      file: modelPath(field.ref.target.file),
      block: `model ${field.ref.target.class}`,
      key: field.ref.inverse,
      line: farEnd(spec, field).join(' '),
    }));
}

function columnLines({ name, column, type, optional, attributes, field }: Column, spec: ResourceSpec): Line[] {
  const mapping = column === name ? [] : [`@map("${column}")`];
  const native = type.native ? [type.native] : [];
  const line: Line = [name, `${type.scalar}${optional ? '?' : ''}`, ...attributes, ...mapping, ...native];
  return field?.ref ? [line, nearEnd(spec, { ...field, ref: field.ref })] : [line];
}

type Reference = FieldSpec & { ref: FieldReference };

function references(spec: ResourceSpec): Reference[] {
  return spec.fields.flatMap((field) => (field.ref ? [{ ...field, ref: field.ref }] : []));
}

/** The relation on the side that holds the key. */
function nearEnd(spec: ResourceSpec, field: Reference): Line {
  const { target, relation, onDelete } = field.ref;
  const settings = [
    ...relationName(spec, field).map((name) => `"${name}"`),
    `fields: [${field.name}]`,
    'references: [id]',
    `onDelete: ${deletions[onDelete]}`,
  ];
  return [relation, `${target.class}${field.optional ? '?' : ''}`, `@relation(${settings.join(', ')})`];
}

/** The relation on the side that is referred to. */
function farEnd(spec: ResourceSpec, field: Reference): Line {
  const name = relationName(spec, field).map((relation) => `@relation("${relation}")`);
  return [field.ref.inverse, `${spec.names.class}${field.unique ? '?' : '[]'}`, ...name];
}

/** Prisma wants a name where two models, or a model and itself, are related more than once. */
function relationName(spec: ResourceSpec, { ref }: Reference): string[] {
  const toTarget = references(spec).filter((other) => other.ref.target.key === ref.target.key);
  if (toTarget.length === 1 && !ref.self) return [];
  return [`${spec.names.class}${ref.relation.charAt(0).toUpperCase()}${ref.relation.slice(1)}`];
}

function align(lines: readonly Line[]): string {
  const width = (column: 0 | 1): number => Math.max(...lines.map((line) => line[column].length));
  const [names, types] = [width(0), width(1)];
  return lines
    .map(([name, type, ...rest]) => `  ${name.padEnd(names)} ${type.padEnd(types)} ${rest.join(' ')}`.trimEnd())
    .join('\n');
}
