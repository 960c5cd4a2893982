import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from './errors.js';
import { datetime, integer, text } from './fields.js';
import { changesOf, parse } from './validation.js';

const fields = {
  title: text({ min: 2, max: 5 }),
  views: integer({ min: 0 }),
  status: z.enum(['draft', 'published']),
  at: datetime().nullable(),
};
const body = z.strictObject({ ...fields, at: fields.at.default(null) });
const valid = { title: 'one', views: 1, status: 'draft' };

function detailsOf(schema: z.ZodType, value: unknown) {
  try {
    parse(schema, value);
  } catch (error) {
    if (error instanceof AppError) return error.details.map(({ field, code }) => [field, code]);
    throw error;
  }
  return [];
}

describe('parse', () => {
  it('answers what the schema makes of the value', () => {
    expect(parse(body, valid)).toEqual({ ...valid, at: null });
  });

  it.each([
    [{ title: undefined }, 'title', 'REQUIRED'],
    [{ status: undefined }, 'status', 'REQUIRED'],
    [{ title: null }, 'title', 'INVALID_TYPE'],
    [{ title: [] }, 'title', 'INVALID_TYPE'],
    [{ title: 'x' }, 'title', 'TOO_SHORT'],
    [{ title: 'x'.repeat(6) }, 'title', 'TOO_LONG'],
    [{ views: -1 }, 'views', 'TOO_SMALL'],
    [{ views: 2 ** 31 }, 'views', 'TOO_BIG'],
    [{ status: 'gone' }, 'status', 'INVALID_VALUE'],
    [{ at: 'now' }, 'at', 'INVALID_FORMAT'],
    [{ at: '0000-01-01T00:00:00Z' }, 'at', 'OUT_OF_RANGE'],
    [{ id: '1' }, 'id', 'UNKNOWN_FIELD'],
    [JSON.parse('{ "__proto__": 1 }'), '__proto__', 'UNKNOWN_FIELD'],
  ])('refuses %j', (change, field, code) => {
    const value = Object.fromEntries([...Object.entries(valid), ...Object.entries(change)]);
    expect(detailsOf(body, value)).toEqual([[field, code]]);
  });

  it.each([[undefined], [null], [[]], ['text'], [42]])('refuses %j as a body', (value) => {
    expect(detailsOf(body, value)).toMatchObject([['', expect.any(String)]]);
  });

  it('names every faulty field', () => {
    expect(detailsOf(body, { title: 1 })).toEqual([
      ['title', 'INVALID_TYPE'],
      ['views', 'REQUIRED'],
      ['status', 'REQUIRED'],
    ]);
  });
});

describe('changesOf', () => {
  it('takes any of the fields and fills in none', () => {
    expect(parse(changesOf(fields), { title: 'two' })).toEqual({ title: 'two' });
    expect(parse(changesOf(fields), { at: null })).toEqual({ at: null });
  });

  it('refuses to change nothing', () => {
    expect(detailsOf(changesOf(fields), {})).toEqual([['', 'EMPTY']]);
  });
});
