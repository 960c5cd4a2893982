/** Fields named in query strings, and the filters by their values: `price[gte]=10`. */
import { type FieldRule, type FilterValue, readFilterValue } from './filter-values.js';
import { camelCase, Fault, readList } from './query-parameters.js';

export const filterOperators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in', 'like'] as const;

/** `like` means: contains this text, upper and lower case alike. */
export type FilterOperator = (typeof filterOperators)[number];

export type Filter =
  | { field: string; operator: Exclude<FilterOperator, 'in'>; value: FilterValue }
  | { field: string; operator: 'in'; value: FilterValue[] };

/** How fields may be compared, by name. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

const ordered: readonly FilterOperator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'in'];

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

/** @param key as it stands in the URL: `title`, `price[gte]`, `created_at[lt]` */
export function readFilter(key: string, value: string, fields: FieldRules): Filter {
  const { name = key, operator = 'eq' } =
    /^(?<name>[^[\]]+)\[(?<operator>[^[\]]*)\]$/.exec(key)?.groups ?? {};
  const { field, rule } = findField(name, fields);
  const known = operatorsOf(rule).find((candidate) => candidate === operator);
  if (known === undefined)
    throw new Fault('UNKNOWN_OPERATOR', `${field} has no operator ${operator}`);
  if (known === 'in')
    return { field, operator: known, value: readList(value).map((item) => readValue(item, rule)) };
  return { field, operator: known, value: readValue(value, rule) };
}

/** @param name in camelCase or in snake_case */
export function findField(name: string, fields: FieldRules): { field: string; rule: FieldRule } {
  for (const field of [name, camelCase(name)]) {
    const rule = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (rule !== undefined) return { field, rule };
  }
  if (name === '') throw new Fault('EMPTY', 'Is empty where a field is to be named');
  throw new Fault('UNKNOWN_FIELD', `There is no field ${name}`);
}

function readValue(value: string, rule: FieldRule): FilterValue {
  const read = readFilterValue(value, rule);
  if (read !== undefined) return read;
  const kind = rule === 'ids' ? 'uuid' : rule;
  const expected = typeof kind === 'string' ? `a valid ${kind}` : `one of ${kind.join(', ')}`;
  throw new Fault('INVALID_VALUE', `Must be ${expected}`);
}
