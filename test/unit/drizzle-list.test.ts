/** What a generated project's own code makes of a list's query. Drizzle's operators, played here, are predicates. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { playing } from './drizzle-support.js';
import { expectRest, less, same, valueOf, type Row, type Value } from './list-support.js';

type Test = (row: Row) => boolean;
type Column = string;

const operators = {
  and:
    (...all: (Test | undefined)[]): Test =>
    (row) =>
      all.every((test) => test?.(row) ?? true),
  or: (...all: (Test | undefined)[]): Test => {
    const given = all.filter((test) => test !== undefined);
    return (row) => given.some((test) => test(row));
  },
  eq:
    (column: Column, value: Value): Test =>
    (row) =>
      same(valueOf(row, column), value),
  gt:
    (column: Column, value: Value): Test =>
    (row) =>
      less(value, valueOf(row, column)),
  lt:
    (column: Column, value: Value): Test =>
    (row) =>
      less(valueOf(row, column), value),
  gte: (column: Column, value: Value): Test => operators.or(operators.gt(column, value), operators.eq(column, value)),
  lte: (column: Column, value: Value): Test => operators.or(operators.lt(column, value), operators.eq(column, value)),
  isNull:
    (column: Column): Test =>
    (row) =>
      valueOf(row, column) === null,
  isNotNull:
    (column: Column): Test =>
    (row) =>
      valueOf(row, column) !== null,
  asc: (column: Column) => `${column} asc`,
  desc: (column: Column) => `${column} desc`,
  getTableColumns: (table: Readonly<Record<string, Column>>) => table,
};

interface List {
  whereOf(table: object, query: unknown): Test;
  orderOf(table: object, query: unknown): string[];
}

const others = ['ilike', 'inArray', 'ne', 'sql'];
const unused = Object.fromEntries(others.map((name) => [name, undefined]));
const { folder, load } = playing({ 'drizzle-orm': { ...unused, ...operators } });
afterAll(() => rmSync(folder, { recursive: true }));

const { whereOf, orderOf } = (await load('platform/db/list.ts')) as List;

const table = Object.fromEntries(['id', 'name', 'rank', 'ok', 'sure', 'at'].map((name) => [name, name]));
const query = { limit: 20, sort: [], filters: [] };

describe('a list query', () => {
  it('breaks ties by id', () => {
    const sort = [{ field: 'name', direction: 'desc', nullable: true }];
    expect(orderOf(table, { ...query, sort })).toEqual(['name desc', 'id asc']);
  });

  it('goes on after the row seen last, and after what the filters leave', () => {
    const filters = [{ field: 'rank', operator: 'gt', value: 1 }];
    const passes = whereOf(table, { ...query, filters, position: { after: ['b'] } });
    const rows = ['a', 'b', 'c', 'd'].map((id, rank) => ({ id, rank: 3 - rank }));
    expect(rows.filter(passes)).toEqual([]);
    expect(rows.map((row) => ({ ...row, rank: 2 })).filter(passes)).toMatchObject([{ id: 'c' }, { id: 'd' }]);
    expect(rows.filter(whereOf(table, { ...query, position: { after: undefined } }))).toEqual(rows);
  });

  it('finds what PostgreSQL puts after any row, whatever the order', () => {
    expectRest((sort, seen) => whereOf(table, { ...query, sort, position: { after: seen } }));
  });
});
