import { PassThrough } from 'node:stream';
import kleur from 'kleur';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Asker, Choice } from '../../src/cli/asker.js';
import { plainAsker } from '../../src/cli/asker-plain.js';
import { columns } from '../../src/cli/columns.js';
import { exitCodeOf } from '../../src/cli/exit-codes.js';
import { calledFrom, mayAsk, previewOptions, splitShared, workingDirectory } from '../../src/cli/options.js';
import { pastingText, quoted } from '../../src/cli/present.js';
import { Reporter } from '../../src/cli/reporter.js';
import { nearestVerb, refuseMeantVerb } from '../../src/cli/usage.js';
import { checkAll, UserError } from '../../src/errors.js';

let stdout: string;
let stderr: string;

beforeEach(() => {
  stdout = '';
  stderr = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Makes both streams look like terminals. */
function onTerminal(width = 80): void {
  for (const stream of [process.stdin, process.stdout, process.stderr])
    vi.spyOn(stream, 'isTTY', 'get').mockReturnValue(true);
  vi.spyOn(process.stdout, 'columns', 'get').mockReturnValue(width);
}

for (const stream of [process.stdin, process.stdout, process.stderr]) {
  Object.defineProperty(stream, 'isTTY', { get: () => false, configurable: true });
  Object.defineProperty(stream, 'columns', { get: () => 80, configurable: true });
}

describe('shared options', () => {
  it.each([
    ['--json list', '--json', 'list'],
    ['--cwd a --json create x --yes', '--cwd a --json', 'create x --yes'],
    ['--cwd=a -y x', '--cwd=a -y', 'x'],
    ['x --json', '', 'x --json'],
    ['--framework express list', '', '--framework express list'],
    ['--json', '--json', ''],
    ['--cwd', '--cwd', ''],
  ])('may come before the verb: %s', (words, leading, rest) => {
    const list = (text: string) => text.split(' ').filter(Boolean);
    expect(splitShared(list(words))).toEqual({ leading: list(leading), rest: list(rest) });
  });

  it('are known before the words are parsed, but not behind --', () => {
    expect(previewOptions(['x', '--json', '--no-color'])).toEqual({ json: true, debug: false, color: false });
    expect(previewOptions(['x', '--', '--json'])).toMatchObject({ json: false });
  });

  it('let questions be asked on a terminal only, and only when nobody said not to', () => {
    vi.stubEnv('CI', undefined);
    expect(mayAsk({ color: true })).toBe(false);
    onTerminal();
    expect(mayAsk({ color: true })).toBe(true);
    expect(mayAsk({ color: true, yes: true })).toBe(false);
    expect(mayAsk({ color: true, json: true })).toBe(false);
    vi.stubEnv('CI', 'true');
    expect(mayAsk({ color: true })).toBe(false);
    vi.stubEnv('CI', 'false');
    expect(mayAsk({ color: true })).toBe(true);
  });

  it('name a folder that is there', () => {
    expect(workingDirectory({ color: true, cwd: 'src' })).toBe(`${process.cwd()}/src`);
    for (const cwd of ['nowhere', 'package.json']) {
      expect(() => workingDirectory({ color: true, cwd })).toThrow(expect.objectContaining({ code: 'USAGE' }));
    }
  });
});

describe('exit codes', () => {
  it.each([
    ['USAGE', 2],
    ['UNKNOWN_CHOICE', 2],
    ['INVALID_SELECTION', 2],
    ['INVALID_PROJECT_NAME', 2],
    ['INVALID_RESOURCE', 2],
    ['INVALID_PRESET', 2],
    ['TARGET_NOT_EMPTY', 1],
    ['NOT_A_PROJECT', 1],
    ['LOCKED', 1],
    ['INTERRUPTED', 130],
  ] as const)('%s ends with %i', (code, exit) => {
    expect(exitCodeOf(new UserError({ code, message: '' }))).toBe(exit);
  });

  it('is 1 for a bug', () => expect(exitCodeOf(new TypeError('x'))).toBe(1));
});

describe('errors of one call', () => {
  const fault =
    (code: 'TARGET_NOT_EMPTY' | 'UNKNOWN_CHOICE', problems = 0) =>
    () => {
      const list = Array.from({ length: problems }, (_, index) => ({ message: `${code} ${index}` }));
      throw new UserError({ code, message: code, hint: 'mend', problems: list });
    };

  it('are told together, each with its code', () => {
    expect(() => checkAll(fault('TARGET_NOT_EMPTY'), () => 1, fault('UNKNOWN_CHOICE', 2))).toThrow(
      expect.objectContaining({
        code: 'USAGE',
        message: 'There are 3 things to mend.',
        problems: [
          { code: 'TARGET_NOT_EMPTY', message: 'TARGET_NOT_EMPTY', hint: 'mend' },
          { code: 'UNKNOWN_CHOICE', message: 'UNKNOWN_CHOICE 0' },
          { code: 'UNKNOWN_CHOICE', message: 'UNKNOWN_CHOICE 1' },
        ],
      }),
    );
  });

  it('keep their code when they share it, and one is itself', () => {
    expect(() => checkAll(fault('UNKNOWN_CHOICE'), fault('UNKNOWN_CHOICE'))).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_CHOICE' }),
    );
    expect(() => checkAll(fault('TARGET_NOT_EMPTY'))).toThrow(expect.objectContaining({ hint: 'mend', problems: [] }));
  });
});

describe('the reporter', () => {
  const reporter = (options = {}) => new Reporter({ color: true, ...options });

  it('prints exactly one document with --json, also for a bug', async () => {
    await reporter({ json: true }).result(
      () => ({ a: 1 }),
      () => 'text',
    );
    expect(JSON.parse(stdout)).toEqual({ ok: true, a: 1 });
    stdout = '';
    reporter({ json: true }).error(new TypeError('oops'));
    expect(JSON.parse(stdout)).toEqual({ ok: false, error: { code: 'BUG', message: 'oops', problems: [] } });
    expect(stderr).toMatch(/This is a bug/);
  });

  it('prints no second document when something fails after the first', async () => {
    const one = reporter({ json: true });
    await one.result(
      () => ({}),
      () => '',
    );
    one.error(new Error('late'));
    one.interrupted(true);
    expect(JSON.parse(stdout)).toEqual({ ok: true });
  });

  it('does not take a full disk for a bug', () => {
    reporter({ json: true }).error(Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' }));
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'SYSTEM' } });
    expect(stderr).toMatch(/the disk is full/);
    expect(stderr).not.toMatch(/bug/);
  });

  it('shows stacks only when asked to', () => {
    reporter().error(new Error('oops'));
    expect(stderr).not.toMatch(/cli\.test/);
    reporter({ debug: true }).error(new Error('oops'));
    expect(stderr).toMatch(/cli\.test/);
  });

  it.each([
    ['off a terminal', false, {}, {}],
    ['with --no-color', true, { color: false }, {}],
    ['with NO_COLOR', true, {}, { NO_COLOR: '1' }],
    ['on a dumb terminal', true, {}, { TERM: 'dumb' }],
  ])('writes no escape codes %s', (_, terminal, options, env) => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', undefined);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    if (terminal) onTerminal();
    const one = reporter(options);
    one.progress('Working')('done');
    one.error(new UserError({ code: 'USAGE', message: 'no', hint: 'yes', problems: [{ where: 'x', message: 'y' }] }));
    one.interrupted(false);
    expect(stderr).toMatch(/Working/);
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('colours and spins on a terminal, within its width', () => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS']) vi.stubEnv(name, undefined);
    vi.stubEnv('TERM', 'xterm');
    onTerminal();
    vi.spyOn(process.stderr, 'columns', 'get').mockReturnValue(20);
    reporter().progress('A step with a very long name')('failed');
    expect(stderr.split('\r\u001b[K')[1]).toMatch(/A step with a ve$/);
    expect(stderr).toContain('\u001b[31m✗');
    kleur.enabled = false;
  });

  it('says what is to be done after steps that failed, once', () => {
    reporter().undoneSteps('/home/me/api', [
      { step: 'install', status: 'failed', command: 'pnpm install', message: 'pnpm is not installed', hint: 'Get it' },
      { step: 'git', status: 'skipped', command: '', message: 'there is one' },
      { step: 'codegen', status: 'done', command: 'x' },
    ]);
    expect(stderr).toBe(
      '\nfailed pnpm is not installed\nhint  Get it\n\nnote there is one\n' +
        '\nThe project is in /home/me/api. To go on, run there:\n  pnpm install\n',
    );
  });
});

