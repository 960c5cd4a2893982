/** Turns the text of a filter in a query string into a value of the field's type. */
import { z } from 'zod';
import { bigint, date, datetime, integer, text } from './fields.js';

/**
 * How a field is compared. `json` can be shown, but neither filtered nor sorted by; `ids` is a list
 * of uuids, filtered by what is in it.
 */
export type FieldKind =
  | 'string'
  | 'uuid'
  | 'ids'
  | 'integer'
  | 'bigint'
  | 'float'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'json';

/** A kind, or the values of an enumeration. */
export type FieldRule = FieldKind | readonly string[];

/** A number for integer and float, a Date for datetime, else a string or boolean. */
export type FilterValue = string | number | boolean | Date;

const day = /^\d{4}-\d{2}-\d{2}$/;

const readers: Record<Exclude<FieldKind, 'json'>, z.ZodType<FilterValue>> = {
  string: text({ max: 4_000 }),
  uuid: z.guid(),
  ids: z.guid(),
  integer: z
    .string()
    .regex(/^-?\d{1,10}$/)
    .transform(Number)
    .pipe(integer()),
  bigint: bigint(),
  float: z
    .string()
    .regex(/^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/)
    .transform(Number)
    .pipe(z.number()),
  decimal: z.string().regex(/^-?\d{1,40}(?:\.\d{1,40})?$/),
  boolean: z.enum(['true', 'false']).transform((value) => value === 'true'),
  date: date(),
  datetime: z
    .string()
    .transform((value) => (day.test(value) ? `${value}T00:00:00Z` : value))
    .pipe(datetime()),
};

/** Undefined when the text is no value of that kind. */
export function readFilterValue(value: string, rule: FieldRule): FilterValue | undefined {
  if (typeof rule !== 'string') return rule.find((allowed) => allowed === value);
  if (rule === 'json') return undefined;
  return readers[rule].safeParse(value).data;
}
