/** Turns a list query into what Prisma's findMany takes. */
import type { Filter, ListQuery, Seen, Sort } from '../../shared/list-query.js';

const operators = {
  eq: 'equals',
  ne: 'not',
  gt: 'gt',
  gte: 'gte',
  lt: 'lt',
  lte: 'lte',
  in: 'in',
} as const;

/** Fields whose values Prisma has in another form. */
interface Forms {
  /** Days of the calendar. */
  days?: readonly string[];
  /**
   * Lists of ids (`tagIds`): the relation behind them, the property of its rows that holds the id,
   * and the condition on those that count, where not all do.
   */
  lists?: Readonly<Record<string, { relation: string; id: string; where?: object }>>;
}

/** For the rows that pass every filter and, if one was seen, come after that one; in order. */
export function findManyArgs({ sort, filters, position }: ListQuery, forms: Forms = {}) {
  const conditions = filters.map((filter) => toCondition(filter, forms));
  const seen = 'after' in position ? position.after : undefined;
  const orderBy = sort.map(({ field, direction }) => ({ [field]: direction }));
  return {
    where: { AND: seen ? [...conditions, isAfter(sort, seen, forms)] : conditions },
    orderBy: [...orderBy, { id: 'asc' as const }],
  };
}

/**
 * Rows that come after these values of the fields sorted by, and after this id where all are equal.
 * To PostgreSQL, null is greater than any value. What bounds the first field alone lets an index
 * find the place.
 */
function isAfter(
  [first, ...others]: Sort[],
  [value, ...values]: Seen[number][],
  forms: Forms,
): object {
  if (!first) return { id: { gt: value } };
  const { field, direction, nullable } = first;
  const ascending = direction === 'asc';
  const tied = isAfter(others, values, forms);
  if (value === null) {
    const isNull = { [field]: null };
    return ascending ? { AND: [isNull, tied] } : { OR: [{ NOT: isNull }, tied] };
  }
  const nulls = ascending && nullable ? [{ [field]: null }] : [];
  const [beyond, reached] = bounds(field, ascending, prismaValue(field, value, forms));
  return { AND: [{ OR: [reached, ...nulls] }, { OR: [beyond, ...nulls, tied] }] };
}

/** Rows that come after a value, and these with those that have it. */
function bounds(field: string, ascending: boolean, value: unknown): [object, object] {
  if (typeof value === 'boolean') {
    // Prisma does not compare these. What is true comes last where they ascend, else what is false.
    const [same, last] = [{ [field]: value }, { [field]: ascending }];
    return [{ AND: last, NOT: same }, { OR: [same, last] }];
  }
  return ascending
    ? [{ [field]: { gt: value } }, { [field]: { gte: value } }]
    : [{ [field]: { lt: value } }, { [field]: { lte: value } }];
}

function toCondition({ field, operator, value }: Filter, forms: Forms): object {
  if (operator === 'like') {
    return { [field]: { contains: literal(String(value)), mode: 'insensitive' } };
  }
  const condition = { [operators[operator]]: prismaValue(field, value, forms) };
  const list = forms.lists?.[field];
  return list
    ? { [list.relation]: { some: { ...list.where, [list.id]: condition } } }
    : { [field]: condition };
}

/** A day of the calendar is the moment it begins in UTC. */
function prismaValue(field: string, value: unknown, { days = [] }: Forms): unknown {
  if (!days.includes(field)) return value;
  return Array.isArray(value) ? value.map((day) => new Date(String(day))) : new Date(String(value));
}

/** Prisma hands the wildcards of LIKE through. */
function literal(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
