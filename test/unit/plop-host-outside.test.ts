/** Actions of a project's own generators that lead out of the scratch copy: mapped into it, or the run is refused. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drop, projectWith, run, write, writeGenerator, writePlopfile } from '../support/plop.js';

let root: string;
/** A folder beside the project. */
let beside: string;

beforeEach(() => {
  root = projectWith({ 'templates/a.txt': 'a\n' });
  beside = path.join(path.dirname(root), 'beside');
  mkdirSync(beside);
  write(beside, { 'there.txt': 'there\n' });
});

afterEach(() => drop(root));

const text = (value: string) => JSON.stringify(value);
/** Everything in the project and around it. */
const all = () =>
  readdirSync(path.dirname(root), { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.includes('node_modules'))
    .map((file) => [file, file.endsWith('.txt') ? readFileSync(path.join(path.dirname(root), file), 'utf8') : '']);

function refused(problem: { where: string; message: string }, dryRun: boolean) {
  return expect(run(root, 'part', ['word'], dryRun)).rejects.toMatchObject({
    code: 'OUTSIDE_TARGET',
    message: expect.stringContaining('Nothing was written.'),
    problems: [problem],
  });
}

describe('paths in the project', () => {
  it('are the same paths in the copy, for actions of every kind', async () => {
    write(root, { 'notes.txt': 'first\n', 'many/x.txt.hbs': 'x\n' });
    writePlopfile(
      root,
      `plop.setHelper('root', () => ${text(root)});
      plop.setGenerator('part', { actions: [
        { type: 'add', path: ${text(`${root}/added.txt`)}, template: 'new' },
        { type: 'add', path: '{{root}}/src/../rendered.txt', template: '/** told of {{root}} */' },
        { type: 'modify', path: '{{root}}/notes.txt', pattern: 'first', template: 'FIRST' },
        { type: 'append', path: '{{root}}/notes.txt', template: '/last' },
        { type: 'addMany', destination: ${text(`${root}/made`)}, base: 'many', templateFiles: 'many/**' },
      ] });`,
    );
    const before = all();
    const dry = await run(root, 'part', [], true);
    expect(all()).toEqual(before);
    const { changes } = await run(root, 'part');
    expect(changes).toEqual(dry.changes);
    expect(changes).toMatchObject([
      { kind: 'create', path: 'added.txt', content: 'new' },
      { kind: 'create', path: 'made/x.txt', content: 'x\n' },
      { kind: 'update', path: 'notes.txt', content: 'FIRST\n\n/last' },
      { kind: 'create', path: 'rendered.txt', content: `/** told of ${root} */` },
    ]);
  });

  it('are those of the copy for code of the plopfile', async () => {
    writePlopfile(
      root,
      `const paths = [plop.getPlopfilePath(), plop.getDestBasePath(), process.cwd(), import.meta.dirname];
      plop.setGenerator('part', { actions: [
        (_data, _config, api) => String(new Set([...paths, api.getPlopfilePath(), api.getDestBasePath(), process.cwd()]).size),
        () => String(paths[0] !== ${text(root)}),
      ] });`,
    );
    expect((await run(root, 'part')).notes).toEqual(['1', 'true']);
  });
});

describe('an action that leads out of the project', () => {
  const cases: [
    name: string,
    action: (beside: string) => string,
    where: string,
    rendered: (beside: string) => string,
  ][] = [
    ['up', () => `{ type: 'add', path: '../evil.txt', template: 'x' }`, 'add', () => '../evil.txt'],
    [
      'up and up',
      () => `{ type: 'add', path: 'src/../../../../evil.txt', template: 'x' }`,
      'add',
      () => 'src/../../../../evil.txt',
    ],
    ['to itself', () => `{ type: 'add', path: '.', template: 'x', force: true }`, 'add', () => '.'],
    ['by an answer', () => `{ type: 'add', path: '../{{name}}.txt', template: 'x' }`, 'add', () => '../word.txt'],
    [
      'by its own data',
      () => `{ type: 'add', path: '{{up}}/x.txt', data: async () => ({ up: '..' }), template: 'x' }`,
      'add',
      () => '../x.txt',
    ],
    [
      'to an absolute path',
      (folder) => `{ type: 'add', path: ${text(`${folder}/evil.txt`)}, template: 'x' }`,
      'add',
      (folder) => `${folder}/evil.txt`,
    ],
    [
      'to overwrite',
      (folder) => `{ type: 'add', path: ${text(`${folder}/there.txt`)}, template: 'x', force: true }`,
      'add',
      (folder) => `${folder}/there.txt`,
    ],
    [
      'to modify',
      (folder) => `{ type: 'modify', path: ${text(`${folder}/there.txt`)}, pattern: /there/, template: 'x' }`,
      'modify',
      (folder) => `${folder}/there.txt`,
    ],
    [
      'to append',
      (folder) => `{ type: 'append', path: ${text(`${folder}/there.txt`)}, template: 'x' }`,
      'append',
      (folder) => `${folder}/there.txt`,
    ],
    [
      'with many files',
      (folder) => `{ type: 'addMany', destination: ${text(folder)}, base: 'templates', templateFiles: 'templates/**' }`,
      'addMany',
      (folder) => `${folder}/a.txt`,
    ],
    [
      'with many files up',
      () => `{ type: 'addMany', destination: '../many', base: 'templates', templateFiles: 'templates/**' }`,
      'addMany',
      () => '../many/a.txt',
    ],
  ];
  it.each(cases)('%s is refused before it runs', async (_what, action, where, rendered) => {
    writeGenerator(
      root,
      `{ prompts: [{ name: 'name' }], actions: [
        { type: 'add', path: 'before.txt', template: 'x' },
        { ...${action(beside)}, abortOnFail: false },
        () => { throw new Error('run all the same'); },
      ] }`,
    );
    const before = all();
    const message = `${rendered(beside)} is outside of the project's own files`;
    await refused({ where, message }, true);
    await refused({ where, message }, false);
    expect(all()).toEqual(before);
  });

  it('by a link of the project, or of its packages, is refused too', async () => {
    symlinkSync(beside, path.join(root, 'link'));
    for (const file of ['link/x.txt', 'node_modules/prettier/x.txt']) {
      writeGenerator(
        root,
        `{ prompts: [{ name: 'name' }], actions: [{ type: 'add', path: ${text(`${root}/${file}`)}, template: 'x' }] }`,
      );
      await refused({ where: 'add', message: `${root}/${file} is outside of the project's own files` }, false);
    }
    expect(existsSync(path.resolve('node_modules/prettier/x.txt'))).toBe(false);
    expect(readdirSync(beside)).toEqual(['there.txt']);
  });

  it('is refused when a pack sets it, whose helpers it has', async () => {
    write(root, {
      'packs/one.js': `export default (plop) => {
        plop.setHelper('up', () => '..');
        plop.setGenerator('part', { prompts: [{ name: 'name' }], actions: () => [{ type: 'add', path: '{{up}}/x.txt', template: 'x' }] });
      };`,
    });
    writePlopfile(root, `await plop.load('./packs/one.js', { destBasePath: ${text(root)} });`);
    await refused({ where: 'add', message: "../x.txt is outside of the project's own files" }, false);
  });

  it('may read its template there', async () => {
    writeGenerator(
      root,
      `{ actions: [
        { type: 'add', path: 'one.txt', templateFile: ${text(`${beside}/there.txt`)} },
        { type: 'addMany', destination: 'made', base: ${text(beside)}, templateFiles: ${text(`${beside}/*`)} },
      ] }`,
    );
    expect((await run(root, 'part')).changes).toMatchObject([
      { path: 'made/there.txt', content: 'there\n' },
      { path: 'one.txt', content: 'there\n' },
    ]);
  });
});

describe('a function', () => {
  const writing = (file: string, rest = '') =>
    `{ prompts: [{ name: 'name' }], actions: [
      async () => { await (await import('node:fs/promises')).writeFile(${text(file)}, 'x'); },
      { type: 'add', path: 'more.txt', template: 'x' }, ${rest}
    ] }`;

  it.each(['../evil.txt', '../../evil.txt'])('that leaves %s is refused', async (file) => {
    writeGenerator(root, writing(file));
    const before = all();
    await refused({ where: file, message: 'it is outside of the project' }, true);
    await refused({ where: file, message: 'it is outside of the project' }, false);
    expect(all()).toEqual(before);
  });

  it.each([true, false])('that writes into the project past the copy is told (dry run: %s)', async (dryRun) => {
    for (const file of ['new.txt', 'package.json']) {
      writeGenerator(root, writing(path.join(root, file)));
      await expect(run(root, 'part', ['word'], dryRun)).rejects.toMatchObject({
        code: 'FILE_CHANGED',
        problems: [{ where: file }],
      });
    }
    expect(existsSync(path.join(root, 'more.txt'))).toBe(false);
  });

  it('that does so is told of when the run fails as well', async () => {
    writeGenerator(root, writing(path.join(root, 'new.txt'), `() => { throw new Error('oh dear'); }`));
    await expect(run(root, 'part', ['word'])).rejects.toMatchObject({
      code: 'GENERATOR_FAILED',
      problems: [{ message: 'oh dear' }, { code: 'FILE_CHANGED', where: 'new.txt' }],
    });
  });
});
