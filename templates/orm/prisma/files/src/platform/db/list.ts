/** Turns a list query into what Prisma's findMany takes. */
import type { Filter, ListQuery } from '../../shared/list-query.js';

const operators = {
  eq: 'equals',
  ne: 'not',
  gt: 'gt',
  gte: 'gte',
  lt: 'lt',
  lte: 'lte',
  in: 'in',
} as const;

/**
 * Behind a list of ids: the relation, the property of its rows that holds the id, and the condition
 * on those that count, where not all do.
 */
export type Lists = Readonly<Record<string, { relation: string; id: string; where?: object }>>;

/** @param lists the fields that are lists of ids: `tagIds` */
export function findManyArgs({ page, limit, sort, filters }: ListQuery, lists: Lists = {}) {
  const orderBy = sort.map(({ field, direction }) => ({ [field]: direction }));
  return {
    where: { AND: filters.map((filter) => toCondition(filter, lists)) },
    orderBy: [...orderBy, { id: 'asc' as const }],
    skip: (page - 1) * limit,
    take: limit,
  };
}

function toCondition({ field, operator, value }: Filter, lists: Lists) {
  if (operator === 'like') {
    return { [field]: { contains: literal(String(value)), mode: 'insensitive' as const } };
  }
  const condition = { [operators[operator]]: value };
  const list = lists[field];
  return list
    ? { [list.relation]: { some: { ...list.where, [list.id]: condition } } }
    : { [field]: condition };
}

/** Prisma hands the wildcards of LIKE through. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
