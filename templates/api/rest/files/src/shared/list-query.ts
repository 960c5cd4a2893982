/**
 * The query string of a list: page, limit, sort, fields and filters, checked against what the
 * resource shows. Repositories translate the result; nothing here knows about a database.
 */
import { type ErrorDetail, validationError } from './errors.js';
import { type FieldRule, type FilterValue, readFilterValue } from './filter-values.js';

export type { FieldKind, FieldRule, FilterValue } from './filter-values.js';

export const filterOperators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'like'] as const;

/** `like` means: contains this text, upper and lower case alike. */
export type FilterOperator = (typeof filterOperators)[number];

/** What may be asked for: the visible fields, by name. */
export interface ListRules {
  fields: Readonly<Record<string, FieldRule>>;
}

export type Filter =
  | { field: string; operator: Exclude<FilterOperator, 'in'>; value: FilterValue }
  | { field: string; operator: 'in'; value: FilterValue[] };

export interface Sort {
  field: string;
  direction: 'asc' | 'desc';
}

export interface ListQuery {
  page: number;
  limit: number;
  /** Ties are left to the repository, which breaks them by id. */
  sort: Sort[];
  /** All of them must hold. */
  filters: Filter[];
  /** Fields to answer with; undefined means every visible one. */
  fields: string[] | undefined;
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
  const details: ErrorDetail[] = [];
  const result: ListQuery = {
    page: 1,
    limit: defaultLimit,
    sort: [{ field: 'createdAt', direction: 'desc' }],
    filters: [],
    fields: undefined,
  };
  for (const [key, value] of Object.entries(query)) {
    try {
      readParameter(result, key, value, rules);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      details.push({ field: key, code: error.code, message: error.message });
    }
  }
  if (details.length > 0) throw validationError(details);
  return result;
}

/** The item with only the fields asked for. */
export function pickFields<T extends object>(item: T, fields: string[] | undefined): Partial<T> {
  if (fields === undefined) return item;
  const entries = Object.entries(item).filter(([name]) => fields.includes(name));
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

function readParameter(target: ListQuery, key: string, value: unknown, rules: ListRules): void {
  if (typeof value !== 'string') throw new Fault('REPEATED', 'Give this parameter once');
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
    case 'fields':
      target.fields = list(value).map((name) => resolve(name, rules).field);
      break;
    default:
      target.filters.push(readFilter(key, value, rules));
  }
}

function readSort(item: string, rules: ListRules): Sort {
  const descending = item.startsWith('-');
  const { field, rule } = resolve(descending ? item.slice(1) : item, rules);
  if (rule === 'json') throw new Fault('UNKNOWN_FIELD', `Cannot sort by ${field}`);
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
  const camelCase = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  for (const field of [name, camelCase]) {
    const rule = Object.hasOwn(rules.fields, field) ? rules.fields[field] : undefined;
    if (rule !== undefined) return { field, rule };
  }
  throw new Fault('UNKNOWN_FIELD', `There is no field ${name}`);
}

function readValue(value: string, rule: FieldRule): FilterValue {
  const read = readFilterValue(value, rule);
  if (read !== undefined) return read;
  const expected = typeof rule === 'string' ? `a valid ${rule}` : `one of ${rule.join(', ')}`;
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
