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
  lt,
  lte,
  ne,
  type SQL,
} from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Filter, ListQuery } from '../../shared/list-query.js';
import { isRelated, type Relations } from './relations.js';

const comparisons = { eq, ne, gt, gte, lt, lte };

/** Rows that pass every filter. As always in SQL, `ne` leaves out rows without a value. */
export function whereOf(
  table: PgTable,
  { filters }: ListQuery,
  relations: Relations = {},
): SQL | undefined {
  const conditions = filters.map((filter) => {
    const relation = relations[filter.field];
    return relation
      ? isRelated(columnOf(table, 'id'), relation, [filter.value].flat())
      : toCondition(columnOf(table, filter.field), filter);
  });
  return and(...conditions);
}

/** The order asked for; ties are broken by id, so that pages neither repeat nor skip a row. */
export function orderOf(table: PgTable, { sort }: ListQuery): SQL[] {
  const order = sort.map(({ field, direction }) => {
    const column = columnOf(table, field);
    return direction === 'asc' ? asc(column) : desc(column);
  });
  return [...order, asc(columnOf(table, 'id'))];
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
