/**
 * Reads one word `name:type[=argument][:modifier[=value]]…` into a field or a relation; its name and type are checked
 * here.
 */
import { didYouMean } from '../suggest.js';
import { readArgument, type Argument } from './argument.js';
import { fault, type FieldContext, type Refusal, type WrittenRelation } from './context.js';
import { printable } from './faults.js';
import { checkModifierNames, readModifiers, type Traits } from './modifiers.js';
import { plural, singular } from './plural.js';
import { builtInFields, conditionWords, listParameters, prototypeNames, systemColumns } from './reserved.js';
import { cutSegments, type Segment } from './segments.js';
import type { FieldSpec, FieldType } from './spec.js';
import { fieldTypes, typeAliases, typeRules, type WrittenType } from './types.js';
import { camelCase, namePattern, splitWords } from './words.js';

const longestName = 60;
const longestWord = 4000;

/** What a word can mean: a column, or a relation that is none. */
export type Written = { field: FieldSpec } | { relation: WrittenRelation };

/** Reads a word; undefined when a fault keeps it from being read. `ref.inverse` is left empty. */
export function readField(word: string, context: FieldContext): Written | undefined {
  if (word.length > longestWord) {
    context.faults.addWord(context.word, `a field has at most ${longestWord} characters`);
    return undefined;
  }
  const [name, type, ...rest] = cutSegments(word);
  const known = type && readType(type, context);
  const names = name && readName(name, known ?? type?.name, context);
  if (type === undefined) {
    context.faults.addWord(context.word, 'the field has no type', `as in ${printable(word) || 'title'}:string`);
  }
  if (!known || !type) {
    checkModifierNames(rest, context);
    return undefined;
  }
  const argument = readArgument(known, type, context);
  const traits = readModifiers(known, argument, rest, context);
  if (!names || !argument || !traits) return undefined;
  const self = argument.target !== undefined && argument.target.key === context.owner;
  if (self && (known === 'refs' ? Number(traits.min ?? 0) > 0 : known === 'ref' && !traits.optional)) {
    const hint = known === 'refs' ? 'leave out min' : 'add optional';
    fault(type, context, 'no first row could be made: it would have to refer to itself', hint);
  }
  if (known === 'refs') return relationOf(names, argument, traits, context);
  return { field: fieldOf(known, names, argument, traits, context) };
}

function fieldOf(
  type: FieldType,
  names: FieldNames,
  { target, ...limits }: Argument,
  { onDelete, ...traits }: Traits,
  context: FieldContext,
): FieldSpec {
  const field: FieldSpec = { ...names.forms, type, ...traits, ...limits };
  if (!target) return field;
  const ref = { target, relation: names.relation, inverse: '', onDelete, self: target.key === context.owner };
  return { ...field, index: !field.unique, ref };
}

function relationOf(
  { forms, relation }: FieldNames,
  { target }: Argument,
  { hidden, readonly, min = 0, max = typeRules.refs.length }: Traits,
  context: FieldContext,
): Written | undefined {
  if (!target) return undefined;
  const { name, human } = forms;
  const self = target.key === context.owner;
  return { relation: { name, human, relation, target, self, hidden, readonly, min: Number(min), max: Number(max) } };
}

function readType(segment: Segment, context: FieldContext): WrittenType | undefined {
  const { name } = segment;
  const type = fieldTypes.find((candidate) => candidate === name);
  if (type) return type;
  if (name === '') {
    fault(segment, context, 'the field has no type', 'as in title:string');
    return undefined;
  }
  const alias = typeAliases.get(name.toLowerCase().slice(0, longestName));
  const hint = alias ? `did you mean ${alias}?` : didYouMean(name, fieldTypes);
  fault(segment, context, `there is no type "${printable(name)}"`, hint);
  return undefined;
}

interface FieldNames {
  forms: Pick<FieldSpec, 'name' | 'column' | 'human'>;
  /** Name without `id`. */
  relation: string;
}

function readName(segment: Segment, type: string | undefined, context: FieldContext): FieldNames | undefined {
  const problem = spellingProblem(segment.text);
  if (problem) {
    fault(segment, context, ...problem);
    return undefined;
  }
  const names = namesOf(splitWords(segment.text), type);
  const taken = meaningProblem(names, type);
  if (taken) fault(segment, context, ...taken);
  return taken ? undefined : names;
}

/** `author` and `authorId` are one ref, `tags` and `tagIds` one relation. */
function namesOf(written: readonly string[], type: string | undefined): FieldNames {
  const base = type === 'ref' || type === 'refs' ? relationWords(written, type) : written;
  const last = base.at(-1) ?? '';
  const words =
    type === 'ref' ? [...base, 'id'] : type === 'refs' ? [...base.slice(0, -1), singular(last), 'ids'] : base;
  const forms = { name: camelCase(words), column: words.join('_'), human: words.join(' ') };
  return { forms, relation: camelCase(base) };
}

/** Words of a relation's name, without the `id` or `ids` that may be written. */
export function relationWords(written: readonly string[], type: 'ref' | 'refs'): readonly string[] {
  const ending = written.length > 1 ? written.at(-1) : undefined;
  if (ending === 'id') return written.slice(0, -1);
  if (ending !== 'ids' || type === 'ref') return written;
  return [...written.slice(0, -2), plural(singular(written.at(-2) ?? ''))];
}

function spellingProblem(name: string): Refusal | undefined {
  if (name === '') return ['the field has no name', 'as in title:string'];
  if (prototypeNames.has(name)) return ['every JavaScript object has a property of that name'];
  if (name.length > longestName) return [`a field's name has at most ${longestName} characters`];
  if (/^\d/.test(name)) return ["a field's name starts with a letter"];
  if (namePattern.test(name)) return undefined;
  return ["a field's name is made of the letters a-z, digits and single - or _ between them"];
}

function meaningProblem({ forms, relation }: FieldNames, type: string | undefined): Refusal | undefined {
  const { name, column } = forms;
  if (prototypeNames.has(relation)) return ['every JavaScript object has a property of that name'];
  if (conditionWords.has(relation)) {
    return [`in a query, ${relation} joins conditions`, `this would work: ${name}Value`];
  }
  if (relation === 'then') return ['JavaScript takes an object with then for a promise', 'choose another name'];
  if (builtInFields.has(relation)) return [`every resource has ${relation} already`, 'leave it out'];
  if (type !== 'refs' && column.length > longestName) {
    return [`a field's column, ${column}, has at most ${longestName} characters`];
  }
  if (systemColumns.has(column)) {
    return ['every table of PostgreSQL has a column of that name', `this would work: ${name}Value`];
  }
  const alternative = type === 'ref' || type === 'refs' ? undefined : listParameters.get(name);
  if (alternative === undefined) return undefined;
  return [
    `${name} is a query parameter of every list, so nobody could filter by it`,
    `this would work: ${alternative}`,
  ];
}
