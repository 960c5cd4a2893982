/** Actions of a project's own generators: run in a scratch copy, committed whole or not at all. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drop, projectWith, run, write, writeGenerator, writePlopfile } from '../support/plop.js';

let root: string;

beforeEach(() => {
  root = projectWith({});
});

afterEach(() => drop(root));

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
    writePlopfile(
      root,
      `
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
      });`,
    );
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
    writeGenerator(root, `{ actions: [{ type: 'add', path: 'x.ts', template: 'x' }] }`);
    const before = files();
    const { changes } = await run(root, 'part', [], true);
    expect(changes).toMatchObject([{ kind: 'create', path: 'x.ts', content: 'x' }]);
    expect(files()).toEqual(before);
  });

  it('that fail are all told, with their places, and nothing is written', async () => {
    writeGenerator(
      root,
      `{
      actions: [
        { type: 'add', path: 'x.ts', template: 'x' },
        { type: 'add', path: 'package.json', template: 'x', abortOnFail: false },
        { type: 'unheard-of', abortOnFail: false },
        () => {
          throw new TypeError('oh dear');
        },
        { type: 'add', path: 'y.ts', template: 'y' },
      ] }`,
    );
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
    writeGenerator(root, config);
    await expect(run(root, 'part')).rejects.toMatchObject({
      code: 'GENERATOR_FAILED',
      problems: [{ message: expect.stringMatching(message) }],
    });
  });

  it.each(['.git/hooks/pre-commit', 'node_modules/x/index.js', '.backend-app/manifest.json'])(
    'may not touch %s',
    async (file) => {
      writeGenerator(root, `{ actions: [{ type: 'add', path: '${file}', template: 'x', force: true }] }`);
      await expect(run(root, 'part')).rejects.toMatchObject({ code: 'OUTSIDE_TARGET', problems: [{ where: file }] });
      expect(existsSync(path.join(root, 'node_modules/x'))).toBe(false);
    },
  );

  it('that come to nothing change nothing', async () => {
    writeGenerator(root, `{ actions: [{ type: 'modify', path: 'package.json', pattern: /not there/, template: '' }] }`);
    expect((await run(root, 'part')).changes).toEqual([]);
  });

  it('of two runs at once are one after the other', async () => {
    write(root, { 'list.txt': 'start' });
    writeGenerator(
      root,
      `{ prompts: [{ name: 'name' }], actions: [{ type: 'append', path: 'list.txt', template: '{{name}}' }] }`,
    );
    await run(root, 'part', ['one']);
    await run(root, 'part', ['two']);
    expect(read('list.txt')).toBe('start\none\ntwo');
  });
});
