import { describe, expect, it } from 'vitest';
import { isWorthGzip } from './compression.js';

const long = 'a'.repeat(1_024);
const json = 'application/json; charset=utf-8';

describe('isWorthGzip', () => {
  it.each([
    ['gzip', true],
    ['br, GZIP;q=0.5', true],
    ['*', true],
    ['gzip;q=0', false],
    ['*, gzip; q=0.000', false],
    ['br, deflate', false],
    ['', false],
    [undefined, false],
  ])('lets the caller choose with Accept-Encoding: %s', (acceptEncoding, expected) => {
    expect(isWorthGzip(long, json, acceptEncoding)).toBe(expected);
  });

  it('leaves small answers as they are', () => {
    expect(isWorthGzip(long.slice(1), json, 'gzip')).toBe(false);
  });

  it.each([
    ['text/html', true],
    ['application/problem+json', true],
    ['image/png', false],
    [undefined, false],
  ])('looks at the type: %s', (type, expected) => {
    expect(isWorthGzip(Buffer.from(long), type, 'gzip')).toBe(expected);
  });
});
