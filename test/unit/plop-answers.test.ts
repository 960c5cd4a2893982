/** Words, defaults, conditions, filters and validation: what a generator's prompts get for answers. */
import nodePlop from 'node-plop';
import { describe, expect, it } from 'vitest';
import { answersFor } from '../../src/generators/plop/answers.js';
import type { PlopHost } from '../../src/generators/plop/host.js';
import type { Answers, GeneratorConfig, Plop, Prompt } from '../../src/generators/plop/types.js';

async function answer(prompts: GeneratorConfig['prompts'], ...words: string[]) {
  const plop = (await nodePlop()) as unknown as Plop;
  plop.setGenerator('part', { ...(prompts && { prompts }), actions: [] });
  const host = { plop, scratch: { root: process.cwd() } } as PlopHost;
  return answersFor(host, { name: 'part', words, ask: false });
}

/** The problems of a refused call, as `where: message`. */
async function problems(prompts: GeneratorConfig['prompts'], ...words: string[]): Promise<string[]> {
  const error = await answer(prompts, ...words).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'USAGE' });
  const { problems: list, message } = error as { problems: { where: string; message: string }[]; message: string };
  return list.length === 0 ? [message] : list.map(({ where, message: text }) => `${where}: ${text}`);
}

const fruit: Prompt = {
  name: 'fruit',
  type: 'list',
  choices: ['apple', { name: 'Big pear', value: 'pear' }, { type: 'separator' }, { name: 'Kiwi', key: 'k', value: 7 }],
};
const name: Prompt = { name: 'name' };
const size: Prompt = { name: 'size', default: 'small' };
const tags: Prompt = { name: 'tags', type: 'checkbox', choices: ['a', 'b', { name: 'c', checked: true }] };
const loud: Prompt = { name: 'loud', type: 'confirm' };

describe('words', () => {
  it.each<[what: string, prompts: Prompt[], words: string[], answers: object]>([
    ['answer in order', [name, size], ['x', 'big'], { name: 'x', size: 'big' }],
    ['leave one out with _', [size, name], ['_', 'x'], { name: 'x', size: 'small' }],
    ['answer by name', [name, size], ['size=big', 'name=x'], { name: 'x', size: 'big' }],
    ['in order fill what is not named', [name, size], ['name=x', 'big'], { name: 'x', size: 'big' }],
    ['may have = in them', [name], ['https://x/?a=b'], { name: 'https://x/?a=b' }],
    ['of a name may be empty', [name], ['name='], { name: '' }],
    ['choose by value', [fruit], ['PEAR'], { fruit: 'pear' }],
    ['choose by name', [fruit], ['big pear'], { fruit: 'pear' }],
    ['choose by key', [fruit], ['k'], { fruit: 7 }],
    ['choose a number', [fruit], ['7'], { fruit: 7 }],
    ['choose by place', [fruit], ['1'], { fruit: 'pear' }],
    ['choose several', [tags], ['a,C'], { tags: ['a', 'c'] }],
    ['choose none', [tags], ['tags='], { tags: [] }],
    ['say yes', [loud], ['Y'], { loud: true }],
    ['say no', [loud], ['false'], { loud: false }],
    ['are numbers', [{ name: 'n', type: 'number' }], ['-1.5'], { n: -1.5 }],
    ['reach into objects', [{ name: 'a.b' }, { name: 'a.c', default: 2 }], ['1'], { a: { b: '1', c: 2 } }],
    ['go through a bypass of the prompt', [{ ...name, bypass: (word) => word.length }], ['four'], { name: 4 }],
  ])('%s', async (_what, prompts, words, answers) => {
    expect(await answer(prompts, ...words)).toEqual(answers);
  });

  it.each<[what: string, prompts: Prompt[], words: string[], told: string[]]>([
    ['too many', [name], ['x', 'y'], ['part asks for less than was given: "y".']],
    ['a name twice', [name], ['name=x', 'name=y'], ['name is answered twice.']],
    ['a name with a typing error', [name], ['nmae=x'], ['There is no prompt "nmae".']],
    ['no such choice', [fruit], ['plum'], ['fruit: it takes apple, Big pear, Kiwi, and not "plum"']],
    ['a separator', [fruit], ['2'], ['fruit: it takes apple, Big pear, Kiwi, and not "2"']],
    ['one choice of several that is not there', [tags], ['a,x'], ['tags: it takes a, b, c, and not "a,x"']],
    ['neither yes nor no', [loud], ['maybe'], ['loud: it takes yes or no, and not "maybe"']],
    ['no number', [{ name: 'n', type: 'number' }], ['1x'], ['n: it takes a number, and not "1x"']],
    [
      'an answer to what is not asked',
      [{ ...name, when: () => false }],
      ['x'],
      ['name: it is not asked here, so it takes no answer'],
    ],
  ])('refuse %s', async (_what, prompts, words, told) => {
    expect(await problems(prompts, ...words)).toEqual(told);
  });
});

