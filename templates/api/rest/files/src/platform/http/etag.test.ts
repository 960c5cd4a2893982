import { expect, it } from 'vitest';
import { entityTag, gzipTag, hasTag, preconditions } from './etag.js';

const row = { id: 1, at: new Date(0), text: 'a' };
const tag = entityTag('{"data":{"id":1,"at":"1970-01-01T00:00:00.000Z","text":"a"}}');
const stale = entityTag('{}');

function passes(headers: Record<string, string>): boolean {
  try {
    preconditions(headers)?.(row);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'PRECONDITION_FAILED', status: 412 });
    return false;
  }
}

it.each([
  [undefined, false],
  [tag, true],
  [`W/${tag}`, true],
  ['*', true],
  [`"a,b", W/"c" ,${tag}`, true],
  [stale, false],
  [tag.slice(1, -1), false],
  [`"a,${tag}`, false],
  ['', false],
])('If-None-Match: %s', (header, found) => {
  expect(hasTag(header, tag)).toBe(found);
});

it.each([
  [tag, true],
  [`${stale}, ${tag}`, true],
  [gzipTag(tag), true],
  [gzipTag(stale), false],
  ['*', true],
  [`W/${tag}`, false],
  [stale, false],
  ['', false],
  ['"', false],
])('a change under If-Match: %s', (header, expected) => {
  expect(passes({ 'if-match': header })).toBe(expected);
});

it.each([
  [tag, false],
  [`W/${tag}`, false],
  ['*', false],
  [gzipTag(tag), false],
  [stale, true],
])('a change under If-None-Match: %s', (header, expected) => {
  expect(passes({ 'if-none-match': header })).toBe(expected);
});

it('needs both conditions, and asks for nothing without any', () => {
  expect(passes({ 'if-match': tag, 'if-none-match': tag })).toBe(false);
  expect(preconditions({})).toBeUndefined();
});
