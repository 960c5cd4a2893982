/** Reads what follows the `=` of a type: the digits of a decimal, the values of an enum, the target of a ref. */
import { fault, type FieldContext } from './context.js';
import { printable } from './faults.js';
import { prototypeNames } from './reserved.js';
import type { Segment } from './segments.js';
import type { NameForms } from './spec.js';
import { typeRules, type WrittenType } from './types.js';

/** What the argument of a type says. */
export interface Argument {
  precision?: number;
  scale?: number;
  values?: readonly string[];
  target?: NameForms;
}

/** Reads the argument of a type; undefined when it is wrong or missing. */
export function readArgument(type: WrittenType, segment: Segment, context: FieldContext): Argument | undefined {
  const { argument } = typeRules[type];
  if (argument === undefined) {
    if (segment.value === undefined) return {};
    const hint =
      /^\d+$/.test(segment.value) && typeRules[type].range ? `did you mean ${type}:max=${segment.value}?` : undefined;
    fault(segment, context, `${type} takes no argument`, hint);
    return undefined;
  }
  if (type === 'decimal') return readDecimalSize(segment, context);
  if (!segment.value) {
    fault(segment, context, `${type} needs an argument`, `as in ${argument}`);
    return undefined;
  }
  if (type === 'enum') return readEnum(segment, segment.value, context);
  const target = context.target(segment);
  return target && { target };
}

function readDecimalSize(segment: Segment, context: FieldContext): Argument | undefined {
  const [, digits, behind = '0'] = /^(\d{1,3})(?:,(\d{1,3}))?$/.exec(segment.value ?? '10,2') ?? [];
  const precision = Number(digits ?? 0);
  const scale = Number(behind);
  if (precision >= 1 && precision <= 38 && scale <= precision) return { precision, scale };
  const message = 'decimal takes the digits in all, 1 to 38, and how many of them are behind the point';
  fault(segment, context, message, 'as in decimal=10,2');
  return undefined;
}

function readEnum(segment: Segment, list: string, context: FieldContext): Argument | undefined {
  const values = list.split(',');
  const wrong = values.find((value) => !/^[A-Za-z][A-Za-z0-9_-]{0,49}$/.test(value) || prototypeNames.has(value));
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (values.length > 50) {
    fault(segment, context, 'an enum has at most 50 values', 'make a resource of them and refer to it');
  } else if (wrong !== undefined) {
    const hint = 'a value starts with a letter and has at most 50 letters, digits, _ and -';
    fault(segment, context, `"${printable(wrong)}" cannot be a value of an enum`, hint);
  } else if (twice !== undefined) {
    fault(segment, context, `the enum has the value ${twice} twice`);
  } else {
    return { values };
  }
  return undefined;
}
