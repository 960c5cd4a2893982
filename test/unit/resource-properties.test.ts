import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError, type Problem } from '../../src/errors.js';
import { describeDifference, parseResource, parseResourceLine } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { guarded } from './resource-support.js';

const parent = parseResourceLine('thread title:string', guarded);
const project = { ...guarded, resources: [...guarded.resources, parent] };

const shuffled = (...words: string[]): fc.Arbitrary<string> =>
  fc.shuffledSubarray(words).map((chosen) => chosen.map((word) => `:${word}`).join(''));

const typed = fc.oneof(
  shuffled('optional', 'unique', 'hidden', 'min=1', 'max=50').map((rest) => `string${rest}`),
  shuffled('optional', 'index', 'default=5', 'min=-1', 'max=99').map((rest) => `integer${rest}`),
  shuffled('optional', 'index', 'min=0', 'default=1.50', 'max=9.9').map((rest) => `decimal=5,2${rest}`),
  shuffled('hidden', 'index', 'default=b').map((rest) => `enum=a,b${rest}`),
  shuffled('cascade', 'index', 'hidden', 'unique').map((rest) => `ref=user${rest}`),
  shuffled('default=2024-05-06T07:08:09+01:00', 'min=2001-02-03', 'index').map((rest) => `datetime${rest}`),
  shuffled('cascade', 'hidden').map((rest) => `ref=thread${rest}`),
  fc.constant('ref=user'),
);

const relations = fc.constantFrom(
  '',
  ' users:refs=user',
  ' threadIds:refs=threads:max=5:hidden',
  ' readers:refs=user:min=2 user:refs=user',
);

const names = fc.uniqueArray(fc.constantFrom('title', 'author', 'OwnerId', 'url-path', 'line2', 'Class', 'thread'), {
  minLength: 1,
  maxLength: 5,
});

const line = names.chain((chosen) =>
  fc
    .tuple(
      fc.tuple(...chosen.map((name) => typed.map((rest) => `${name}:${rest}`))),
      fc.constantFrom('post', 'Blog_Posts', 'news', 'events'),
      relations,
      fc.constantFrom('', ' --access public', ' --access role=admin', ' --access authenticated', ' --access owner'),
      fc.constantFrom('', ' --only list', ' --only get,list,delete', ' --only delete,update,replace,create,get,list'),
      fc.constantFrom('', ' --soft-delete', ' --under threads', ' --under=Thread --soft-delete'),
    )
    .map(([fields, name, ...rest]) => `${name} ${fields.join(' ')}${rest.join('')}`),
);

/** The resource; undefined when what chance put together contradicts itself. */
function accepted(text: string): ResourceSpec | undefined {
  try {
    return parseResourceLine(text, project);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return undefined;
  }
}

function problemsOf(text: string): readonly Problem[] {
  try {
    parseResourceLine(text, project);
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the resource language', () => {
  it('gives back what its normalised line says', () => {
    fc.assert(
      fc.property(line, (text) => {
        const spec = accepted(text);
        fc.pre(spec !== undefined);
        const again = parseResourceLine(spec.line, project);
        expect(again).toEqual(spec);
        expect(describeDifference(spec, again)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the same line for what has no difference, and for nothing else', () => {
    fc.assert(
      fc.property(line, line, (a, b) => {
        const [left, right] = [accepted(a), accepted(b)];
        fc.pre(left !== undefined && right !== undefined && left.names.key === right.names.key);
        expect(describeDifference(left, right).length === 0).toBe(left.line === right.line);
      }),
      { numRuns: 500 },
    );
  });

  it('answers anything with a resource or a refusal', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string(),
      typed.map((rest) => `a:${rest}`),
      fc.string({ maxLength: 20 }).map((rest) => `b:refs=user:${rest}`),
    );
    const options = fc.record(
      { access: word, only: word, under: word, softDelete: fc.boolean() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), options, (words, given) => {
        try {
          parseResource(words, given, guarded);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('points inside the word that is wrong', () => {
    const good = fc.subarray(['a:string', 'b:integer:min=3', 'c:ref=user', 'd:refs=user']);
    const wrong = fc.constantFrom(
      'x:strng',
      'y:text:uniqe',
      'z:ref=nobody',
      'id:uuid',
      'w:integer:max=x',
      ':text',
      'p',
    );
    const option = fc.constantFrom('', ' --access ownr', ' --only list,lst', ' --under nowhere');
    fc.assert(
      fc.property(good, wrong, option, (before, word, after) => {
        const text = `post ${[...before, word].join(' ')}${after}`;
        for (const { where = '', message } of problemsOf(text)) {
          const [, shown = '', carets = ''] = message.split('\n');
          const at = text.lastIndexOf(where) + 2;
          expect(shown).toBe(`  ${text}`);
          expect(carets.indexOf('^')).toBeGreaterThanOrEqual(at);
          expect(carets.length).toBeLessThanOrEqual(at + Math.max(1, where.length));
        }
      }),
      { numRuns: 300 },
    );
  });
});
