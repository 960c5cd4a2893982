/** Reads the modifiers of a field and checks them against its type and against each other. */
import { didYouMean } from '../suggest.js';
import type { Argument } from './argument.js';
import { fault, type FieldContext, type FieldRole, type Refusal } from './context.js';
import { printable } from './faults.js';
import type { Segment } from './segments.js';
import type { FieldSpec, OnDelete } from './spec.js';
import { deletions, modifierAliases, modifiers, typeRules, valued, type Modifier, type WrittenType } from './types.js';
import { compareValues, readCount, readValue, type Reading } from './values.js';

/** What modifiers say. */
export type Traits = Pick<
  FieldSpec,
  'optional' | 'unique' | 'index' | 'hidden' | 'readonly' | 'default' | 'min' | 'max'
> & {
  onDelete: OnDelete;
};

type Given = Map<Modifier, Segment>;
type Value = string | number | boolean;

/** Greatest number of characters: a request has at most a megabyte. */
const longestText = 1_000_000;
/** Greatest length that PostgreSQL can index whatever the letters: an entry has at most 2704 bytes. */
const longestIndexed = 600;
/** Greatest number of ids in one list. */
const longestList = 1000;

const wouldOwn = 'with --access owner this field would be the owner';

/** Modifiers that contradict what an option makes of a field. */
const roleRefusals: Readonly<Record<FieldRole, readonly (readonly [Modifier, string, string])[]>> = {
  owner: [
    ['optional', `${wouldOwn}, and every row has one`, 'leave out optional, or give the field another name'],
    ['set-null', `${wouldOwn}, and every row has one`, 'use cascade or restrict, or give the field another name'],
    ['unique', `${wouldOwn}, who may own several rows`, 'leave out unique, or give the field another name'],
  ],
  parent: [
    ['optional', 'with --under every row lies under another', 'leave out optional'],
    ['set-null', 'with --under every row lies under another', 'use cascade or restrict'],
    ['unique', 'with --under several rows may lie under one', 'leave out unique'],
  ],
};

/** Reads modifiers; undefined when one is wrong. Without an argument, values of the type cannot be read and are not. */
export function readModifiers(
  type: WrittenType,
  argument: Argument | undefined,
  segments: readonly Segment[],
  context: FieldContext,
): Traits | undefined {
  const readable = argument ? segments : segments.filter(({ name }) => name !== 'default');
  const { given, sound } = collect(type, readable, context);
  const limits = readLimits(type, argument ?? {}, given, context);
  const checks = [checkPairs(type, given, context), limits && checkIndexable(type, limits.max, given, context)];
  if (!sound || !limits || checks.includes(false)) return undefined;
  const onDelete = (['cascade', 'set-null'] as const).find((deletion) => given.has(deletion)) ?? 'restrict';
  return {
    optional: given.has('optional'),
    unique: given.has('unique'),
    index: given.has('index') && !given.has('unique'),
    hidden: given.has('hidden'),
    readonly: given.has('readonly'),
    ...limits,
    onDelete,
  };
}

/** Notes modifiers that no type has: all that can be said when the type is unknown. */
export function checkModifierNames(segments: readonly Segment[], context: FieldContext): void {
  for (const segment of segments) {
    if (!modifiers.some((modifier) => modifier === segment.name)) fault(segment, context, ...unknown(segment.name));
  }
}

/** Modifiers by name; those that cannot stand there are noted and left out. */
function collect(
  type: WrittenType,
  segments: readonly Segment[],
  context: FieldContext,
): { given: Given; sound: boolean } {
  const given: Given = new Map();
  let sound = true;
  for (const segment of segments) {
    const modifier = modifiers.find((candidate) => candidate === segment.name);
    const refusal = modifier ? usageProblem(type, modifier, segment, given) : unknown(segment.name);
    if (modifier && !refusal) given.set(modifier, segment);
    if (!refusal) continue;
    fault(segment, context, ...refusal);
    sound = false;
  }
  return { given, sound };
}

function unknown(name: string): Refusal {
  if (name === '') return ['there is a modifier missing between or after the colons'];
  const hint = modifierAliases.get(name.toLowerCase().slice(0, 40)) ?? didYouMean(name, modifiers);
  return [`there is no modifier "${printable(name)}"`, hint];
}

function usageProblem(type: WrittenType, modifier: Modifier, segment: Segment, given: Given): Refusal | undefined {
  if (given.has(modifier)) return [`${modifier} stands here twice`];
  if (valued.has(modifier) && !segment.value) return [`${modifier} needs a value`, `as in ${modifier}=1`];
  if (!valued.has(modifier) && segment.value !== undefined) return [`${modifier} takes no value`];
  const reason = typeRules[type].refused?.[modifier];
  if (reason !== undefined) return [`a field of type ${type} cannot have ${modifier}: ${reason}`];
  if (!deletions.has(modifier)) return undefined;
  if (type !== 'ref') return [`${modifier} is for ref fields`];
  const other = [...deletions].find((deletion) => given.has(deletion));
  return other && [`${modifier} contradicts ${other}`];
}

