/** The types of fields that resources are made of, as they travel in JSON. */
import { z } from 'zod';
import type { JsonValue } from './json.js';

interface Length {
  min?: number;
  max: number;
}

interface Range<T> {
  min?: T;
  max?: T;
}

interface Digits {
  /** Digits in all. */
  precision: number;
  /** Digits behind the point. */
  scale: number;
}

// PostgreSQL stores neither the NUL character nor half of a surrogate pair.
const unstorable = /[\0\p{Surrogate}]/u;
const unstorableMessage = 'Contains a character that cannot be stored';

export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

export function text({ min = 0, max }: Length) {
  return z.string().min(min).max(max).refine(isStorable, unstorableMessage);
}

export function email({ min = 0, max }: Length) {
  return z.email().min(min).max(max);
}

/** An absolute http or https address. */
export function url({ min = 0, max }: Length) {
  return z
    .url({ protocol: /^https?$/ })
    .min(min)
    .max(max)
    .refine(isStorable, unstorableMessage);
}

/** Lower-case words joined by hyphens. */
export function slug({ min = 0, max }: Length) {
  return z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Invalid slug')
    .min(min)
    .max(max);
}

/** A whole number of 32 bits. */
export function integer({ min = -(2 ** 31), max = 2 ** 31 - 1 }: Range<number> = {}) {
  return z.int().min(min).max(max);
}

/** A whole number of 64 bits; a string, because JSON numbers lose digits. */
export function bigint({ min, max }: Range<string> = {}) {
  const least = BigInt(min ?? -(2n ** 63n));
  const greatest = BigInt(max ?? 2n ** 63n - 1n);
  return z
    .string()
    .regex(/^(?:0|-?[1-9]\d{0,18})$/, { error: 'Invalid whole number', abort: true })
    .refine((value) => BigInt(value) >= least, outOfRange('at least', least))
    .refine((value) => BigInt(value) <= greatest, outOfRange('at most', greatest));
}

/** A number with a fixed number of decimals; a string, because JSON numbers are not exact. */
export function decimal({ precision, scale, min, max }: Digits & Range<string>) {
  const whole = precision > scale ? `(?:0|[1-9]\\d{0,${precision - scale - 1}})` : '0';
  const fraction = scale > 0 ? `(?:\\.\\d{1,${scale}})?` : '';
  const least = min === undefined ? undefined : unscaled(min, scale);
  const greatest = max === undefined ? undefined : unscaled(max, scale);
  return z
    .string()
    .regex(new RegExp(`^-?${whole}${fraction}$`), {
      error: `Must be a string of at most ${precision} digits, ${scale} of them behind the point`,
      abort: true,
    })
    .refine(
      (value) => least === undefined || unscaled(value, scale) >= least,
      outOfRange('at least', min),
    )
    .refine(
      (value) => greatest === undefined || unscaled(value, scale) <= greatest,
      outOfRange('at most', max),
    );
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function date({ min = '0001-01-01', max = '9999-12-31' }: Range<string> = {}) {
  return z.iso
    .date({ abort: true })
    .refine((value) => value >= min, outOfRange('at least', min))
    .refine((value) => value <= max, outOfRange('at most', max));
}

/** A moment, ISO 8601 with an offset. */
export function datetime({
  min = '0001-01-01T00:00:00Z',
  max = '9999-12-31T23:59:59.999Z',
}: Range<string> = {}) {
  const first = new Date(min);
  const last = new Date(max);
  return z.iso
    .datetime({ offset: true, abort: true })
    .transform((value) => new Date(value))
    .refine((value) => value >= first, outOfRange('at least', min))
    .refine((value) => value <= last, outOfRange('at most', max));
}

/** Ids of other records, in lower case, none of them twice. */
export function ids({ min = 0, max }: Length) {
  return z
    .array(z.guid().toLowerCase())
    .min(min)
    .max(max)
    .refine((values) => new Set(values).size === values.length, {
      error: 'Names a record twice',
      params: { code: 'DUPLICATE' },
    });
}

/** Any JSON value but null. */
export function json() {
  return z
    .unknown()
    .refine((value) => value !== undefined && value !== null, 'Must not be null')
    .refine(isStorableJson, unstorableMessage)
    .transform((value) => value as JsonValue);
}

function isStorableJson(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(
    ([key, item]) => key !== '__proto__' && isStorable(key) && isStorableJson(item),
  );
}

/** `12.5` with scale 2 is 1250n. */
function unscaled(value: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
}

function outOfRange(relation: string, bound: unknown) {
  return { error: `Must be ${relation} ${bound}`, params: { code: 'OUT_OF_RANGE' } };
}