describe('columns', () => {
  const entries = [
    { name: 'one', help: 'a b c d e f', mark: 'default' },
    { name: 'three', help: '' },
  ];

  it('are lines off a terminal, however long', () => {
    expect(columns(entries)).toBe('  one    a b c d e f (default)\n  three');
  });

  it('wrap below themselves, and go under the name where it is narrow', () => {
    onTerminal(61);
    const [line, ...more] = columns([{ name: 'one', help: 'word '.repeat(20).trim() }]).split('\n');
    expect(line).toHaveLength(7 + 54);
    expect(more[0]).toMatch(/^ {7}word/);
    onTerminal(24);
    expect(columns([{ name: 'one', help: 'some words that are many' }])).toBe(
      '  one\n    some words that are\n    many',
    );
  });
});

it.each([
  ['api', 'api'],
  ['apps/my api', `'apps/my api'`],
  ["it's", String.raw`'it'\''s'`],
  ['$HOME', `'$HOME'`],
  ['日本', `'日本'`],
])('quotes %s for a shell', (word, text) => expect(quoted(word)).toBe(text));

it.each([
  ['gen', 'generate'],
  ['lsit', 'list'],
  ['new', 'create'],
  ['a', undefined],
  ['my-api', undefined],
])('takes %s for the verb %s', (word, verb) => expect(nearestVerb(word)).toBe(verb));

