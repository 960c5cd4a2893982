/** What a generated project's own code makes of a list's query. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { templatesRoot } from '../../src/package/root.js';
import { expectRest, less, same, valueOf, type Row, type Value } from './list-support.js';

type Where = Readonly<Record<string, unknown>>;

interface List {
  findManyArgs(query: unknown, forms?: unknown): { where: { AND: Where[] }; orderBy: unknown };
}

const { findManyArgs } = (await import(path.join(templatesRoot, 'orm/prisma/files/src/platform/db/list.ts'))) as List;

const query = { position: { page: 1 }, limit: 20, sort: [], filters: [] };

/** Whether a row meets conditions, as Prisma takes them. */
function meets(row: Row, where: Where): boolean {
  return Object.entries(where).every(([key, condition]) => {
    const parts = [condition].flat() as Where[];
    if (key === 'AND') return parts.every((part) => meets(row, part));
    if (key === 'OR') return parts.some((part) => meets(row, part));
    if (key === 'NOT') return !parts.some((part) => meets(row, part));
    return compare(valueOf(row, key), condition as Value | Record<string, Value>);
  });
}

function compare(value: Value, condition: Value | Record<string, Value>): boolean {
  if (condition === null) return value === null;
  if (typeof condition !== 'object' || condition instanceof Date) return same(value, condition);
  return Object.entries(condition).every(([operator, other]) => {
    if (typeof other === 'boolean') throw new Error('Prisma does not compare booleans');
    if (operator.endsWith('e') && same(value, other)) return true;
    return operator.startsWith('gt') ? less(other, value) : less(value, other);
  });
}

describe('a list query', () => {
  const lists = { tagIds: { relation: 'tags', id: 'tagId' } };
  const days = ['day'];
  const [first, second] = ['2024-02-29', '0001-01-01'].map((day) => new Date(`${day}T00:00:00Z`));

  it.each([
    [{ field: 'tagIds', operator: 'eq', value: 'a' }, { tags: { some: { tagId: { equals: 'a' } } } }],
    [{ field: 'tagIds', operator: 'in', value: ['a', 'b'] }, { tags: { some: { tagId: { in: ['a', 'b'] } } } }],
    [{ field: 'title', operator: 'ne', value: 'a' }, { title: { not: 'a' } }],
    [{ field: 'title', operator: 'like', value: '50%' }, { title: { contains: '50\\%', mode: 'insensitive' } }],
    [{ field: 'title', operator: 'eq', value: '2024-02-29' }, { title: { equals: '2024-02-29' } }],
    [{ field: 'day', operator: 'lt', value: '2024-02-29' }, { day: { lt: first } }],
    [{ field: 'day', operator: 'in', value: ['2024-02-29', '0001-01-01'] }, { day: { in: [first, second] } }],
  ])('with %j', (filter, condition) => {
    expect(findManyArgs({ ...query, filters: [filter] }, { days, lists }).where).toEqual({ AND: [condition] });
  });

  it('breaks ties by id', () => {
    const sort = [{ field: 'title', direction: 'desc', nullable: false }];
    expect(findManyArgs({ ...query, sort }).orderBy).toEqual([{ title: 'desc' }, { id: 'asc' }]);
  });

  it('has no condition on the first page of a walk', () => {
    expect(findManyArgs({ ...query, position: { after: undefined } }).where).toEqual({ AND: [] });
  });

  it('goes on after the row seen last, and after what the filters leave', () => {
    const filters = [{ field: 'title', operator: 'eq', value: 'a' }];
    expect(findManyArgs({ ...query, filters, position: { after: ['b'] } }).where).toEqual({
      AND: [{ title: { equals: 'a' } }, { id: { gt: 'b' } }],
    });
  });

  it('asks only those for null that may be', () => {
    const sort = [{ field: 'day', direction: 'asc', nullable: false }];
    const { where } = findManyArgs({ ...query, sort, position: { after: ['2024-02-29', 'a'] } }, { days });
    expect(where.AND).toEqual([
      { AND: [{ OR: [{ day: { gte: first } }] }, { OR: [{ day: { gt: first } }, { id: { gt: 'a' } }] }] },
    ]);
  });

  it('finds what PostgreSQL puts after any row, whatever the order', () => {
    expectRest((sort, seen) => {
      const { where } = findManyArgs({ ...query, sort, position: { after: seen } });
      return (row) => meets(row, where);
    });
  });
});