/** Reads `default`, `min` and `max`; undefined when one is wrong. */
function readLimits(
  type: WrittenType,
  argument: Argument,
  given: Given,
  context: FieldContext,
): Pick<FieldSpec, 'default' | 'min' | 'max'> | undefined {
  const limits: { default?: Value; min?: number | string; max?: number | string } = {};
  let sound = true;
  for (const modifier of ['min', 'max', 'default'] as const) {
    const segment = given.get(modifier);
    if (!segment) continue;
    const reading = readLimit(type, argument, modifier, segment.value ?? '');
    if ('value' in reading) Object.assign(limits, { [modifier]: reading.value });
    else {
      fault(segment, context, `${modifier} of a field of type ${type} is ${reading.expected}`);
      sound = false;
    }
  }
  return sound && inOrder(type, limits, given, context) ? limits : undefined;
}

function readLimit(type: WrittenType, argument: Argument, modifier: 'default' | 'min' | 'max', text: string): Reading {
  const { precision = 0, scale = 0, values } = argument;
  const { range, leastMax = 1 } = typeRules[type];
  if (modifier !== 'default' && range === 'length') {
    return readCount(text, modifier === 'min' ? 0 : leastMax, longestText, 'characters');
  }
  if (range === 'count') return readCount(text, modifier === 'min' ? 0 : leastMax, longestList, 'ids');
  if (!values) return readValue(type, text, { precision, scale });
  return values.includes(text) ? { value: text } : { expected: `one of ${values.join(', ')}` };
}

function inOrder(
  type: WrittenType,
  limits: { default?: Value; min?: number | string; max?: number | string },
  given: Given,
  context: FieldContext,
): boolean {
  const { range, length } = typeRules[type];
  const { min, default: preset } = limits;
  const max = limits.max ?? length;
  const measured = range === 'length' && typeof preset === 'string' ? [...preset].length : preset;
  const problems: [Modifier, string][] = [];
  if (min !== undefined && max !== undefined && compareValues(type, min, max) > 0) {
    problems.push(['min', `min=${min} is greater than max=${max}`]);
  }
  if (measured !== undefined && min !== undefined && compareValues(type, measured, min) < 0) {
    problems.push(['default', `the default does not reach min=${min}`]);
  }
  if (measured !== undefined && max !== undefined && compareValues(type, measured, max) > 0) {
    problems.push(['default', `the default exceeds max=${max}`]);
  }
  for (const [modifier, message] of problems) {
    const segment = given.get(modifier);
    if (segment) fault(segment, context, message);
  }
  return problems.length === 0;
}

/** Modifiers that make sense only with, or only without, others. */
function checkPairs(type: WrittenType, given: Given, context: FieldContext): boolean {
  const refusals: (readonly [Modifier, string, string])[] = [...(context.role ? roleRefusals[context.role] : [])];
  if (given.has('default')) {
    refusals.push([
      'unique',
      'unique contradicts default: the second row to take it would be refused',
      'leave out one',
    ]);
  }
  if (!given.has('optional') && !context.role) {
    refusals.push(['set-null', 'set-null needs a field that may be empty', 'add optional']);
  }
  if (type === 'refs') refusals.push(...listRefusals(given));
  else if (!given.has('optional') && !given.has('default') && context.role !== 'owner' && context.api) {
    refusals.push(['readonly', 'no request could give this field its value', 'add optional or default=…']);
  }
  const found = refusals.filter(([modifier]) => given.has(modifier));
  for (const [modifier, message, hint] of found) {
    const segment = given.get(modifier);
    if (segment) fault(segment, context, message, hint);
  }
  return found.length === 0;
}

/** A list of ids that may not be empty has to be given. */
function listRefusals(given: Given): (readonly [Modifier, string, string])[] {
  if (/^0*$/.test(given.get('min')?.value ?? '')) return [];
  return [
    ['optional', 'optional contradicts min: the list may not be empty', 'leave out one'],
    ['readonly', 'readonly contradicts min: no request could give the list', 'leave out one'],
  ];
}

function checkIndexable(
  type: WrittenType,
  max: number | string | undefined,
  given: Given,
  context: FieldContext,
): boolean {
  const segment = given.get('unique') ?? given.get('index');
  if (!segment || (type !== 'text' && type !== 'string' && type !== 'slug')) return true;
  const longest = Number(max ?? typeRules[type].length ?? Number.POSITIVE_INFINITY);
  if (longest <= longestIndexed) return true;
  const message = `${segment.name} needs texts of at most ${longestIndexed} characters`;
  fault(segment, context, message, `add max=${typeRules.string.length}`);
  return false;
}
