/** Translates list queries into conditions and orders. */
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
} from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Filter, ListQuery, Seen, Sort } from '../../shared/list-query.js';
import { isRelated, type Relations } from './relations.js';

const comparisons = { eq, ne, gt, gte, lt, lte };

/**
 * Rows that pass every filter and come after the one seen last, if one was. As always in SQL, `ne`
 * leaves out rows without a value.
 */
export function whereOf(
  table: PgTable,
  { filters, sort, position }: ListQuery,
  relations: Relations = {},
): SQL | undefined {
  const conditions = filters.map((filter) => {
    const relation = relations[filter.field];
    return relation
      ? isRelated(columnOf(table, 'id'), relation, [filter.value].flat())
      : toCondition(columnOf(table, filter.field), filter);
  });
  const seen = 'after' in position ? position.after : undefined;
  return and(...conditions, seen && isAfter(table, sort, seen));
}

/** The order asked for; ties are broken by id, so that pages neither repeat nor skip a row. */
export function orderOf(table: PgTable, { sort }: ListQuery): SQL[] {
  const order = sort.map(({ field, direction }) => {
    const column = columnOf(table, field);
    return direction === 'asc' ? asc(column) : desc(column);
  });
  return [...order, asc(columnOf(table, 'id'))];
}

/**
 * Rows that come after these values of the fields sorted by, and after this id where all are equal.
 * To PostgreSQL, null is greater than any value. What bounds the first field alone lets an index
 * find the place.
 */
function isAfter(
  table: PgTable,
  [first, ...others]: Sort[],
  [value, ...values]: Seen[number][],
): SQL | undefined {
  if (!first) return gt(columnOf(table, 'id'), value);
  const { field, direction, nullable } = first;
  const column = columnOf(table, field);
  const ascending = direction === 'asc';
  const tied = isAfter(table, others, values);
  if (value === null) return ascending ? and(isNull(column), tied) : or(isNotNull(column), tied);
  const nulls = ascending && nullable ? isNull(column) : undefined;
  const [beyond, reached] = ascending ? [gt, gte] : [lt, lte];
  return and(or(reached(column, value), nulls), or(beyond(column, value), nulls, tied));
}

function toCondition(column: PgColumn, { operator, value }: Filter): SQL {
  switch (operator) {
    case 'in':
      return inArray(column, value);
    case 'like':
      return ilike(column, `%${escapeLike(String(value))}%`);
    default:
      return comparisons[operator](column, value);
  }
}

/** `%` and `_` stand for themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}

function columnOf(table: PgTable, field: string): PgColumn {
  const column = getTableColumns(table)[field];
  if (column === undefined) throw new Error(`There is no column for ${field}`);
  return column;
}
