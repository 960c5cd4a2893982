import { describe, expect, it } from 'vitest';
import { readCursor, writeCursor } from './cursor.js';
import type { FieldRules } from './filters.js';
import { type ListRules, parseListQuery, type Sort } from './list-query.js';

const fields: FieldRules = {
  id: 'uuid',
  title: 'string',
  views: 'integer',
  rating: 'float',
  visits: 'bigint',
  price: 'decimal',
  active: 'boolean',
  day: 'date',
  status: ['draft', 'published'],
  createdAt: 'datetime',
};
const rules: ListRules = { fields, nullable: ['day'] };
const id = '018f3f5e-1c2d-4a3b-8c4d-5e6f70819203';
const row = { id, title: 'a', status: 'draft', views: 1, secret: 'x' };

function by(sort: string): Sort[] {
  return parseListQuery({ sort }, rules).sort;
}

function encoded(content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return Buffer.from(text).toString('base64url');
}

function fault(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

describe('a cursor', () => {
  it.each([
    ['title', 'Ünï, "quoted"'],
    ['title', ''],
    ['views', -5],
    ['rating', 5e-324],
    ['rating', 0.1 + 0.2],
    ['visits', '9007199254740993'],
    ['price', '-10.50'],
    ['active', false],
    ['day', '2024-02-29'],
    ['day', null],
    ['status', 'draft'],
    ['createdAt', new Date('0099-12-31T23:59:59.999Z')],
    ['id', id],
  ])('keeps a %s exactly: %j', (field, value) => {
    const cursor = writeCursor(by(field), { [field]: value, id });
    expect(readCursor(cursor, by(field), fields)).toEqual([value, id]);
  });

  it('keeps the values in the order of the sort, and no others', () => {
    const cursor = writeCursor(by('-views,title'), row);
    expect(readCursor(cursor, by('-views,title'), fields)).toEqual([1, 'a', id]);
    expect(Buffer.from(cursor, 'base64url').toString()).not.toContain('secret');
  });

  it('is refused in another order', () => {
    const cursor = writeCursor(by('title'), row);
    for (const sort of ['-title', 'status', 'title,status']) {
      expect(fault(() => readCursor(cursor, by(sort), fields))).toHaveProperty('code');
    }
  });

  it.each([
    ['no base64url', '%%%'],
    ['padded', `${encoded({ sort: 'title', values: ['a'], id })}=`],
    ['no JSON', encoded('{')],
    ['no UTF-8', Buffer.from([0xff, 0xfe]).toString('base64url')],
    ['no object', encoded([])],
    ['too much', encoded({ sort: 'title', values: ['a'], id, more: 1 })],
    ['too few values', encoded({ sort: 'title', values: [], id })],
    ['too many values', encoded({ sort: 'title', values: ['a', 'b'], id })],
    ['a value of another type', encoded({ sort: 'title', values: [1], id })],
    ['a value that may not be null', encoded({ sort: 'title', values: [null], id })],
    ['what cannot be stored', encoded({ sort: 'title', values: ['a\0'], id })],
    ['no id', encoded({ sort: 'title', values: ['a'], id: 'a' })],
    ['too long', encoded({ sort: 'title', values: ['a'.repeat(4_000)], id })],
  ])('is refused: %s', (_what, cursor) => {
    expect(fault(() => readCursor(cursor, by('title'), fields))).toMatchObject({
      code: 'INVALID_VALUE',
    });
  });

  it('is not made of what does not fit into a URL', () => {
    const long = { id, title: 'a'.repeat(10_000) };
    expect(fault(() => writeCursor(by('title'), long))).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ field: 'cursor', code: 'TOO_LONG' }],
    });
  });
});

describe('?cursor=', () => {
  const cursor = writeCursor(by('title'), row);

  it('begins a walk when it is empty, and goes on after the row it is of', () => {
    expect(parseListQuery({ cursor: '' }, rules).position).toEqual({ after: undefined });
    const query = { cursor, sort: 'title' };
    expect(parseListQuery(query, rules).position).toEqual({ after: ['a', id] });
  });

  it.each([
    [{ cursor: 'a', sort: 'title' }, 'INVALID_VALUE'],
    [{ cursor }, 'OTHER_SORT'],
    [{ cursor, sort: 'title', page: '1' }, 'CONFLICTING'],
    [{ cursor: '', page: '2' }, 'CONFLICTING'],
    [{ cursor: ['', ''] }, 'REPEATED'],
  ])('is refused in %j', (query, code) => {
    expect(fault(() => parseListQuery(query, rules))).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ field: 'cursor', code }],
    });
  });
});
