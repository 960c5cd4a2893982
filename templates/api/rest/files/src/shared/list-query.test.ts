import { describe, expect, it } from 'vitest';
import { AppError } from './errors.js';
import {
  type ListRules,
  matching,
  parseItemQuery,
  parseListQuery,
  pickFields,
} from './list-query.js';

const rules: ListRules = {
  fields: {
    id: 'uuid',
    title: 'string',
    views: 'integer',
    visits: 'bigint',
    rating: 'float',
    price: 'decimal',
    active: 'boolean',
    day: 'date',
    status: ['draft', 'published'],
    settings: 'json',
    tagIds: 'ids',
    createdAt: 'datetime',
  },
  includes: ['author', 'blogPosts'],
  nullable: ['day'],
};
const id = '018f3f5e-1c2d-4a3b-8c4d-5e6f70819203';

function detailsOf(query: Record<string, unknown>, parse: typeof parseItemQuery = parseListQuery) {
  try {
    parse(query, rules);
  } catch (error) {
    if (error instanceof AppError) return error.details.map(({ field, code }) => [field, code]);
    throw error;
  }
  return [];
}

describe('parseListQuery', () => {
  it('starts with the newest', () => {
    expect(parseListQuery({}, rules)).toEqual({
      position: { page: 1 },
      limit: 20,
      sort: [{ field: 'createdAt', direction: 'desc', nullable: false }],
      filters: [],
      fields: undefined,
      include: [],
    });
  });

  it('takes field names in camelCase and in snake_case', () => {
    const { sort, fields } = parseListQuery({ sort: '-created_at,day', fields: 'id' }, rules);
    expect(sort).toEqual([
      { field: 'createdAt', direction: 'desc', nullable: false },
      { field: 'day', direction: 'asc', nullable: true },
    ]);
    expect(fields).toEqual(['id']);
  });

  it('takes relations to include', () => {
    expect(parseListQuery({ include: 'author,blog_posts' }, rules).include).toEqual([
      'author',
      'blogPosts',
    ]);
  });

  it.each([
    ['title', 'a,b', { field: 'title', operator: 'eq', value: 'a,b' }],
    ['title[like]', '50%', { field: 'title', operator: 'like', value: '50%' }],
    ['views[gte]', '-5', { field: 'views', operator: 'gte', value: -5 }],
    ['views[in]', '1,2', { field: 'views', operator: 'in', value: [1, 2] }],
    [
      'visits[lt]',
      '9007199254740993',
      { field: 'visits', operator: 'lt', value: '9007199254740993' },
    ],
    ['rating[ne]', '1.5e3', { field: 'rating', operator: 'ne', value: 1500 }],
    ['price[gt]', '10.50', { field: 'price', operator: 'gt', value: '10.50' }],
    ['active', 'false', { field: 'active', operator: 'eq', value: false }],
    ['day', '2024-02-29', { field: 'day', operator: 'eq', value: '2024-02-29' }],
    ['status[ne]', 'draft', { field: 'status', operator: 'ne', value: 'draft' }],
    ['tagIds', id, { field: 'tagIds', operator: 'eq', value: id }],
    ['tag_ids[in]', `${id},${id}`, { field: 'tagIds', operator: 'in', value: [id, id] }],
    [
      'created_at[lte]',
      '2026-01-31T12:00:00+02:00',
      { field: 'createdAt', operator: 'lte', value: new Date('2026-01-31T10:00:00Z') },
    ],
    [
      'createdAt[gt]',
      '2026-01-31',
      { field: 'createdAt', operator: 'gt', value: new Date('2026-01-31T00:00:00Z') },
    ],
  ])('filters by %s=%s', (key, value, filter) => {
    expect(parseListQuery({ [key]: value }, rules).filters).toEqual([filter]);
  });

  it.each([
    ['page', '0', 'OUT_OF_RANGE'],
    ['page', '1.5', 'OUT_OF_RANGE'],
    ['limit', '101', 'OUT_OF_RANGE'],
    ['limit', '', 'OUT_OF_RANGE'],
    ['limit', '0x10', 'OUT_OF_RANGE'],
    ['sort', 'secret', 'UNKNOWN_FIELD'],
    ['sort', '', 'EMPTY'],
    ['sort', '-', 'EMPTY'],
    ['fields', '', 'EMPTY'],
    ['fields', 'id,,title', 'EMPTY'],
    ['sort', 'settings', 'UNKNOWN_FIELD'],
    ['sort', 'tagIds', 'UNKNOWN_FIELD'],
    ['fields', 'id,secret', 'UNKNOWN_FIELD'],
    ['fields', 'id,author', 'UNKNOWN_FIELD'],
    ['include', 'author,secret', 'UNKNOWN_RELATION'],
    ['include', 'title', 'UNKNOWN_RELATION'],
    ['include', '', 'EMPTY'],
    ['secret', '1', 'UNKNOWN_FIELD'],
    ['__proto__', '1', 'UNKNOWN_FIELD'],
    ['constructor', '1', 'UNKNOWN_FIELD'],
    ['title[regex]', '1', 'UNKNOWN_OPERATOR'],
    ['title[]', '1', 'UNKNOWN_OPERATOR'],
    ['settings', '1', 'UNKNOWN_OPERATOR'],
    ['status[gt]', 'draft', 'UNKNOWN_OPERATOR'],
    ['tagIds[ne]', id, 'UNKNOWN_OPERATOR'],
    ['tagIds', 'a', 'INVALID_VALUE'],
    ['title', 'a\0b', 'INVALID_VALUE'],
    ['id', '42', 'INVALID_VALUE'],
    ['views', '9999999999', 'INVALID_VALUE'],
    ['views[in]', '1,,2', 'INVALID_VALUE'],
    ['rating', '1e999', 'INVALID_VALUE'],
    ['price', '1e5', 'INVALID_VALUE'],
    ['active', '1', 'INVALID_VALUE'],
    ['day', '2023-02-29', 'INVALID_VALUE'],
    ['status', 'gone', 'INVALID_VALUE'],
    ['createdAt', 'yesterday', 'INVALID_VALUE'],
  ])('refuses %s=%s', (key, value, code) => {
    expect(detailsOf(Object.fromEntries([[key, value]]))).toEqual([[key, code]]);
  });

  it('refuses a parameter given twice, and names every fault', () => {
    expect(detailsOf({ title: ['a', 'b'], page: '0' })).toEqual([
      ['title', 'REPEATED'],
      ['page', 'OUT_OF_RANGE'],
    ]);
  });
});