describe('what is not answered', () => {
  it.each<[what: string, prompt: Prompt, value: unknown]>([
    ['takes its default', size, 'small'],
    ['takes a default that is made', { ...size, default: async () => 'made' }, 'made'],
    ['takes the first choice of a list', fruit, 'apple'],
    ['takes the choice at a place', { ...fruit, default: 1 }, 'pear'],
    ['takes the choice of a value', { ...fruit, default: 'pear' }, 'pear'],
    ['takes the first of choices that are made', { ...fruit, choices: async () => ['made'] }, 'made'],
    ['takes what is checked', tags, ['c']],
    ['takes what is default of several', { ...tags, default: ['a'] }, ['a', 'c']],
    ['is yes', loud, true],
    ['is no where that is the default', { ...loud, default: false }, false],
    ['is not there when it is not asked', { ...name, when: false }, undefined],
    ['goes through the filter', { ...size, filter: (value) => `${String(value)}!` }, 'small!'],
  ])('%s', async (_what, prompt, value) => {
    expect(Object.values(await answer([prompt]))[0]).toEqual(value);
  });

  it('has to be answered without a default, and all such are told at once', async () => {
    expect(
      await problems([name, size, { name: 'other', message: 'Which?' }, { name: 'late', when: () => true }]),
    ).toEqual([
      'name: it has no default and was not answered',
      'other: it has no default and was not answered (Which?)',
    ]);
  });

  it('is said with how to give it', async () => {
    await expect(answer([name])).rejects.toMatchObject({ problems: [{ where: 'name', hint: 'give it as name=…' }] });
  });

  it('is validated, too', async () => {
    expect(await problems([{ ...size, validate: () => 'too small' }])).toEqual(['size: too small']);
  });
});

describe('prompts', () => {
  it('are told the answers before them', async () => {
    const prompts: Prompt[] = [
      name,
      { name: 'loud', type: 'confirm', when: ({ name: given }) => given === 'x' },
      { name: 'copy', default: ({ name: given }: Answers) => `${String(given)}-copy` },
    ];
    expect(await answer(prompts, 'x')).toEqual({ name: 'x', loud: true, copy: 'x-copy' });
    expect(await answer(prompts, 'y')).toEqual({ name: 'y', copy: 'y-copy' });
  });

  it('validate what is filtered, and may take their time', async () => {
    const prompt: Prompt = {
      name: 'name',
      filter: async (value) => String(value).trim(),
      validate: async (value) => value === 'x' || 'not x',
    };
    expect(await answer([prompt], ' x ')).toEqual({ name: 'x' });
    expect(await problems([prompt], 'y')).toEqual(['name: not x']);
  });

  it('may be asked by a function, in several goes', async () => {
    const asked: GeneratorConfig['prompts'] = async ({ prompt }) => {
      const first = await prompt([name]);
      return prompt([size, { name: 'last', default: 1 }], first);
    };
    expect(await answer(asked, 'x', 'big')).toEqual({ name: 'x', size: 'big', last: 1 });
    expect(await problems(asked)).toEqual(['name: it has no default and was not answered']);
  });

  it('may be none', async () => {
    expect(await answer(undefined)).toEqual({});
  });

  it('that throw are the plopfile’s fault, with the place', async () => {
    const broken: Prompt = {
      name: 'name',
      validate: () => {
        throw new Error('oh dear');
      },
    };
    await expect(answer([broken], 'x')).rejects.toMatchObject({
      code: 'PLOPFILE_FAILED',
      problems: [{ where: expect.stringMatching(/^test\/unit\/plop-answers\.test\.ts:\d+:\d+$/), message: 'oh dear' }],
    });
  });

  it('cannot reach prototypes', async () => {
    await answer([{ name: '__proto__.polluted' }, { name: 'constructor.polluted' }], 'x', 'y');
    expect({}).not.toHaveProperty('polluted');
  });
});
