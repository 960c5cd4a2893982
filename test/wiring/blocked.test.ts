/** Ops that cannot be done: nothing changes, and people get a reason and the code to paste. */
import { describe, expect, it } from 'vitest';
import { applyWiring } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';
import { edited, expectRoundTrip, hostOf, statuses, type Files } from './support.js';

const file = 'src/app.ts';
const importLine = `import { postModule } from './modules/post/post.module.js';`;

const append = {
  op: 'appendElement',
  at: { file, symbol: 'modules' },
  element: 'postModule',
  imports: [{ from: 'src/modules/post/post.module.ts', names: ['postModule'] }],
} satisfies WiringOp;

const statement = {
  op: 'addStatement',
  at: { file, symbol: 'create' },
  name: 'cache',
  statement: 'const cache = await openCache(env, logger);',
  imports: [{ from: 'src/cache.ts', names: ['openCache'] }],
} satisfies WiringOp;

const property = {
  op: 'addProperty',
  at: { file, symbol: 'create', path: ['return'] },
  key: 'cache',
  comment: 'Kept warm.',
} satisfies WiringOp;

interface Case {
  name: string;
  op: WiringOp;
  text: string | undefined;
  reason: string | RegExp;
  snippet?: string;
}

const paste = { append: `${importLine}\n\npostModule,`, code: 'postModule,', property: `// Kept warm.\ncache,` };
const pasteStatement = `import { openCache } from './cache.js';\n\n${statement.statement}`;