describe('parseItemQuery', () => {
  it('takes fields and relations', () => {
    expect(parseItemQuery({}, rules)).toEqual({ fields: undefined, include: [] });
    expect(parseItemQuery({ fields: 'title,created_at', include: 'author' }, rules)).toEqual({
      fields: ['title', 'createdAt'],
      include: ['author'],
    });
  });

  it.each([
    ['page', '1', 'UNKNOWN_PARAMETER'],
    ['title', 'a', 'UNKNOWN_PARAMETER'],
    ['__proto__', '1', 'UNKNOWN_PARAMETER'],
    ['fields', 'secret', 'UNKNOWN_FIELD'],
    ['include', 'secret', 'UNKNOWN_RELATION'],
    ['include', '', 'EMPTY'],
    ['fields', ['id', 'title'], 'REPEATED'],
  ])('refuses %s=%s', (key, value, code) => {
    expect(detailsOf(Object.fromEntries([[key, value]]), parseItemQuery)).toEqual([[key, code]]);
  });
});

describe('matching', () => {
  it('asks for one value beside all that was asked for', () => {
    const query = parseListQuery({ title: 'a', page: '2' }, rules);
    const own = { field: 'ownerId', operator: 'eq', value: id };
    expect(matching(query, 'ownerId', id)).toEqual({ ...query, filters: [...query.filters, own] });
  });
});

describe('pickFields', () => {
  const item = { id: 1, title: 'a', author: { id: 2 } };

  it('keeps only what was asked for', () => {
    expect(pickFields(item, { fields: ['title'], include: [] })).toEqual({ title: 'a' });
    expect(pickFields(item, { fields: ['title'], include: ['author'] })).toEqual({
      title: 'a',
      author: { id: 2 },
    });
    expect(pickFields(item, { fields: undefined, include: [] })).toEqual(item);
  });
});
