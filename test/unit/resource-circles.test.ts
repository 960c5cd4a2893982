import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { parseResourceLine, parseResources, pendingReferences, sortByReferences } from '../../src/resource/parse.js';
import { open, refusal } from './resource-support.js';

function order(...lines: string[]): string[] {
  return parseResources(lines, open).map(({ names }) => names.key);
}

describe('resources that refer to each other', () => {
  it.each([
    [['a x:string', 'b d:ref=d', 'c self:ref=c:optional a:ref=a', 'd x:string'], 'a d b c'],
    [['a x:string', 'b x:string', 'c x:string'], 'a b c'],
    [['a b:ref=b:optional x:string', 'b x:string'], 'b a'],
    [['a b:ref=b:optional x:string', 'b a:ref=a'], 'a b'],
    [['a b:ref=b', 'b a:ref=a:optional x:string'], 'b a'],
    [['a b:ref=b:optional x:string', 'b a:ref=a:optional x:string'], 'a b'],
    [['a b:ref=b:optional x:string', 'b c:ref=c', 'c a:ref=a'], 'a c b'],
    [['a x:string bs:refs=b', 'b x:string'], 'b a'],
    [['a x:string bs:refs=b', 'b a:ref=a:optional x:string'], 'b a'],
    [['a x:string as:refs=a', 'b x:string'], 'a b'],
    [
      ['e d:ref=d:optional x:string', 'd c:ref=c', 'c d:ref=d:optional x:string', 'b c:ref=c:optional x:string'],
      'c d e b',
    ],
  ])('%j can be made as %s', (lines, expected) => {
    expect(order(...lines).join(' ')).toBe(expected);
  });

  it.each([
    [
      ['a b:ref=b', 'b a:ref=a'],
      'a → b → a is a circle: no first row could be made, since each needs one of the next',
      'make b of a or a of b optional',
    ],
    [
      ['x y:string', 'a b:ref=b', 'b c:ref=c', 'c up:ref=a'],
      'a → b → c → a is a circle: no first row could be made, since each needs one of the next',
      'make b of a, c of b or up of c optional',
    ],
    [
      ['a x:string bs:refs=b', 'b x:string friends:refs=a'],
      'a → b → a is a circle: many-to-many works from both ends, so one side is enough',
      'leave out bs of a or friends of b',
    ],
    [
      ['a x:string bs:refs=b', 'b x:string top:ref=a'],
      'a → b → a is a circle: none of their tables could be made first',
      'make top of b optional, or leave out bs of a',
    ],
    [
      ['a x:string --under b', 'b x:string a:ref=a'],
      'a → b → a is a circle: no first row could be made, since each needs one of the next',
      'make a of b optional, or leave out --under of a',
    ],
    [
      ['a x:string --under b', 'b x:string --under a'],
      'a → b → a is a circle: no first row could be made, since each needs one of the next',
      'leave out --under of a or --under of b',
    ],
  ])('%j are refused', (lines, message, hint) => {
    const error = refusal(() => parseResources(lines, open));
    expect(error.code).toBe('INVALID_RESOURCE');
    expect(error.problems).toEqual([{ where: 'a', message, hint }]);
  });

  it('are pending where they point ahead', () => {
    const specs = parseResources(['person team:ref=team:optional name:string', 'team lead:ref=person'], open);
    const [person, team] = specs;
    if (!person || !team) throw new Error('two resources');
    expect(pendingReferences(team, specs).map(({ from, field }) => [from.names.key, field.name])).toEqual([
      ['person', 'teamId'],
    ]);
    expect(pendingReferences(person, [person])).toEqual([]);
  });

  it('know every far end, whoever comes first', () => {
    const [person, team] = parseResources(
      ['person team:ref=team:optional teams:integer', 'team lead:ref=person backup:ref=person people:integer'],
      open,
    );
    expect(person?.fields[0]?.ref?.inverse).toBe('peopleAsTeam');
    expect(team?.fields.slice(0, 2).map(({ ref }) => ref?.inverse)).toEqual(['teamsAsLead', 'teamsAsBackup']);
  });
});

describe('sortByReferences', () => {
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
  const word = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(':ref=', ':refs=', ':ref=?'));
  const lines = fc.array(fc.uniqueArray(word, { maxLength: 3, selector: ([to]) => to }), {
    minLength: 6,
    maxLength: 6,
  });
  const lineOf = (from: number, words: readonly (readonly [string, string])[]): string =>
    [`${keys[from]} x0:string`, ...words.map(([to, kind]) => fieldOf(keys[from] ?? '', to, kind))].join(' ');
  const fieldOf = (from: string, to: string, kind: string): string =>
    kind === ':refs=' ? `${to}:refs=${to}` : `${to}:ref=${to}${kind.endsWith('?') || from === to ? ':optional' : ''}`;

  it('puts everything after what it needs, or refuses', () => {
    fc.assert(
      fc.property(lines, (words) => {
        const specs = words.map((some, from) => parseResourceLine(lineOf(from, some), { ...open, pending: keys }));
        try {
          const sorted = sortByReferences(specs);
          expect(new Set(sorted)).toEqual(new Set(specs));
          expect(sortByReferences(sorted)).toEqual(sorted);
          const place = new Map(sorted.map(({ names }, index) => [names.key, index]));
          for (const { names, fields, relations } of sorted) {
            const needed = [
              ...fields.flatMap(({ ref, optional }) => (ref && !optional ? [ref] : [])),
              ...relations.filter(({ self }) => !self),
            ];
            for (const { target } of needed) {
              expect(place.get(target.key)).toBeLessThan(place.get(names.key) ?? -1);
            }
          }
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has no trouble with long chains and many circles', () => {
    const count = 1000;
    const chain = Array.from({ length: count }, (_, index) => `t${index}x next:ref=t${index + 1}x:optional a:string`);
    const start = performance.now();
    const specs = parseResources([...chain, `t${count}x first:ref=t0x:optional a:string`], open);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(specs).toHaveLength(count + 1);
    expect(specs.at(-1)?.names.key).not.toBe(specs[0]?.names.key);
  });
});
