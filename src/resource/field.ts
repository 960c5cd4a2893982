/** Reads one word `name:type[=argument][:modifier[=value]]…` into a field; its name and type are checked here. */
import { didYouMean } from '../suggest.js';
import { readArgument } from './argument.js';
import { fault, type FieldContext, type Refusal } from './context.js';
import { printable } from './faults.js';
import { checkModifierNames, readModifiers } from './modifiers.js';
import { builtInFields, listParameters, prototypeNames } from './reserved.js';
import { cutSegments, type Segment } from './segments.js';
import type { FieldSpec, FieldType } from './spec.js';
import { fieldTypes, typeAliases } from './types.js';
import { camelCase, namePattern, splitWords } from './words.js';

const longestName = 60;
const longestWord = 4000;

/** Reads a field; undefined when a fault keeps it from being read. `ref.inverse` is left empty. */
export function readField(word: string, context: FieldContext): FieldSpec | undefined {
  if (word.length > longestWord) {
    context.faults.addWord(context.word, `a field has at most ${longestWord} characters`);
    return undefined;
  }
  const [name, type, ...rest] = cutSegments(word);
  const known = type && readType(type, context);
  const names = name && readName(name, type?.name === 'ref', context);
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
  const { onDelete, ...others } = traits;
  const { target, ...limits } = argument;
  const field: FieldSpec = { ...names.forms, type: known, ...others, ...limits };
  if (!target) return field;
  const self = target.key === context.owner;
  if (self && !field.optional) {
    fault(type, context, 'no first row could be made: it would have to refer to itself', 'add optional');
  }
  return { ...field, index: !field.unique, ref: { target, relation: names.relation, inverse: '', onDelete, self } };
}

function readType(segment: Segment, context: FieldContext): FieldType | undefined {
  const { name } = segment;
  if (name === 'refs') {
    fault(segment, context, 'many-to-many is not available yet', 'make a resource of its own with two ref fields');
    return undefined;
  }
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

function readName(segment: Segment, isRef: boolean, context: FieldContext): FieldNames | undefined {
  const problem = spellingProblem(segment.text);
  if (problem) {
    fault(segment, context, ...problem);
    return undefined;
  }
  const written = splitWords(segment.text);
  const base = isRef && written.length > 1 && written.at(-1) === 'id' ? written.slice(0, -1) : written;
  const words = isRef ? [...base, 'id'] : base;
  const forms = { name: camelCase(words), column: words.join('_'), human: words.join(' ') };
  const taken = meaningProblem(forms, camelCase(base), isRef);
  if (taken) fault(segment, context, ...taken);
  return taken ? undefined : { forms, relation: camelCase(base) };
}

function spellingProblem(name: string): Refusal | undefined {
  if (name === '') return ['the field has no name', 'as in title:string'];
  if (prototypeNames.has(name)) return ['every JavaScript object has a property of that name'];
  if (name.length > longestName) return [`a field's name has at most ${longestName} characters`];
  if (/^\d/.test(name)) return ["a field's name starts with a letter"];
  if (namePattern.test(name)) return undefined;
  return ["a field's name is made of the letters a-z, digits and single - or _ between them"];
}

function meaningProblem({ name, column }: FieldNames['forms'], base: string, isRef: boolean): Refusal | undefined {
  if (prototypeNames.has(base)) return ['every JavaScript object has a property of that name'];
  if (base === 'then') return ['JavaScript takes an object with then for a promise', 'choose another name'];
  if (builtInFields.has(base)) return [`every resource has ${base} already`, 'leave it out'];
  if (column.length > longestName) return [`a field's column, ${column}, has at most ${longestName} characters`];
  const alternative = isRef ? undefined : listParameters.get(name);
  if (alternative === undefined) return undefined;
  return [
    `${name} is a query parameter of every list, so nobody could filter by it`,
    `this would work: ${alternative}`,
  ];
}
