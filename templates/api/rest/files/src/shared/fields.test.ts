import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  bigint,
  date,
  datetime,
  decimal,
  email,
  ids,
  integer,
  json,
  slug,
  text,
  url,
} from './fields.js';

const price = decimal({ precision: 4, scale: 2, min: '-1.5', max: '20' });
const share = decimal({ precision: 2, scale: 2 });
const moment = datetime({ min: '2026-01-01T00:00:00Z' });
const one = '018f3f5e-1c2d-4a3b-8c4d-5e6f70819203';
const other = '018f3f5e-1c2d-4a3b-8c4d-5e6f70819204';

function accepts(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success;
}

describe('fields', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['text', text({ max: 3 }), 'añ😀'.slice(0, 2)],
    ['text', text({ max: 2 }), '😀'],
    ['email', email({ max: 320 }), 'someone@example.com'],
    ['url', url({ max: 2048 }), 'https://example.com/a?b=c#d'],
    ['slug', slug({ max: 255 }), 'a-slug-2'],
    ['integer', integer(), -2_147_483_648],
    ['bigint', bigint(), '-9223372036854775808'],
    ['bigint', bigint({ min: '0' }), '0'],
    ['decimal', price, '20.00'],
    ['decimal', price, '-1.5'],
    ['decimal', share, '0.99'],
    ['date', date(), '2024-02-29'],
    ['date', date({ max: '2026-01-31' }), '2026-01-31'],
    ['ids', ids({ max: 2 }), [one, other]],
    ['ids', ids({ max: 2 }), []],
    ['json', json(), { nested: [1, 'two', null, { three: true }] }],
    ['json', json(), false],
  ])('%s takes %j', (_name, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  it.each<[string, z.ZodType, unknown]>([
    ['text', text({ max: 3 }), 'long'],
    ['text', text({ min: 1, max: 3 }), ''],
    ['text', text({ max: 3 }), 'a\0b'],
    ['text', text({ max: 3 }), '\ud83d'],
    ['email', email({ max: 320 }), 'someone@'],
    ['url', url({ max: 2048 }), 'javascript:alert(1)'],
    ['url', url({ max: 2048 }), 'https://example.com/\0'],
    ['slug', slug({ max: 255 }), 'Two Words'],
    ['slug', slug({ max: 255 }), '-a'],
    ['integer', integer(), 2_147_483_648],
    ['integer', integer(), 1.5],
    ['integer', integer(), '1'],
    ['bigint', bigint(), '9223372036854775808'],
    ['bigint', bigint({ min: '0' }), '-1'],
    ['bigint', bigint(), 1],
    ['bigint', bigint(), '007'],
    ['bigint', bigint(), ''],
    ['decimal', price, '20.01'],
    ['decimal', price, '-1.51'],
    ['decimal', price, '1.234'],
    ['decimal', price, '1e1'],
    ['decimal', price, ' 1'],
    ['decimal', price, 1.5],
    ['decimal', share, '1'],
    ['date', date(), '2023-02-29'],
    ['date', date(), '0000-01-01'],
    ['date', date({ max: '2026-01-31' }), '2026-02-01'],
    ['datetime', moment, '2025-12-31T23:59:59Z'],
    ['datetime', moment, '2026-01-31'],
    ['datetime', moment, '2026-01-31T12:00:00'],
    ['ids', ids({ max: 2 }), [one, one.toUpperCase()]],
    ['ids', ids({ max: 1 }), [one, other]],
    ['ids', ids({ min: 1, max: 2 }), []],
    ['ids', ids({ max: 2 }), ['1']],
    ['ids', ids({ max: 2 }), one],
    ['json', json(), null],
    ['json', json(), undefined],
    ['json', json(), { text: ['a\0b'] }],
    ['json', json(), JSON.parse('{ "__proto__": { "admin": true } }')],
  ])('%s refuses %j', (_name, schema, value) => {
    expect(accepts(schema, value)).toBe(false);
  });

  it('writes ids in lower case', () => {
    expect(ids({ max: 1 }).parse([one.toUpperCase()])).toEqual([one]);
  });

  it('reads a datetime with its offset', () => {
    expect(moment.parse('2026-01-31T12:00:00+02:00')).toEqual(new Date('2026-01-31T10:00:00Z'));
  });
});