it.each([
  ['nothing', [], 'Not wired yet. Paste by hand:'],
  ['new files', [{ kind: 'create', path: 'a.ts', content: '' }], 'No existing file is edited. Paste by hand:'],
  [
    'the journal',
    [{ kind: 'update', path: 'journal.json', content: '', before: ' ' }],
    'Of existing files only journal.json is edited. Paste by hand:',
  ],
] as const)('says what skipped wiring changes: %s', (_, changes, line) => {
  expect(pastingText([{ file: 'src/a.ts', snippet: 'a,' }], changes)).toEqual(['', line, '', 'src/a.ts:', '    a,']);
  expect(pastingText([], changes)).toEqual([]);
});

describe('a word that is no verb', () => {
  const refused = (word: string, inProject: boolean) => {
    try {
      refuseMeantVerb('create-backend-app', word, inProject);
      return false;
    } catch (error) {
      expect(error).toMatchObject({
        code: 'USAGE',
        hint: expect.stringContaining(`create-backend-app create ${word}`),
      });
      return true;
    }
  };

  it.each(['destory', 'genrate', 'creat', 'lists', 'doctor'])('is no project anywhere when it is %s', (word) => {
    expect([refused(word, false), refused(word, true)]).toEqual([true, true]);
  });

  it.each(['gen', 'new', 'init', 'distro'])('is a project outside of one only when it is %s', (word) => {
    expect([refused(word, false), refused(word, true)]).toEqual([false, true]);
  });

  it.each(['my-api', 'shop', './destory', '@me/lits', '.'])('is a project when it is %s', (word) => {
    expect([refused(word, false), refused(word, true)]).toEqual([false, false]);
  });

  it('is looked at where --cwd says', () => {
    expect(calledFrom(['x', '--cwd=/a'])).toBe('/a');
    expect(calledFrom(['--cwd', '/a', '--cwd', '/b', '--', '--cwd', '/c'])).toBe('/b');
    expect(calledFrom(['x', '--', '--cwd=/a'])).toBe(process.cwd());
  });
});

describe('plain questions', () => {
  const choices: Choice[] = [
    { value: 'b', title: 'Bee', help: 'The first' },
    { value: '', title: 'Each', help: 'The second' },
    { value: 'c', title: 'Cee', help: 'The third' },
  ];

  async function answering<T>(input: string, ask: (asker: Asker) => Promise<T>): Promise<T> {
    const stdin = new PassThrough();
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
    const asker = plainAsker();
    const answer = ask(asker).finally(() => asker.end());
    for (const line of input.split('\n')) {
      await new Promise((resolve) => setImmediate(resolve));
      if (line === '^D') stdin.end();
      else stdin.write(`${line}\n`);
    }
    return answer;
  }

  it.each([
    ['', 'b'],
    ['2', ''],
    ['c', 'c'],
    ['9\nx\n1,2\n3', 'c'],
  ])('take %j for a choice', async (input, value) => {
    expect(await answering(input, (asker) => asker.choose('Which?', choices))).toBe(value);
    expect(stdout).toMatch(/Which\?\n {2}1 {2}Bee {3}The first\n {2}2/);
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    ['', []],
    ['1, 3', ['b', 'c']],
    ['7\n3,3', ['c']],
  ])('take %j for several', async (input, values) => {
    expect(await answering(input, (asker) => asker.chooseSeveral('Which?', choices))).toEqual(values);
  });

  it('ask again for a text that will not do', async () => {
    const check = (answer: string) => (answer === 'bad' ? 'It is bad.' : undefined);
    expect(await answering('bad\n', (asker) => asker.text('Name?', 'my-api', check))).toBe('my-api');
    expect(stdout).toMatch(/It is bad/);
  });

  it('are cancelled at the end of the input', async () => {
    await expect(answering('^D', (asker) => asker.choose('Which?', choices))).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});
