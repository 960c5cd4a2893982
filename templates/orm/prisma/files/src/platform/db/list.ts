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

export function findManyArgs({ page, limit, sort, filters }: ListQuery) {
  const orderBy = sort.map(({ field, direction }) => ({ [field]: direction }));
  return {
    where: { AND: filters.map(toCondition) },
    orderBy: [...orderBy, { id: 'asc' as const }],
    skip: (page - 1) * limit,
    take: limit,
  };
}

function toCondition({ field, operator, value }: Filter) {
  if (operator !== 'like') return { [field]: { [operators[operator]]: value } };
  return { [field]: { contains: literal(String(value)), mode: 'insensitive' as const } };
}

/** Prisma hands the wildcards of LIKE through. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
