import { describe, expect, it } from 'vitest';
import { parseJsonBody } from './json-body.js';

describe('parseJsonBody', () => {
  it.each(['{"a":[1,"\\"]["]}', 'null', `${'['.repeat(64)}${']'.repeat(64)}`])(
    'reads %s',
    (text) => {
      expect(parseJsonBody(text)).toEqual(JSON.parse(text));
    },
  );

  it.each(['', '{', '{"a":1,}', "{'a':1}", '"\\'])('refuses %s', (text) => {
    expect(() => parseJsonBody(text)).toThrow('not valid JSON');
  });

  it('refuses absurd nesting at any size', () => {
    expect(() => parseJsonBody('['.repeat(65))).toThrow('not valid JSON');
    expect(() => parseJsonBody('{"a":'.repeat(200_000))).toThrow('not valid JSON');
  });
});
