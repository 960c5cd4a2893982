/** A project's plopfile: what it may be, how it is loaded, and how its generators are described. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listGenerators } from '../../src/generators/list.js';
import { drop, projectWith, run, write, writeGenerator, writePlopfile, type Written } from '../support/plop.js';

let root: string;

beforeEach(() => {
  root = projectWith({});
});

afterEach(() => drop(root));

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
    writePlopfile(
      root,
      `plop.setGenerator('resource', {});\nplop.setGenerator('twice', {});\nplop.setGenerator('twice', {});`,
    );
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
    writePlopfile(root, `await plop.load('./packs/one.js');`);
    expect((await listGenerators(root)).generators.at(-1)?.name).toBe('packed');
    expect((await run(root, 'packed')).changes).toMatchObject([{ kind: 'create', path: 'packed.txt' }]);
    writePlopfile(root, `plop.setGenerator('packed', { actions: [] });\nawait plop.load('./packs/one.js');`);
    await expect(run(root, 'packed')).rejects.toMatchObject({ code: 'GENERATOR_EXISTS' });
  });

  it('is described for forms', async () => {
    writeGenerator(
      root,
      `{
      description: 'A part',
      prompts: [
        { name: 'name', message: 'What?' },
        { name: 'kind', type: 'list', message: 'Which?', choices: ['a', { name: 'Bee', value: 'b' }], default: 'b' },
        { name: 'made', type: 'list', choices: () => [], when: () => true },
        { name: 'sure', type: 'confirm', default: false },
      ],
      actions: [] }`,
    );
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
    writeGenerator(root, '{ actions: [] }');
    await expect(run(root, 'parts')).rejects.toMatchObject({ code: 'USAGE', hint: 'did you mean part?' });
    await expect(run(path.join(root, 'src'), 'part')).rejects.toMatchObject({ code: 'NOT_A_PROJECT' });
  });
});
