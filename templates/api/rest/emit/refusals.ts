/** Values that a field refuses, each with the code the API answers: rows of a generated test's table. */
import type { FieldSpec, ManyReference, ResourceSpec } from '../../../../src/resource/spec.js';
import { decimalText, unscaled } from './decimals.js';
import { maxLength } from './field-types.js';
import { plainSample } from './samples.js';
import { literal } from './text.js';

/** A code and the source text of a value. */
type Refusal = readonly [code: string, value: string];

/** Texts longer than this make a request too large altogether. */
const longestBody = 500_000;

/** Rows `['title', 'TOO_LONG', 'x'.repeat(256)]`, of what each request refuses that carries the field. */
export function refusalRows({ fields, relations }: Pick<ResourceSpec, 'fields' | 'relations'>): string[] {
  return [
    ...fields.flatMap((field) => rowsOf(field.name, refusalsOf(field))),
    ...relations.flatMap((relation) => rowsOf(relation.name, refusalsOfList(relation))),
    "['id', 'UNKNOWN_FIELD', randomUUID()]",
    "['createdAt', 'UNKNOWN_FIELD', new Date()]",
  ];
}

function rowsOf(name: string, refusals: readonly Refusal[]): string[] {
  return refusals.map(([code, value]) => `['${name}', '${code}', ${value}]`);
}

function refusalsOf(field: FieldSpec): Refusal[] {
  if (field.readonly) return [['UNKNOWN_FIELD', field.ref ? 'randomUUID()' : plainSample(field)]];
  const empty = ['enum', 'json'].includes(field.type) ? 'INVALID_VALUE' : 'INVALID_TYPE';
  return [...(field.optional ? [] : [[empty, 'null'] as const]), ...malformed(field), ...outOfBounds(field)];
}

/** Of a list of ids. */
function refusalsOfList({ readonly, min, max }: ManyReference): Refusal[] {
  if (readonly) return [['UNKNOWN_FIELD', '[]']];
  return [
    ['INVALID_TYPE', '42'],
    ...(min === 0 ? [] : [['TOO_SMALL', min === 1 ? '[]' : ids(min - 1)] as const]),
    ['TOO_BIG', ids(max + 1)],
    ...(max > 1
      ? [['DUPLICATE', `Array(${Math.max(2, min)}).fill('018f3f5e-1c2d-4a3b-8c4d-5e6f70819203')`] as const]
      : []),
    ['REFERENCE_NOT_FOUND', min > 1 ? ids(min) : '[randomUUID()]'],
  ];
}

function ids(length: number): string {
  return `Array.from({ length: ${length} }, () => randomUUID())`;
}

function malformed(field: FieldSpec): Refusal[] {
  switch (field.type) {
    case 'string':
    case 'text':
      return field.optional ? [['INVALID_TYPE', '42']] : [];
    case 'bigint':
      return [['INVALID_TYPE', '42']];
    case 'integer':
      return [['INVALID_TYPE', '1.5']];
    case 'float':
      return [['INVALID_TYPE', "'1.5'"]];
    case 'boolean':
      return [['INVALID_TYPE', "'true'"]];
    case 'email':
    case 'url':
      return [['INVALID_FORMAT', "'example'"]];
    case 'slug':
      return [['INVALID_FORMAT', notSlug(field)]];
    case 'uuid':
      return [['INVALID_FORMAT', "'42'"]];
    case 'decimal':
      return [
        ['INVALID_TYPE', '1.5'],
        ['INVALID_FORMAT', literal(`0.${'1'.repeat((field.scale ?? 2) + 1)}`)],
      ];
    case 'date':
      return [['INVALID_FORMAT', "'2026-02-30'"]];
    case 'datetime':
      return [['INVALID_FORMAT', "'2026-01-31'"]];
    case 'json':
      return [];
    case 'enum':
      return [['INVALID_VALUE', "'something else'"]];
    case 'ref':
      return [
        ['INVALID_FORMAT', "'42'"],
        ['REFERENCE_NOT_FOUND', 'randomUUID()'],
      ];
  }
}

/** Wrong in its form alone: within the field's length. */
function notSlug(field: FieldSpec): string {
  const words = 'Not a slug';
  const least = Number(field.min ?? 0);
  return least > words.length ? `'X'.repeat(${least})` : literal(words.slice(0, maxLength(field)));
}

function outOfBounds(field: FieldSpec): Refusal[] {
  const { type, min, max } = field;
  switch (type) {
    case 'string':
    case 'text':
      return [...tooShort(field), ...tooLong(field)];
    case 'slug':
      return [...(Number(min ?? 0) > 1 ? tooShort(field) : []), ...tooLong(field)];
    case 'email':
    case 'url':
      return tooLongAddress(field);
    case 'integer':
    case 'float':
      return [
        ...(min === undefined ? [] : [['TOO_SMALL', beyond(Number(min), -1)] as const]),
        ...(max === undefined ? [] : [['TOO_BIG', beyond(Number(max), 1)] as const]),
      ];
    case 'bigint':
    case 'decimal':
    case 'date':
    case 'datetime':
      return [step(field, min, -1), step(field, max, 1)].flatMap((value) =>
        value === undefined ? [] : [['OUT_OF_RANGE', literal(value)] as const],
      );
    default:
      return [];
  }
}

function tooShort({ min }: FieldSpec): Refusal[] {
  const least = Number(min ?? 0);
  return least === 0 ? [] : [['TOO_SHORT', least === 1 ? "''" : `'x'.repeat(${least - 1})`]];
}

function tooLong(field: FieldSpec): Refusal[] {
  const most = maxLength(field) ?? 0;
  return most > longestBody ? [] : [['TOO_LONG', `'x'.repeat(${most + 1})`]];
}

/** Right in its form, and too long. */
function tooLongAddress(field: FieldSpec): Refusal[] {
  const most = maxLength(field) ?? 0;
  const address = (filling: string) => (field.type === 'email' ? `${filling}@b.co` : `http://a.co/${filling}`);
  const filling = most + 1 - address('').length;
  return most > longestBody ? [] : [['TOO_LONG', `\`${address(`\${'x'.repeat(${filling})}`)}\``]];
}

/** One more or less; of numbers too great to tell, twice as much. */
function beyond(bound: number, direction: 1 | -1): string {
  const next = bound + direction;
  return String(next === bound ? bound + direction * Math.abs(bound) : next);
}

/** The next value beyond a bound; undefined without a bound, or where no value of the type's form lies beyond. */
function step(field: FieldSpec, bound: number | string | undefined, direction: 1 | -1): string | undefined {
  if (bound === undefined) return undefined;
  const { type, precision = 10, scale = 2 } = field;
  if (type === 'bigint') {
    const value = BigInt(bound) + BigInt(direction);
    return String(value).replace('-', '').length > 18 ? undefined : String(value);
  }
  if (type === 'decimal') {
    const value = unscaled(String(bound), scale) + BigInt(direction);
    return String(value).replace('-', '').length > precision ? undefined : decimalText(value, scale);
  }
  const stepMs = type === 'date' ? 86_400_000 : 1;
  const moment = new Date(Date.parse(String(bound)) + direction * stepMs);
  const year = moment.getUTCFullYear();
  if (year < 1 || year > 9999) return undefined;
  return type === 'date' ? moment.toISOString().slice(0, 10) : moment.toISOString();
}