const cases: Case[] = [
  {
    name: 'the name is imported from elsewhere',
    op: append,
    text: `import { postModule } from './mine.js';\nexport const modules = [postModule];\n`,
    reason: `the name \`postModule\` is already imported from './mine.js'`,
  },
  {
    name: 'the name is declared in the file',
    op: append,
    text: `const postModule = {};\nexport const modules = [postModule];\n`,
    reason: 'the name `postModule` is already declared in this file',
  },
  {
    name: 'the name is imported as a type',
    op: append,
    text: `import type { postModule } from './modules/post/post.module.js';\nexport const modules = [];\n`,
    reason: /as a type only/,
  },
  {
    name: 'the name is another thing where it would be used',
    op: { ...append, at: { file, symbol: 'modules', path: ['return', 'list'] } },
    text: `${importLine}\nexport const modules = (postModule: Module) => ({ list: [] });\n`,
    reason: '`postModule` is another thing there',
    snippet: paste.code,
  },
  {
    name: 'the array is not written out',
    op: append,
    text: `export const modules = production ? [a] : [a, b];\n`,
    reason: '`modules` is not an array literal',
  },
  {
    name: 'the array comes from another file',
    op: append,
    text: `import { list } from './list.js';\nexport const modules = list;\n`,
    reason: '`modules` is not an array literal',
  },
  {
    name: 'there is no such property',
    op: { ...append, at: { file, symbol: 'modules', path: ['return', 'list'] } },
    text: `export function modules() {\n  return { other: [] };\n}\n`,
    reason: `found no \`modules → return → list\` in ${file}`,
  },
  {
    name: 'several objects are returned',
    op: property,
    text: `export function create(cache: Cache) {\n  if (cache) return { a: 1 };\n  return { b: 2 };\n}\n`,
    reason: '`create` returns an object in 2 places',
    snippet: paste.property,
  },
  {
    name: 'the property is something else',
    op: property,
    text: `export function create(cache: Cache) {\n  return { cache: new Map() };\n}\n`,
    reason: 'the property `cache` is already there and is something else',
    snippet: paste.property,
  },
  {
    name: 'a shorthand has nothing to stand for',
    op: property,
    text: `export function create() {\n  return { a: 1 };\n}\n`,
    reason: 'there is no `cache` to use',
    snippet: paste.property,
  },
  {
    name: 'a statement would use a name that is gone',
    op: statement,
    text: `export function create(env: Env) {\n  const log = 1;\n  return {};\n}\n`,
    reason: 'there is no `logger` to use',
    snippet: pasteStatement,
  },
  {
    name: 'the variable is another thing',
    op: statement,
    text: `export function create(env: Env, logger: Logger) {\n  const cache = new Map();\n  return {};\n}\n`,
    reason: '`cache` is already declared there and is something else',
    snippet: pasteStatement,
  },
  {
    name: 'the variable would hide a parameter',
    op: statement,
    text: `export function create(env: Env, { logger, cache }: Parts) {\n  return {};\n}\n`,
    reason: 'the name `cache` is already taken there',
    snippet: pasteStatement,
  },
  {
    name: 'the function has no body in braces',
    op: statement,
    text: `export const create = (env: Env, logger: Logger) => ({});\n`,
    reason: /no body in braces/,
    snippet: pasteStatement,
  },
  {
    name: 'the symbol is no function',
    op: statement,
    text: `export const create = { a: 1 };\n`,
    reason: '`create` is not a function',
    snippet: pasteStatement,
  },
  {
    name: 'the file has a syntax error',
    op: append,
    text: `export const modules = [a, ;\n`,
    reason: /^src\/app\.ts has a syntax error \(line 1: /,
  },
  {
    name: 'the symbol is not exported',
    op: append,
    text: `const modules = [];\n`,
    reason: `${file} exports no \`modules\``,
  },
  { name: 'there is no such file', op: append, text: undefined, reason: `there is no ${file}` },
  {
    name: 'there is no file to import into',
    op: { op: 'addImport', file, import: { from: 'x', default: 'x', names: ['y'] } },
    text: undefined,
    reason: `there is no ${file}`,
    snippet: `import x, { y } from 'x';`,
  },
  {
    name: 'there is no barrel',
    op: { op: 'addExport', file, from: 'src/post/post.table.ts' },
    text: undefined,
    reason: `there is no ${file}`,
    snippet: `export * from './post/post.table.js';`,
  },
];

describe('a blocked op', () => {
  it.each(cases)('$name', async ({ op, text, reason, snippet }) => {
    const files: Files = text === undefined ? {} : { [file]: text };
    const { results, edits } = await applyWiring([op], hostOf(files));
    expect(results).toMatchObject([{ status: 'blocked', file, op }]);
    const [result] = results;
    if (result?.status !== 'blocked') return;
    expect(result.reason).toMatch(reason);
    expect(result.snippet).toBe(snippet ?? paste.append);
    expect(edits.size).toBe(0);
  });

  it('leaves the others to be done', async () => {
    const files = { [file]: `export const modules = [];\nexport const other = 1;\n` };
    const wrong: WiringOp = { ...append, at: { file, symbol: 'other' } };
    const outcome = await applyWiring([wrong, append], hostOf(files));
    expect(statuses(outcome)).toEqual(['blocked: `other` is not an array literal', 'applied']);
  });
});

describe('an anchor that moved', () => {
  const list = `export const modules = [a];\n`;
  const there = {
    'src/http/modules.ts': `import { postModule } from '../modules/post/post.module.js';\n\nexport const modules = [a, postModule];\n`,
  };
  const gone: Files = { 'src/http/modules.ts': list };

  it.each<[string, Files]>([
    ['the file is gone', gone],
    ['the file exports something else', { ...gone, [file]: `export const others = [];\n` }],
    ['the file passes it on', { ...gone, [file]: `export { modules } from './http/modules.js';\n` }],
    [
      'tests and other files have the word',
      { ...gone, 'src/a.test.ts': list, 'src/a.d.ts': list, 'src/b.ts': `const modules = 1;\n` },
    ],
  ])('is found elsewhere: %s', async (_name, files) => {
    const outcome = await applyWiring([append], hostOf(files));
    expect(outcome.results).toMatchObject([{ status: 'applied', file: 'src/http/modules.ts' }]);
    expect(edited(files, outcome)).toEqual({ ...files, ...there });
    await expectRoundTrip(files, [append], there);
  });

  it('is not guessed among several', async () => {
    const files = { 'src/a.ts': list, 'src/b.ts': list };
    const { results } = await applyWiring([append], hostOf(files));
    expect(results).toMatchObject([
      { status: 'blocked', reason: `there is no ${file}, and more than one other file has it: src/a.ts, src/b.ts` },
    ]);
  });

  it('is not looked for where files cannot be listed', async () => {
    const { results } = await applyWiring([append], { read: (path) => gone[path] });
    expect(results).toMatchObject([{ status: 'blocked', reason: `there is no ${file}` }]);
  });
});
