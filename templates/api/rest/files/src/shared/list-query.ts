/**
 * The query strings of lists (page or cursor, limit, sort, fields, include and filters) and of
 * single items (fields, include), checked against what the resource shows. Repositories translate
 * the result; nothing here knows about a database.
 */
import { readCursor } from './cursor.js';
import type { FilterValue } from './filter-values.js';
import { type FieldRules, type Filter, findField, readFilter } from './filters.js';
import { camelCase, Fault, readList, readParameters, readWholeNumber } from './query-parameters.js';

export type { Filter } from './filters.js';

/** What may be asked for: the visible fields, by name, and the relations to go with them. */
export interface ListRules {
  fields: FieldRules;
  includes?: readonly string[];
  /** Fields to sort by that may be null. */
  nullable?: readonly string[];
}

export interface Sort {
  field: string;
  direction: 'asc' | 'desc';
  /** Whether there may be rows without a value. */
  nullable: boolean;
}

/** What an item is answered with. */
export interface ItemQuery {
  /** Fields to answer with; undefined means every visible one. */
  fields: string[] | undefined;
  /** Relations to answer along with them. */
  include: string[];
}

export interface ListQuery extends ItemQuery {
  position: Position;
  limit: number;
  /** Ties are left to the repository, which breaks them by id. */
  sort: Sort[];
  /** All of them must hold. */
  filters: Filter[];
}

/** Which part of a list: a page by its number, or what comes after a row that was seen. */
export type Position = { page: number } | { after: Seen | undefined };

/** Of the last row seen: its values of the fields sorted by, in their order, and its id. */
export type Seen = [...values: (FilterValue | null)[], id: string];

export type Page<T> = NumberedPage<T> | KeysetPage<T>;

export interface NumberedPage<T> {
  items: T[];
  page: number;
  /** Rows that match, on all pages. */
  total: number;
}

export interface KeysetPage<T> {
  items: T[];
  /** Whether there are rows after these. */
  hasMore: boolean;
}

export const defaultLimit = 20;
export const maxLimit = 100;
export const maxPage = 1_000_000;

/**
 * @param query keys as they stand in the URL: `price[gte]`; field names may be in snake_case.
 * @throws AppError VALIDATION_ERROR that names every faulty parameter.
 */
export function parseListQuery(query: Record<string, unknown>, rules: ListRules): ListQuery {
  const result: ListQuery = {
    position: { page: 1 },
    limit: defaultLimit,
    sort: [{ field: 'createdAt', direction: 'desc', nullable: false }],
    filters: [],
    fields: undefined,
    include: [],
  };
  const { cursor, ...others } = query;
  readParameters(others, (key, value) => readListParameter(result, key, value, rules));
  if (cursor === undefined) return result;
  // Read when the order is known, to which it belongs.
  readParameters({ cursor }, (_key, value) => {
    if ('page' in query) throw new Fault('CONFLICTING', 'Give either a page or a cursor');
    const after = value === '' ? undefined : readCursor(value, result.sort, rules.fields);
    result.position = { after };
  });
  return result;
}

/**
 * @param query keys as they stand in the URL; names may be in snake_case.
 * @throws AppError VALIDATION_ERROR that names every faulty parameter.
 */
export function parseItemQuery(query: Record<string, unknown>, rules: ListRules): ItemQuery {
  const result: ItemQuery = { fields: undefined, include: [] };
  readParameters(query, (key, value) => {
    if (readItemParameter(result, key, value, rules)) return;
    throw new Fault('UNKNOWN_PARAMETER', `There is no parameter ${key} here`);
  });
  return result;
}

/**
 * The page that a query asks for. Numbered pages are counted; of others one row more is read, which
 * tells whether there is a next one.
 *
 * @param find reads at most `take` of the rows that follow after `skip` others
 */
export async function readPage<T>(
  { position, limit }: ListQuery,
  find: (skip: number, take: number) => PromiseLike<T[]>,
  count: () => PromiseLike<number>,
): Promise<Page<T>> {
  if ('page' in position) {
    const { page } = position;
    const [items, total] = await Promise.all([find((page - 1) * limit, limit), count()]);
    return { items, page, total };
  }
  const rows = await find(0, limit + 1);
  return { items: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** A query for the first rows that match; the others are not counted. */
export function firstRows(limit: number, filters: Filter[], sort: Sort[] = []): ListQuery {
  return { position: { after: undefined }, limit, sort, filters, fields: undefined, include: [] };
}

/** The same query, for those with this value alone. */
export function matching(query: ListQuery, field: string, value: string): ListQuery {
  return { ...query, filters: [...query.filters, { field, operator: 'eq', value }] };
}

/** The item with only the fields and relations asked for. */
export function pickFields<T extends object>(item: T, { fields, include }: ItemQuery): Partial<T> {
  if (fields === undefined) return item;
  const asked = [...fields, ...include];
  const entries = Object.entries(item).filter(([name]) => asked.includes(name));
  return Object.fromEntries(entries) as Partial<T>;
}

/** False when it is none of those that items have. */
function readItemParameter(
  target: ItemQuery,
  key: string,
  value: string,
  rules: ListRules,
): boolean {
  switch (key) {
    case 'fields':
      target.fields = readList(value).map((name) => findField(name, rules.fields).field);
      return true;
    case 'include':
      target.include = readList(value).map((name) => readRelation(name, rules));
      return true;
    default:
      return false;
  }
}

function readListParameter(target: ListQuery, key: string, value: string, rules: ListRules): void {
  switch (key) {
    case 'page':
      target.position = { page: readWholeNumber(value, maxPage) };
      break;
    case 'limit':
      target.limit = readWholeNumber(value, maxLimit);
      break;
    case 'sort':
      target.sort = readList(value).map((item) => readSort(item, rules));
      break;
    default:
      if (!readItemParameter(target, key, value, rules)) {
        target.filters.push(readFilter(key, value, rules.fields));
      }
  }
}

function readSort(item: string, rules: ListRules): Sort {
  const descending = item.startsWith('-');
  const { field, rule } = findField(descending ? item.slice(1) : item, rules.fields);
  if (rule === 'json' || rule === 'ids')
    throw new Fault('UNKNOWN_FIELD', `Cannot sort by ${field}`);
  const nullable = rules.nullable?.includes(field) ?? false;
  return { field, direction: descending ? 'desc' : 'asc', nullable };
}

function readRelation(name: string, { includes = [] }: ListRules): string {
  const relation = includes.find((known) => known === name || known === camelCase(name));
  if (relation !== undefined) return relation;
  if (name === '') throw new Fault('EMPTY', 'Is empty where a relation is to be named');
  throw new Fault('UNKNOWN_RELATION', `There is no relation ${name} to include`);
}
