/**
 * The query strings of lists (page, limit, sort, fields, include and filters) and of single items
 * (fields, include), checked against what the resource shows. Repositories translate the result;
 * nothing here knows about a database.
 */
import { type ErrorDetail, validationError } from './errors.js';
import { type FieldRule, type FilterValue, readFilterValue } from './filter-values.js';

export type { FieldKind, FieldRule, FilterValue } from './filter-values.js';

export const filterOperators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'like'] as const;

/** `like` means: contains this text, upper and lower case alike. */
export type FilterOperator = (typeof filterOperators)[number];

/** What may be asked for: the visible fields, by name, and the relations to go with them. */
export interface ListRules {
  fields: Readonly<Record<string, FieldRule>>;
  includes?: readonly string[];
}

export type Filter =
  | { field: string; operator: Exclude<FilterOperator, 'in'>; value: FilterValue }
  | { field: string; operator: 'in'; value: FilterValue[] };

export interface Sort {
  field: string;
  direction: 'asc' | 'desc';
}

/** What an item is answered with. */
export interface ItemQuery {
  /** Fields to answer with; undefined means every visible one. */
  fields: string[] | undefined;
  /** Relations to answer along with them. */
  include: string[];
}

export interface ListQuery extends ItemQuery {
  page: number;
  limit: number;
  /** Ties are left to the repository, which breaks them by id. */
  sort: Sort[];
  /** All of them must hold. */
  filters: Filter[];
}

export interface Page<T> {
  items: T[];
  /** Rows that match, on all pages. */
  total: number;
}

export const defaultLimit = 20;
export const maxLimit = 100;
export const maxPage = 1_000_000;
const maxListItems = 100;

/**
 * @param query keys as they stand in the URL: `price[gte]`; field names may be in snake_case.
 * @throws AppError VALIDATION_ERROR that names every faulty parameter.
 */
export function parseListQuery(query: Record<string, unknown>, rules: ListRules): ListQuery {
  const result: ListQuery = {
    page: 1,
    limit: defaultLimit,
    sort: [{ field: 'createdAt', direction: 'desc' }],
    filters: [],
    fields: undefined,
    include: [],
  };
  readParameters(query, (key, value) => readListParameter(result, key, value, rules));
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

export function operatorsOf(rule: FieldRule): readonly FilterOperator[] {
  switch (rule) {
    case 'json':
      return [];
    case 'boolean':
      return ['eq', 'ne'];
    case 'string':
      return filterOperators;
    case 'uuid':
      return ['eq', 'ne', 'in'];
    case 'ids':
      return ['eq', 'in'];
    default:
      return typeof rule === 'string' ? ordered : ['eq', 'ne', 'in'];
  }
}

const ordered: readonly FilterOperator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in'];

class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Reads each parameter, and names all that are faulty. */
function readParameters(
  query: Record<string, unknown>,
  read: (key: string, value: string) => void,
): void {
  const details: ErrorDetail[] = [];
  for (const [key, value] of Object.entries(query)) {
    try {
      if (typeof value !== 'string') throw new Fault('REPEATED', 'Give this parameter once');
      read(key, value);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      details.push({ field: key, code: error.code, message: error.message });
    }
  }
  if (details.length > 0) throw validationError(details);
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
      target.fields = list(value).map((name) => resolve(name, rules).field);
      return true;
    case 'include':
      target.include = list(value).map((name) => readRelation(name, rules));
      return true;
    default:
      return false;
  }
}

function readListParameter(target: ListQuery, key: string, value: string, rules: ListRules): void {
  switch (key) {
    case 'page':
      target.page = wholeNumber(value, maxPage);
      break;
    case 'limit':
      target.limit = wholeNumber(value, maxLimit);
      break;
    case 'sort':
      target.sort = list(value).map((item) => readSort(item, rules));
      break;
    default:
      if (!readItemParameter(target, key, value, rules)) {
        target.filters.push(readFilter(key, value, rules));
      }
  }
}

function readSort(item: string, rules: ListRules): Sort {
  const descending = item.startsWith('-');
  const { field, rule } = resolve(descending ? item.slice(1) : item, rules);
  if (rule === 'json' || rule === 'ids')
    throw new Fault('UNKNOWN_FIELD', `Cannot sort by ${field}`);
  return { field, direction: descending ? 'desc' : 'asc' };
}

function readFilter(key: string, value: string, rules: ListRules): Filter {
  const { name = key, operator = 'eq' } =
    /^(?<name>[^[\]]+)\[(?<operator>[^[\]]*)\]$/.exec(key)?.groups ?? {};
  const { field, rule } = resolve(name, rules);
  const known = operatorsOf(rule).find((candidate) => candidate === operator);
  if (known === undefined)
    throw new Fault('UNKNOWN_OPERATOR', `${field} has no operator ${operator}`);
  if (known === 'in')
    return { field, operator: known, value: list(value).map((item) => readValue(item, rule)) };
  return { field, operator: known, value: readValue(value, rule) };
}

function resolve(name: string, rules: ListRules): { field: string; rule: FieldRule } {
  for (const field of [name, camelCase(name)]) {
    const rule = Object.hasOwn(rules.fields, field) ? rules.fields[field] : undefined;
    if (rule !== undefined) return { field, rule };
  }
  if (name === '') throw new Fault('EMPTY', 'Is empty where a field is to be named');
  throw new Fault('UNKNOWN_FIELD', `There is no field ${name}`);
}

function readRelation(name: string, { includes = [] }: ListRules): string {
  const relation = includes.find((known) => known === name || known === camelCase(name));
  if (relation !== undefined) return relation;
  if (name === '') throw new Fault('EMPTY', 'Is empty where a relation is to be named');
  throw new Fault('UNKNOWN_RELATION', `There is no relation ${name} to include`);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function readValue(value: string, rule: FieldRule): FilterValue {
  const read = readFilterValue(value, rule);
  if (read !== undefined) return read;
  const kind = rule === 'ids' ? 'uuid' : rule;
  const expected = typeof kind === 'string' ? `a valid ${kind}` : `one of ${kind.join(', ')}`;
  throw new Fault('INVALID_VALUE', `Must be ${expected}`);
}

function wholeNumber(value: string, max: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number < 1 || number > max)
    throw new Fault('OUT_OF_RANGE', `Must be a whole number from 1 to ${max}`);
  return number;
}

function list(value: string): string[] {
  const items = value.split(',');
  if (items.length > maxListItems) throw new Fault('TOO_LONG', `At most ${maxListItems} values`);
  return items;
}
