/** What the OpenAPI document says of a resource beside its routes: whom it is for, and what one looks like. */
import type { AccessRule, FieldSpec, ManyReference, ResourceSpec } from '../../../../src/resource/spec.js';
import { plainSample } from './samples.js';
import { capital, fit, literal } from './text.js';

const reading: ReadonlySet<string> = new Set(['list', 'get']);

/** `Anyone may read posts; whoever is signed in may write them.` */
export function wordsOfAccess({ names, operations, access: { read, write } }: ResourceSpec): string {
  const reads = operations.some((operation) => reading.has(operation));
  const writes = operations.some((operation) => !reading.has(operation));
  const things = names.humanPlural;
  if (reads && writes && !same(read, write)) {
    return `${capital(who(read))} may read ${own(read, things)}; ${who(write)} may write ${own(write, 'them')}.`;
  }
  const rule = reads ? read : write;
  const does = [...(reads ? ['read'] : []), ...(writes ? ['write'] : [])].join(' and ');
  return `${capital(who(rule))} may ${does} ${own(rule, things)}.`;
}

function same(one: AccessRule, other: AccessRule): boolean {
  return one.kind === other.kind && (one.kind !== 'role' || other.kind !== 'role' || one.role === other.role);
}

function who(rule: AccessRule): string {
  switch (rule.kind) {
    case 'public':
      return 'anyone';
    case 'authenticated':
    case 'owner':
      return 'whoever is signed in';
    case 'role':
      return `whoever has the role ${rule.role}`;
  }
}

function own({ kind }: AccessRule, things: string): string {
  if (kind !== 'owner') return things;
  return things === 'them' ? 'their own' : `${things} of their own`;
}

/** Lines with a value of each property that requests take or answers show, as it is in JSON. */
export function exampleOf({ fields, relations, operations }: ResourceSpec): string[] {
  if (operations.every((operation) => operation === 'delete')) return [];
  const moment = literal('2026-01-31T12:00:00.000Z');
  return [
    `    id: ${exampleId(0)},`,
    ...fields.filter(occurs).map((field, index) => `    ${field.name}: ${valueOf(field, index + 1)},`),
    ...relations.filter(occurs).map(idsOf),
    `    createdAt: ${moment},`,
    `    updatedAt: ${moment},`,
  ];
}

function occurs({ hidden, readonly }: FieldSpec | ManyReference): boolean {
  return !hidden || !readonly;
}

function valueOf(field: FieldSpec, index: number): string {
  if (field.type === 'ref') return exampleId(index);
  const value = plainSample(field);
  return field.type === 'datetime' ? value.replace(/^new Date\((.*)\)$/, '$1') : value;
}

function idsOf({ name, min }: ManyReference, index: number): string {
  const ids = Array.from({ length: Math.max(min, 1) }, (_, place) => exampleId(1000 * (index + 1) + place));
  return fit(`${name}: [`, ids, '],', '    ');
}

/** Ids that look like real ones, and tell apart. */
function exampleId(index: number): string {
  return literal(`018f3f5e-1c2d-4a3b-8c4d-${(0x5e6f70819203 + index).toString(16)}`);
}
