/** What the OpenAPI document says of query strings: what list-query.ts accepts, under the same rules. */
import { z } from 'zod';
import type { FieldKind, FieldRule } from '../../shared/filter-values.js';
import { operatorsOf } from '../../shared/filters.js';
import { type ListRules, defaultLimit, maxLimit, maxPage } from '../../shared/list-query.js';

export interface OpenApiParameter {
  name: string;
  description: string;
  schema: z.ZodType;
  /** How an array or an object is written: `a,b` or `name[key]=a`. */
  style?: 'form' | 'deepObject';
  explode?: boolean;
  /** What the page at /docs fills in. */
  example?: unknown;
  /** Set where every list has it: they share one. */
  shared?: true;
}

const paging: OpenApiParameter[] = [
  {
    name: 'page',
    description: 'Page, from 1, which it is unless there is a cursor',
    schema: z.int().min(1).max(maxPage),
    shared: true,
  },
  {
    name: 'cursor',
    description:
      'Instead of `page`: empty for the first items, then `meta.nextCursor` of the answer before. ' +
      'Rows that come and go meanwhile shift nothing',
    schema: z.string(),
    shared: true,
  },
  {
    name: 'limit',
    description: 'Items at once',
    schema: z.int().min(1).max(maxLimit).default(defaultLimit),
    shared: true,
  },
];

/** What parseListQuery accepts. */
export function listParameters(rules: ListRules): OpenApiParameter[] {
  const sortable = Object.entries(rules.fields).filter(
    ([, rule]) => rule !== 'json' && rule !== 'ids',
  );
  const sort = sortable.flatMap(([name]) => [name, `-${name}`]);
  return [
    ...paging,
    names('sort', 'Fields to sort by; a leading - sorts downwards', sort, ['-createdAt']),
    ...itemParameters(rules),
    ...Object.entries(rules.fields).flatMap(([name, rule]) => filterParameter(name, rule)),
  ];
}

/** What parseItemQuery accepts. */
export function itemParameters({ fields, includes = [] }: ListRules): OpenApiParameter[] {
  const shown = names(
    'fields',
    'Fields to answer with; the others are left out',
    Object.keys(fields),
  );
  if (includes.length === 0) return [shown];
  return [shown, names('include', 'Relations to answer along with the rest', includes)];
}

/** A list of some of these names, joined by commas. */
function names(
  name: string,
  description: string,
  known: readonly string[],
  initial?: string[],
): OpenApiParameter {
  const list = z.array(z.enum(known));
  const schema = initial ? list.default(initial) : list;
  return { name, description, schema, style: 'form', explode: false };
}

const text = z.string().max(1_000);

/** A value as it stands in a query string. */
const values: Record<Exclude<FieldKind, 'json'>, z.ZodType> = {
  string: text,
  uuid: z.guid(),
  ids: z.guid(),
  integer: z.int32(),
  bigint: z.string().regex(/^-?\d{1,19}$/),
  float: z.number(),
  decimal: z.string().regex(/^-?\d{1,40}(?:\.\d{1,40})?$/),
  boolean: z.boolean(),
  date: z.iso.date(),
  datetime: z.union([z.iso.datetime({ offset: true }), z.iso.date()]),
};

/** Nothing for what cannot be filtered by. */
function filterParameter(name: string, rule: FieldRule): OpenApiParameter[] {
  if (rule === 'json') return [];
  const schema =
    typeof rule === 'string'
      ? filterOf(rule, values[rule]).meta({ id: `filter-${rule}` })
      : filterOf(rule, z.enum(rule));
  const description = `\`${name}[eq]=…\`, for which \`${name}=…\` is short`;
  return [{ name, description, schema, style: 'deepObject', explode: true, example: {} }];
}

function filterOf(rule: FieldRule, value: z.ZodType) {
  const list = text.describe('Values joined by commas');
  const operators = operatorsOf(rule).map((operator) => [
    operator,
    (operator === 'in' ? list : value).optional(),
  ]);
  return z.strictObject(Object.fromEntries(operators));
}
