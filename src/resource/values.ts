/** Reads values of `default=`, `min=` and `max=`, by the type of their field. Pure; every pattern is linear. */
import type { WrittenType } from './types.js';

/** A value as {@link FieldSpec} holds it, or a sentence that says what it should be. */
export type Reading<T = string | number | boolean> = { value: T } | { expected: string };

/** Digits that bound a decimal. */
export interface DecimalSize {
  precision: number;
  scale: number;
}

const longestText = 1000;
/** Characters that need no quoting in a shell, in SQL or in TypeScript. */
const plainText = /^[\p{L}\p{N}\p{M}_.,+@%/-]+$/u;
const plainUrl = /^https?:\/\/[A-Za-z0-9_.,+@%/:?&=#~-]+$/;
const emailForm = /^[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;
const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const slugForm = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const readers: Partial<Record<WrittenType, (text: string, size: DecimalSize) => Reading>> = {
  string: readText,
  text: readText,
  email: (text) => readForm(text.toLowerCase(), emailForm, 'an e-mail address'),
  url: (text) => readForm(text, plainUrl, 'an http or https address'),
  uuid: (text) => readForm(text.toLowerCase(), uuidForm, 'a UUID'),
  slug: (text) => readForm(text, slugForm, 'lower-case letters, digits and single hyphens'),
  integer: (text) => readWhole(text, -(2n ** 31n), 2n ** 31n - 1n, Number),
  bigint: (text) => readWhole(text, -(2n ** 63n), 2n ** 63n - 1n, String),
  float: readFloat,
  decimal: readDecimal,
  boolean: (text) => (text === 'true' || text === 'false' ? { value: text === 'true' } : { expected: 'true or false' }),
  date: readDate,
  datetime: readDateTime,
};

/** Reads a value of a type. `enum`, `json` and relations have none that could be read here. */
export function readValue(type: WrittenType, text: string, size: DecimalSize): Reading {
  const reader = readers[type];
  if (!reader) return { expected: 'no value' };
  return text.length > longestText ? { expected: `at most ${longestText} characters` } : reader(text, size);
}

/** Reads a number of what `counted` says. */
export function readCount(text: string, least: number, greatest: number, counted: string): Reading<number> {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  const expected = `a number of ${counted} between ${least} and ${greatest}`;
  return value >= least && value <= greatest ? { value } : { expected };
}

/** Negative when `a` comes before `b`; both are values of the same type. */
export function compareValues(type: WrittenType, a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string' && (type === 'bigint' || type === 'decimal')) {
    const [left, right] = [scaled(a), scaled(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

function readText(text: string): Reading {
  return readForm(text, plainText, 'letters, digits and _ - . , + @ % / alone');
}

function readForm(text: string, form: RegExp, expected: string): Reading {
  return form.test(text) ? { value: text } : { expected };
}

function readWhole(text: string, least: bigint, greatest: bigint, make: (value: bigint) => number | string): Reading {
  const expected = `a whole number between ${least} and ${greatest}`;
  if (!/^-?\d{1,25}$/.test(text)) return { expected };
  const value = BigInt(text);
  return value >= least && value <= greatest ? { value: make(value) } : { expected };
}

function readFloat(text: string): Reading {
  const value = /^-?\d{1,400}(?:\.\d{1,400})?(?:e[+-]?\d{1,4})?$/i.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? { value: value === 0 ? 0 : value } : { expected: 'a number, as 0.5' };
}

function readDecimal(text: string, { precision, scale }: DecimalSize): Reading {
  const whole = precision - scale;
  const expected = `a number with at most ${whole} digits before the point and ${scale} behind it`;
  const [, sign = '', left = '', right = ''] = /^(-?)(\d{1,50})(?:\.(\d{1,50}))?$/.exec(text) ?? [];
  if (left === '') return { expected };
  const integer = stripZeros(left);
  const fraction = right.replace(/0+$/, '');
  if (integer.length > whole || fraction.length > scale) return { expected };
  const digits = `${integer || '0'}${fraction && `.${fraction}`}`;
  return { value: digits === '0' ? digits : `${sign}${digits}` };
}

function stripZeros(digits: string): string {
  return digits.replace(/^0+/, '');
}

function readDate(text: string): Reading {
  const expected = 'a day, as 2026-01-31';
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '0001') return { expected };
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? { value: text } : { expected };
}

function readDateTime(text: string): Reading {
  const expected = 'a moment, as 2026-01-31 or 2026-01-31T12:00:00Z';
  const [day, time] = [text.slice(0, 10), text.slice(10)];
  if (!('value' in readDate(day))) return { expected };
  if (time !== '' && !/^T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.test(time)) return { expected };
  const moment = Date.parse(time === '' ? `${day}T00:00:00Z` : text);
  const year = Number.isNaN(moment) ? 0 : new Date(moment).getUTCFullYear();
  return year >= 1 && year <= 9999 ? { value: new Date(moment).toISOString() } : { expected };
}

/** A decimal as a whole number of the fiftieth place. */
function scaled(value: string): bigint {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(50, '0'));
  return value.startsWith('-') ? -digits : digits;
}
