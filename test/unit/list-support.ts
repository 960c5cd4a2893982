/** Lists as PostgreSQL orders them, for the tests of what ORMs are asked for. */
import { expect } from 'vitest';

/** A value of a row; there is no order between those of different types. */
export type Value = string | number | boolean | Date | null;

/** A row of a list. */
export type Row = Readonly<Record<string, Value>>;

/** One field that a list is sorted by. */
export interface Sort {
  field: string;
  direction: 'asc' | 'desc';
  nullable: boolean;
}

/** Values by field: few, so that there are ties. */
const values: Readonly<Record<string, readonly Value[]>> = {
  name: ['a', 'b', 'c', null],
  rank: [1, 2, 3],
  ok: [true, false],
  sure: [true, false, null],
  at: [new Date(1), new Date(2), null],
};

/** As a comparison of two values in SQL: null is neither greater nor less than any. */
export function less(one: Value | undefined, other: Value | undefined): boolean {
  return one != null && other != null && one < other;
}

/** As `=` in SQL. */
export function same(one: Value | undefined, other: Value | undefined): boolean {
  return one != null && other != null && !less(one, other) && !less(other, one);
}

/**
 * Expects that what comes after a row in a list, by the given condition, is what PostgreSQL puts after it: whatever the
 * list is sorted by, and whichever row it is.
 */
export function expectRest(isAfter: (sort: readonly Sort[], seen: readonly Value[]) => (row: Row) => boolean): void {
  const random = numbers();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  for (let round = 0; round < 40; round++) {
    const rows = Array.from({ length: 15 }, (_, index) => ({
      ...Object.fromEntries(Object.entries(values).map(([field, some]) => [field, pick(some)])),
      id: String.fromCodePoint(97 + index),
    }));
    const sort = Array.from({ length: 1 + Math.floor(random() * 3) }, (): Sort => {
      const field = pick(Object.keys(values));
      return { field, direction: pick(['asc', 'desc'] as const), nullable: values[field]?.includes(null) ?? false };
    });
    const ordered = rows.toSorted((one, other) => order(one, other, sort));
    for (const [index, row] of ordered.entries()) {
      const seen = [...sort.map(({ field }) => valueOf(row, field)), row.id];
      expect(ordered.filter(isAfter(sort, seen)), JSON.stringify({ sort, seen })).toEqual(ordered.slice(index + 1));
    }
  }
}

/** To PostgreSQL, null is greater than any value; ties are broken by id. */
function order(one: Row, other: Row, sort: readonly Sort[]): number {
  for (const { field, direction } of [...sort, { field: 'id', direction: 'asc' }]) {
    const [a, b] = [valueOf(one, field), valueOf(other, field)];
    const greater = a === null ? b !== null : less(b, a);
    const smaller = b === null ? a !== null : less(a, b);
    if (greater || smaller) return greater === (direction === 'asc') ? 1 : -1;
  }
  return 0;
}

/** The row's value of a field. */
export function valueOf(row: Row, field: string): Value {
  return row[field] ?? null;
}

/** The same numbers between 0 and 1 on every run. */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
