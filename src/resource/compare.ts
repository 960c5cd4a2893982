/** Writes a resource as its normalised line, and says in words how two resources differ. */
import { defaultAccess, operations } from './options.js';
import type { AccessRule, FieldSpec, ResourceSpec } from './spec.js';

/** `title:string:optional:max=100`: one spelling for one meaning. */
export function fieldWord(field: FieldSpec): string {
  const { ref, type } = field;
  const argument = ref ? `=${ref.target.key}` : field.values ? `=${field.values.join(',')}` : '';
  const size = type === 'decimal' ? `=${field.precision},${field.scale}` : '';
  const flags = [
    field.optional && 'optional',
    field.unique && 'unique',
    field.index && !ref && 'index',
    field.hidden && 'hidden',
    field.readonly && 'readonly',
    field.default !== undefined && `default=${field.default}`,
    field.min !== undefined && `min=${field.min}`,
    field.max !== undefined && `max=${field.max}`,
    ref && ref.onDelete !== 'restrict' && ref.onDelete,
  ];
  return [ref?.relation ?? field.name, `${type}${argument}${size}`, ...flags.filter((flag) => flag)].join(':');
}

/** The line of a resource, its options left out where they say what is the default anyway. */
export function resourceLine(spec: Omit<ResourceSpec, 'line' | 'repository'>, hasAuth: boolean): string {
  const words = [spec.names.key, ...spec.fields.map(fieldWord)];
  const usual = defaultAccess(hasAuth);
  if (!sameRule(spec.access.read, usual.read) || !sameRule(spec.access.write, usual.write)) {
    words.push('--access', ruleWord(spec.access.write));
  }
  const { length } = spec.operations;
  if (length > 0 && length < operations.length) words.push('--only', spec.operations.join(','));
  return words.join(' ');
}

/**
 * What a second description of a resource would change, a sentence each; empty when both mean the same.
 *
 * @param present The resource as it is.
 * @param wanted The resource as it is described now.
 */
export function describeDifference(present: ResourceSpec, wanted: ResourceSpec): string[] {
  const differences = fieldDifferences(present.fields, wanted.fields);
  if (differences.length === 0 && orderOf(present) !== orderOf(wanted)) {
    differences.push(`the order of the fields is ${orderOf(present)}, not ${orderOf(wanted)}`);
  }
  for (const [kind, doing] of [
    ['read', 'reading'],
    ['write', 'writing'],
  ] as const) {
    const [is, asked] = [present.access[kind], wanted.access[kind]];
    if (!sameRule(is, asked)) differences.push(`${doing} is ${ruleWord(is)}, not ${ruleWord(asked)}`);
  }
  const [is, asked] = [present.operations.join(', '), wanted.operations.join(', ')];
  if (is !== asked) differences.push(`the operations are ${is || 'none'}, not ${asked || 'none'}`);
  return differences;
}

function fieldDifferences(present: readonly FieldSpec[], wanted: readonly FieldSpec[]): string[] {
  const differences: string[] = [];
  for (const field of wanted) {
    const other = present.find(({ name }) => name === field.name);
    if (!other) differences.push(`there is no field ${fieldWord(field)}`);
    else if (fieldWord(other) !== fieldWord(field)) {
      differences.push(`the field ${field.name} is ${fieldWord(other)}, not ${fieldWord(field)}`);
    }
  }
  for (const field of present) {
    if (!wanted.some(({ name }) => name === field.name)) differences.push(`there is a field ${fieldWord(field)}`);
  }
  return differences;
}

function orderOf(spec: ResourceSpec): string {
  return spec.fields.map(({ name }) => name).join(', ');
}

function ruleWord(rule: AccessRule): string {
  return rule.kind === 'role' ? `role=${rule.role}` : rule.kind;
}

function sameRule(a: AccessRule, b: AccessRule): boolean {
  return ruleWord(a) === ruleWord(b);
}
