/**
 * Cursors: the row after which the next part of a list begins, as text that means nothing to
 * callers. It comes back from outside, so all of it is checked against what the list shows.
 */
import { z } from 'zod';
import { validationError } from './errors.js';
import { type FilterValue, readFilterValue } from './filter-values.js';
import { type FieldRules, findField } from './filters.js';
import type { Seen, Sort } from './list-query.js';
import { Fault } from './query-parameters.js';

/** Characters; a longer cursor does not fit into every URL. */
const maxLength = 4_096;

const contentSchema = z.strictObject({
  sort: z.string(),
  values: z.array(z.string().nullable()),
  id: z.guid(),
});

/**
 * @param row the last one that was answered, as callers see it
 * @throws AppError VALIDATION_ERROR when the values sorted by are too long.
 */
export function writeCursor(sort: readonly Sort[], row: { id: string }): string {
  const shown = new Map<string, unknown>(Object.entries(row));
  const values = sort.map(({ field }) => textOf(shown.get(field)));
  const cursor = encode(JSON.stringify({ sort: orderOf(sort), values, id: row.id }));
  if (cursor.length <= maxLength) return cursor;
  const message = 'The values sorted by are too long to go on from';
  throw validationError([{ field: 'cursor', code: 'TOO_LONG', message }]);
}

/** @throws Fault when it is none that a list in this order gave out. */
export function readCursor(cursor: string, sort: readonly Sort[], fields: FieldRules): Seen {
  const { data } = contentSchema.safeParse(decode(cursor));
  if (data?.values.length !== sort.length) throw notOurs();
  if (data.sort !== orderOf(sort)) throw new Fault('OTHER_SORT', 'Is of a list in another order');
  const values = sort.map((by, index) => readValue(data.values[index], by, fields));
  return [...values, data.id];
}

function notOurs(): Fault {
  return new Fault('INVALID_VALUE', 'Is not a cursor that this list gave out');
}

function textOf(value: unknown): string | null {
  if (value === null) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}

function readValue(
  text: string | null | undefined,
  { field, nullable }: Sort,
  fields: FieldRules,
): FilterValue | null {
  if (text === null && nullable) return null;
  const { rule } = findField(field, fields);
  const value = typeof text === 'string' ? readFilterValue(text, rule) : undefined;
  if (value === undefined) throw notOurs();
  return value;
}

function orderOf(sort: readonly Sort[]): string {
  return sort.map(({ field, direction }) => (direction === 'desc' ? `-${field}` : field)).join();
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}

/** Undefined when it is nothing that was encoded: Buffer itself passes over what is malformed. */
function decode(cursor: string): unknown {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (cursor.length > maxLength || encode(text) !== cursor) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
