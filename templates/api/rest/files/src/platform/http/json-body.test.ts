import { describe, expect, it } from 'vitest';
import { parseJsonBody } from './json-body.js';

describe('parseJsonBody', () => {
  it.each(['{"a":[1,"\\"]["]}', 'null', `${'['.repeat(64)}${']'.repeat(64)}`])(
    'reads %s',
    (text) => {
      expect(parseJsonBody(Buffer.from(text))).toEqual(JSON.parse(text));
    },
  );

  it.each(['', '{', '{"a":1,}', "{'a':1}", '"\\'])('refuses %s', (text) => {
    expect(() => parseJsonBody(Buffer.from(text))).toThrow('not valid JSON');
  });

  it('refuses what is not UTF-8', () => {
    const bytes = Buffer.from([...Buffer.from('{"a":"'), 0xff, ...Buffer.from('"}')]);
    expect(() => parseJsonBody(bytes)).toThrow('not valid JSON');
  });

  it('refuses absurd nesting at any size', () => {
    expect(() => parseJsonBody(Buffer.from('['.repeat(65)))).toThrow('not valid JSON');
    expect(() => parseJsonBody(Buffer.from('{"a":'.repeat(200_000)))).toThrow('not valid JSON');
  });
});
