import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { describeDifference, parseResource, parseResourceLine } from '../../src/resource/parse.js';
import { guarded } from './resource-support.js';

const shuffled = (...words: string[]): fc.Arbitrary<string> =>
  fc.shuffledSubarray(words).map((chosen) => chosen.map((word) => `:${word}`).join(''));

const typed = fc.oneof(
  shuffled('optional', 'unique', 'hidden', 'min=1', 'max=50').map((rest) => `string${rest}`),
  shuffled('optional', 'index', 'default=5', 'min=-1', 'max=99').map((rest) => `integer${rest}`),
  shuffled('optional', 'index', 'min=0', 'default=1.50', 'max=9.9').map((rest) => `decimal=5,2${rest}`),
  shuffled('hidden', 'index', 'default=b').map((rest) => `enum=a,b${rest}`),
  shuffled('cascade', 'index', 'hidden', 'unique').map((rest) => `ref=user${rest}`),
  shuffled('default=2024-05-06T07:08:09+01:00', 'min=2001-02-03', 'index').map((rest) => `datetime${rest}`),
);

const names = fc.uniqueArray(fc.constantFrom('title', 'sub_title', 'OwnerId', 'url-path', 'line2', 'Class', 'x_ray'), {
  minLength: 1,
  maxLength: 5,
});

const line = names.chain((chosen) =>
  fc
    .tuple(
      fc.tuple(...chosen.map((name) => typed.map((rest) => `${name}:${rest}`))),
      fc.constantFrom('post', 'Blog_Posts', 'news', 'events'),
      fc.constantFrom('', ' --access public', ' --access role=admin', ' --access authenticated'),
      fc.constantFrom('', ' --only list', ' --only get,list', ' --only delete,update,replace,create,get,list'),
    )
    .map(([fields, name, access, only]) => `${name} ${fields.join(' ')}${access}${only}`),
);

describe('the resource language', () => {
  it('gives back what its normalised line says', () => {
    fc.assert(
      fc.property(line, (text) => {
        const spec = parseResourceLine(text, guarded);
        const again = parseResourceLine(spec.line, guarded);
        expect(again).toEqual(spec);
        expect(describeDifference(spec, again)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same line for what has no difference, and for nothing else', () => {
    fc.assert(
      fc.property(line, line, (a, b) => {
        const [left, right] = [parseResourceLine(a, guarded), parseResourceLine(b, guarded)];
        fc.pre(left.names.key === right.names.key);
        expect(describeDifference(left, right).length === 0).toBe(left.line === right.line);
      }),
      { numRuns: 1000 },
    );
  });

  it('answers anything with a resource or a refusal', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string(),
      typed.map((rest) => `a:${rest}`),
    );
    const options = fc.record({ access: word, only: word }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), options, (words, given) => {
        try {
          parseResource(words, given, guarded);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('describeDifference', () => {
  const base = 'post title:string body:text';
  it.each([
    [base, base, []],
    [base, 'Posts Title:string body:text', []],
    [base, 'post title:string:max=9 body:text', ['the field title is title:string, not title:string:max=9']],
    [base, 'post title:string', ['there is a field body:text']],
    [base, `${base} at:date`, ['there is no field at:date']],
    [base, 'post body:text title:string', ['the order of the fields is title, body, not body, title']],
    [base, `${base} --access public`, ['writing is authenticated, not public']],
    [
      base,
      `${base} --access role=admin`,
      ['reading is public, not role=admin', 'writing is authenticated, not role=admin'],
    ],
    [base, `${base} --only list`, ['the operations are list, get, create, replace, update, delete, not list']],
  ])('%s / %s', (present, wanted, expected) => {
    expect(describeDifference(parseResourceLine(present, guarded), parseResourceLine(wanted, guarded))).toEqual(
      expected,
    );
  });
});
