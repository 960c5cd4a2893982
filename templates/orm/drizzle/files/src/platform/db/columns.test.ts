import { pgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { dateTime, jsonValue } from './columns.js';

const { at, value } = pgTable('things', { at: dateTime(), value: jsonValue() });

describe('dateTime', () => {
  it.each([
    ['0001-01-01 00:00:00+00', '0001-01-01T00:00:00.000Z'],
    ['1800-12-31 23:59:59.999+00', '1800-12-31T23:59:59.999Z'],
    ['2026-06-30 12:00:00.5+05:30', '2026-06-30T06:30:00.500Z'],
  ])('reads %s as PostgreSQL means it', (text, moment) => {
    expect(at.mapFromDriverValue(text)).toEqual(new Date(moment));
  });

  it('writes the year with all of its digits', () => {
    expect(at.mapToDriverValue(new Date('0001-01-01T00:00:00Z'))).toBe('0001-01-01T00:00:00.000Z');
  });
});

describe('jsonValue', () => {
  it('keeps a text that looks like a number', () => {
    expect(value.mapToDriverValue('5')).toBe('"5"');
    expect(value.mapFromDriverValue('5')).toBe('5');
  });
});
