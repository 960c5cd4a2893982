/** Generators of a project's own plopfile: loaded and run in a scratch copy, committed whole or not at all. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listGenerators } from '../../src/generators/list.js';
import { drop, projectWith, run, write, type Written } from '../support/plop.js';

let root: string;

beforeEach(() => {
  root = projectWith({});
});

afterEach(() => drop(root));

function plopfile(body: string, name = 'plopfile.ts'): void {
  write(root, { [name]: `export default async function (plop) {\n${body}\n}\n` });
}

function generator(config: string): void {
  plopfile(`plop.setGenerator('part', ${config});`);
}

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const files = () =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => !file.startsWith('node_modules'));

describe('actions', () => {
  it('of every kind become changes of the project', async () => {
    write(root, {
      'templates/part.hbs': '{{shout name}} {{> greeting}}\n',
      'templates/many/a/one.txt.hbs': 'one {{name}}\n',
      'templates/many/two.txt.hbs': 'two\n',
      'notes.txt': 'first\n',
    });
    plopfile(`
      plop.setHelper('shout', (text: string) => text.toUpperCase());
      plop.setPartial('greeting', 'hello <{{name}}>');
      plop.setActionType('count', async (answers, config, api) => \`\${config.of} of \${api.getDestBasePath() === process.cwd()}\`);
      plop.setGenerator('part', {
        prompts: [{ name: 'name' }],
        actions: async (data) => [
          'A comment',
          { type: 'add', path: 'src/{{kebabCase name}}.ts', templateFile: 'templates/part.hbs' },
          { type: 'addMany', destination: 'made', base: 'templates/many', templateFiles: 'templates/many/**' },
          { type: 'append', path: 'notes.txt', template: 'last' },
          { type: 'modify', path: 'notes.txt', pattern: /first/, template: 'FIRST' },
          { type: 'count', of: data.name },
          async () => { await (await import('node:fs/promises')).unlink('.editorconfig'); return 'removed it'; },
          { type: 'add', path: 'skipped', template: '', skip: () => 'not today' },
        ],
      });`);
    const { changes, notes } = await run(root, 'part', ['BigThing']);
    expect(changes.map(({ kind, path: file }) => `${kind} ${file}`)).toEqual([
      'remove .editorconfig',
      'create made/a/one.txt',
      'create made/two.txt',
      'update notes.txt',
      'create src/big-thing.ts',
    ]);
    expect(notes).toEqual(['A comment', 'BigThing of true', 'removed it', 'not today']);
    expect(read('src/big-thing.ts')).toBe('BIGTHING hello <BigThing>\n');
    expect(read('notes.txt')).toBe('FIRST\n\nlast');
    expect(existsSync(path.join(root, '.editorconfig'))).toBe(false);
  });

  it('of a dry run change nothing', async () => {
    generator(`{ actions: [{ type: 'add', path: 'x.ts', template: 'x' }] }`);
    const before = files();
    const { changes } = await run(root, 'part', [], true);
    expect(changes).toMatchObject([{ kind: 'create', path: 'x.ts', content: 'x' }]);
    expect(files()).toEqual(before);
  });

  it('that fail are all told, with their places, and nothing is written', async () => {
    generator(`{
      actions: [
        { type: 'add', path: 'x.ts', template: 'x' },
        { type: 'add', path: 'package.json', template: 'x', abortOnFail: false },
        { type: 'unheard-of', abortOnFail: false },
        () => {
          throw new TypeError('oh dear');
        },
        { type: 'add', path: 'y.ts', template: 'y' },
      ] }`);
    const before = files();
    await expect(run(root, 'part')).rejects.toMatchObject({
      code: 'GENERATOR_FAILED',
      message: '3 actions of part failed. The 1 after it was not run. Nothing was written.',
      problems: [
        { where: 'add', message: 'File already exists: package.json' },
        { where: 'unheard-of', message: 'Invalid action (#3)' },
        { where: expect.stringMatching(/^plopfile\.ts:8:\d+$/), message: 'oh dear' },
      ],
    });
    expect(files()).toEqual(before);
  });

  it.each([
    ['are not there', '{}', /no actions/],
    ['throw while they are made', '{ actions: () => { throw new Error("early"); } }', /early/],
  ])('that %s', async (_what, config, message) => {
    generator(config);
    await expect(run(root, 'part')).rejects.toMatchObject({
      code: 'GENERATOR_FAILED',
      problems: [{ message: expect.stringMatching(message) }],
    });
  });

  it.each(['.git/hooks/pre-commit', 'node_modules/x/index.js', '.backend-app/manifest.json'])(
    'may not touch %s',
    async (file) => {
      generator(`{ actions: [{ type: 'add', path: '${file}', template: 'x', force: true }] }`);
      await expect(run(root, 'part')).rejects.toMatchObject({ code: 'OUTSIDE_TARGET', problems: [{ where: file }] });
      expect(existsSync(path.join(root, 'node_modules/x'))).toBe(false);
    },
  );

  it('that come to nothing change nothing', async () => {
    generator(`{ actions: [{ type: 'modify', path: 'package.json', pattern: /not there/, template: '' }] }`);
    expect((await run(root, 'part')).changes).toEqual([]);
  });

  it('of two runs at once are one after the other', async () => {
    write(root, { 'list.txt': 'start' });
    generator(`{ prompts: [{ name: 'name' }], actions: [{ type: 'append', path: 'list.txt', template: '{{name}}' }] }`);
    await run(root, 'part', ['one']);
    await run(root, 'part', ['two']);
    expect(read('list.txt')).toBe('start\none\ntwo');
  });
});

describe('a plopfile', () => {
  const forms: [name: string, files: Written][] = [
    [
      'plopfile.ts',
      {
        'plopfile.ts': `import type { NodePlopAPI } from 'node-plop';\nimport { make } from './tools/make.js';\nexport default (plop: NodePlopAPI): void => make(plop);`,
        'tools/make.ts': `export const make = (plop: { setGenerator(...a: unknown[]): unknown }) => void plop.setGenerator('part', { actions: [] });`,
      },
    ],
    [
      'plopfile.mts',
      {
        'plopfile.mts': `const text: string = await Promise.resolve('late');\nexport default (plop) => plop.setGenerator('part', { description: text, actions: [] });`,
      },
    ],
    [
      'plopfile.js',
      { 'plopfile.js': `export default ({ setGenerator }) => { setGenerator('part', { actions: [] }); };` },
    ],
    [
      'plopfile.mjs',
      {
        'plopfile.mjs': `import path from 'node:path';\nexport default (plop) => plop.setGenerator('part', { description: path.basename(import.meta.url), actions: [] });`,
      },
    ],
    [
      'plopfile.cjs',
      {
        'plopfile.cjs': `const path = require('node:path');\nmodule.exports = (plop) => plop.setGenerator('part', { description: path.basename(__filename), actions: [] });`,
      },
    ],
  ];
  it.each(forms)('may be %s', async (name, written) => {
    write(root, written);
    const { generators, fault } = await listGenerators(root);
    expect(fault).toBeUndefined();
    expect(generators.at(-1)).toMatchObject({ name: 'part', origin: name });
    expect((await run(root, 'part')).changes).toEqual([]);
  });

  it('that throws is reported with the place', async () => {
    write(root, {
      'tools/make.ts':
        'interface Long {\n  a: string;\n}\nexport function make(): Long {\n  return (undefined as never as { x(): Long }).x();\n}\n',
    });
    write(root, { 'plopfile.ts': `import { make } from './tools/make.js';\nexport default () => make();\n` });
    await expect(run(root, 'part')).rejects.toMatchObject({
      code: 'PLOPFILE_FAILED',
      problems: [
        { where: expect.stringMatching(/^tools\/make\.ts:5:\d+$/), message: expect.stringContaining("reading 'x'") },
      ],
    });
  });

  it.each([
    ['does not parse', 'export default function (plop) {\n  const x = ;\n}', 'plopfile.ts:2:12', /Unexpected token/],
    ['exports nothing to call', 'export const x = 1;', 'plopfile.ts', /exports no function/],
    [
      'imports what is not there',
      `import { x } from './nowhere.js';\nexport default x;`,
      'plopfile.ts',
      /Cannot find module '\.\/nowhere\.js'$/,
    ],
    ['throws no error', 'export default () => { throw "text"; };', 'plopfile.ts', /^text$/],
  ])('that %s is reported', async (_what, text, where, message) => {
    write(root, { 'plopfile.ts': text });
    await expect(run(root, 'part')).rejects.toMatchObject({
      code: 'PLOPFILE_FAILED',
      problems: [{ where: expect.stringContaining(where), message: expect.stringMatching(message) }],
    });
  });

  it('may not take names that are taken', async () => {
    plopfile(`plop.setGenerator('resource', {});\nplop.setGenerator('twice', {});\nplop.setGenerator('twice', {});`);
    const { generators, fault } = await listGenerators(root);
    expect(generators.map(({ origin }) => origin)).not.toContain('plopfile.ts');
    expect(fault).toMatchObject({
      code: 'GENERATOR_EXISTS',
      problems: [{ where: 'resource' }, { where: 'twice', message: 'it is set twice' }],
    });
  });

  it('loads packs, whose generators run in the copy, too', async () => {
    write(root, {
      'packs/one.js': `export default (plop) => plop.setGenerator('packed', { actions: [{ type: 'add', path: 'packed.txt', template: 'x' }] });`,
    });
    plopfile(`await plop.load('./packs/one.js');`);
    expect((await listGenerators(root)).generators.at(-1)?.name).toBe('packed');
    expect((await run(root, 'packed')).changes).toMatchObject([{ kind: 'create', path: 'packed.txt' }]);
    plopfile(`plop.setGenerator('packed', { actions: [] });\nawait plop.load('./packs/one.js');`);
    await expect(run(root, 'packed')).rejects.toMatchObject({ code: 'GENERATOR_EXISTS' });
  });

  it('is described for forms', async () => {
    generator(`{
      description: 'A part',
      prompts: [
        { name: 'name', message: 'What?' },
        { name: 'kind', type: 'list', message: 'Which?', choices: ['a', { name: 'Bee', value: 'b' }], default: 'b' },
        { name: 'made', type: 'list', choices: () => [], when: () => true },
        { name: 'sure', type: 'confirm', default: false },
      ],
      actions: [] }`);
    expect((await listGenerators(root)).generators.at(-1)).toEqual({
      name: 'part',
      help: 'A part',
      usage: 'generate part <name> [kind] [made] [sure]',
      origin: 'plopfile.ts',
      prompts: [
        { name: 'name', type: 'input', message: 'What?', required: true, conditional: false },
        {
          name: 'kind',
          type: 'list',
          message: 'Which?',
          choices: [
            { name: 'a', value: 'a' },
            { name: 'Bee', value: 'b' },
          ],
          default: 'b',
          required: false,
          conditional: false,
        },
        {
          name: 'made',
          type: 'list',
          message: 'made',
          choices: null,
          default: null,
          required: false,
          conditional: true,
        },
        { name: 'sure', type: 'confirm', message: 'sure', default: false, required: false, conditional: false },
      ],
    });
  });

  it('has to be in a project, and to have the generator', async () => {
    generator('{ actions: [] }');
    await expect(run(root, 'parts')).rejects.toMatchObject({ code: 'USAGE', hint: 'did you mean part?' });
    await expect(run(path.join(root, 'src'), 'part')).rejects.toMatchObject({ code: 'NOT_A_PROJECT' });
  });
});
