/** Writes a resource as its normalised line, and says in words how two resources differ. */
import type { WrittenRelation } from './context.js';
import { defaultAccess, operations, optionWords } from './options.js';
import { chooseOwner, ownerKey, ownerWord, parentWord, refFields } from './roles.js';
import type { AccessRule, FieldSpec, ResourceSpec } from './spec.js';
import { typeRules } from './types.js';

/** What a line says of a resource. */
type Described = Omit<ResourceSpec, 'line' | 'repository' | 'relations'> & { relations: readonly WrittenRelation[] };

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

/** `tags:refs=tag:max=5`: one spelling for one meaning. */
export function relationWord({ relation, target, hidden, readonly, min, max }: WrittenRelation): string {
  const flags = [
    hidden && 'hidden',
    readonly && 'readonly',
    min > 0 && `min=${min}`,
    max !== typeRules.refs.length && `max=${max}`,
  ];
  return [relation, `refs=${target.key}`, ...flags.filter((flag) => flag)].join(':');
}

/** The line of a resource: without what the parser adds, and without options that say what is the default anyway. */
export function resourceLine(spec: Described, hasAuth: boolean): string {
  const usual = defaultAccess(hasAuth);
  const plain = sameRule(spec.access.read, usual.read) && sameRule(spec.access.write, usual.write);
  const some = spec.operations.length > 0 && spec.operations.length < operations.length;
  const options = optionWords({
    ...(plain ? {} : { access: ruleWord(spec.access.write) }),
    ...(some ? { only: spec.operations.join(',') } : {}),
    ...(spec.parent ? { under: spec.parent.target.key } : {}),
    softDelete: spec.softDelete,
  });
  const fields = writtenFields(spec).map((field) => wordIn(spec, field));
  return [spec.names.key, ...fields, ...spec.relations.map(relationWord), ...options].join(' ');
}

/** Fields without those that the parser adds again when they are left out. */
function writtenFields(spec: Described): FieldSpec[] {
  const fields = spec.fields.filter(({ name }) => !(spec.softDelete && name === 'deletedAt'));
  const dropLast = (word: string, needed: (rest: readonly FieldSpec[]) => boolean): void => {
    const [last, rest] = [fields.at(-1), fields.slice(0, -1)];
    if (last && rest.length > 0 && wordIn(spec, last) === word && needed(rest)) fields.pop();
  };
  if (spec.parent) {
    const { key } = spec.parent.target;
    dropLast(parentWord(key), (rest) => refFields(rest, key).length === 0);
  }
  if (spec.owner !== undefined) dropLast(ownerWord, (rest) => !chooseOwner(refFields(rest, ownerKey)));
  return fields;
}

/** The word of a field in its resource: what an option implies is not written. */
function wordIn({ owner }: Pick<ResourceSpec, 'owner'>, field: FieldSpec): string {
  return fieldWord(field.name === owner ? { ...field, readonly: false } : field);
}

/**
 * What a second description of a resource would change, a sentence each; empty when both mean the same.
 *
 * @param present The resource as it is.
 * @param wanted The resource as it is described now.
 */
export function describeDifference(present: ResourceSpec, wanted: ResourceSpec): string[] {
  const differences = wordDifferences(wordsOf(present), wordsOf(wanted));
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
  for (const [what, of] of settings) {
    const [is, asked] = [of(present), of(wanted)];
    if (is !== asked) differences.push(`${what} ${is}, not ${asked}`);
  }
  return differences;
}

const settings: readonly (readonly [string, (spec: ResourceSpec) => string])[] = [
  ['the operations are', (spec) => spec.operations.join(', ') || 'none'],
  ['it lies under', ({ parent }) => parent?.target.key ?? 'nothing'],
  ['deleting is', ({ softDelete }) => (softDelete ? 'soft' : 'for good')],
];

function wordDifferences(present: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): string[] {
  const differences: string[] = [];
  for (const [name, word] of wanted) {
    const other = present.get(name);
    if (other === undefined) differences.push(`there is no field ${word}`);
    else if (other !== word) differences.push(`the field ${name} is ${other}, not ${word}`);
  }
  for (const [name, word] of present) if (!wanted.has(name)) differences.push(`there is a field ${word}`);
  return differences;
}

/** Words of all fields and relations by name; the field that soft deletion brings is told with it. */
function wordsOf(spec: ResourceSpec): Map<string, string> {
  const fields = spec.fields.filter(({ name }) => !(spec.softDelete && name === 'deletedAt'));
  const words = fields.map((field) => [field.name, wordIn(spec, field)] as const);
  return new Map([...words, ...spec.relations.map((relation) => [relation.name, relationWord(relation)] as const)]);
}

function orderOf(spec: ResourceSpec): string {
  return [...wordsOf(spec).keys()].join(', ');
}

function ruleWord(rule: AccessRule): string {
  return rule.kind === 'role' ? `role=${rule.role}` : rule.kind;
}

function sameRule(a: AccessRule, b: AccessRule): boolean {
  return ruleWord(a) === ruleWord(b);
}
