/** Undoing ops in files that people edited since, and exact undoing of what a file no longer shows. */
import { describe, expect, it } from 'vitest';
import { applyWiring, revertWiring } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';
import { edited, expectRoundTrip, hostOf, statuses } from './support.js';

const file = 'src/app.ts';
const line = `import { postModule } from './modules/post/post.module.js';\n`;

const append: WiringOp = {
  op: 'appendElement',
  at: { file, symbol: 'modules' },
  element: 'postModule',
  imports: [{ from: 'src/modules/post/post.module.ts', names: ['postModule'] }],
};

const property: WiringOp = {
  op: 'addProperty',
  at: { file, symbol: 'schema' },
  key: 'TOKEN',
  value: 'secret()',
  comment: 'Signs tokens.',
  imports: [{ from: 'src/secret.ts', names: ['secret'] }],
};

const statement: WiringOp = {
  op: 'addStatement',
  at: { file, symbol: 'create' },
  name: 'cache',
  statement: 'const cache = openCache();',
  imports: [{ from: 'src/cache.ts', names: ['openCache'] }],
};

const cases: [string, WiringOp, string, string, string?][] = [
  [
    'elements were reordered and others added',
    append,
    `import { b } from './b.js';\n${line}import { c } from './c.js';\n\nexport const modules = [\n  postModule,\n  c, // c\n  b,\n];\n`,
    `import { b } from './b.js';\nimport { c } from './c.js';\n\nexport const modules = [\n  c, // c\n  b,\n];\n`,
  ],
  [
    'the element got a comment',
    append,
    `${line}export const modules = [\n  a,\n  // the blog\n  postModule, // until May\n];\n`,
    `export const modules = [\n  a,\n  // the blog\n  // until May\n];\n`,
  ],
  [
    'the import is used elsewhere',
    append,
    `${line}export const modules = [postModule];\nexport type Post = typeof postModule;\n`,
    `${line}export const modules = [];\nexport type Post = typeof postModule;\n`,
  ],
  [
    'the import got another name',
    append,
    `import { postModule as blog, x } from './modules/post/post.module.js';\nexport const modules = [x, blog];\n`,
    `import { x } from './modules/post/post.module.js';\nexport const modules = [x];\n`,
  ],
  [
    'the import shares its line',
    append,
    `import { a } from './a.js'; ${line}export const modules = [a, postModule];\n`,
    `import { a } from './a.js'; \nexport const modules = [a];\n`,
  ],
  ['the element is gone', append, `${line}export const modules = [];\n`, `export const modules = [];\n`],
  [
    'the import stands in one with a default',
    append,
    `import d, { postModule } from './modules/post/post.module.js';\nexport const modules = [postModule, d];\n`,
    `import d from './modules/post/post.module.js';\nexport const modules = [d];\n`,
  ],
  [
    'the property’s comment was changed',
    property,
    `import { secret } from './secret.js';\nexport const schema = {\n  a: 1,\n  // Signs our tokens.\n  TOKEN: secret(),\n};\n`,
    `export const schema = {\n  a: 1,\n  // Signs our tokens.\n};\n`,
  ],
  [
    'a comment was put above the statement',
    statement,
    `import { openCache } from './cache.js';\nexport function create() {\n  // warm\n  const cache = openCache(); // up\n  return {};\n}\n`,
    `export function create() {\n  // warm\n  // up\n  return {};\n}\n`,
  ],
];

describe('an undo after edits', () => {
  it.each(cases)('%s', async (_name, op, before, after) => {
    const files = { [file]: before };
    const outcome = await revertWiring([op], hostOf(files));
    expect(statuses(outcome)).toEqual(['applied']);
    expect(edited(files, outcome)).toEqual({ [file]: after });
  });

  it.each<[string, WiringOp, string, string]>([
    [
      'the element is wrapped',
      append,
      `${line}export const modules = [f(postModule)];\n`,
      '`postModule` is there in another form',
    ],
    [
      'the property was changed',
      property,
      `export const schema = { TOKEN: 'x' };\n`,
      'the property `TOKEN` was changed by hand',
    ],
    [
      'the statement was changed',
      statement,
      `export function create() {\n  const cache = openCache(1);\n}\n`,
      'the statement that declares `cache` was changed by hand',
    ],
    [
      'the variable is used',
      statement,
      `export function create() {\n  const cache = openCache();\n  return { cache };\n}\n`,
      '`cache` is still used there',
    ],
    [
      'the file has a syntax error',
      append,
      `export const modules = [;\n`,
      `${file} has a syntax error (line 1: Expression or comma expected.)`,
    ],
  ])('is blocked: %s', async (_name, op, text, reason) => {
    const outcome = await revertWiring([op], hostOf({ [file]: text }));
    expect(statuses(outcome)).toEqual([`blocked: ${reason}`]);
    expect(outcome.edits.size).toBe(0);
  });

  it('is done last op first', async () => {
    const files = { [file]: `export function create() {\n  return {};\n}\n` };
    const use: WiringOp = { op: 'addProperty', at: { file, symbol: 'create', path: ['return'] }, key: 'cache' };
    await expectRoundTrip(files, [statement, use], {
      [file]: `import { openCache } from './cache.js';\n\nexport function create() {\n  const cache = openCache();\n  return { cache };\n}\n`,
    });
  });

  it('takes out one of several that came one after another', async () => {
    const names = ['alpha', 'beta', 'gamma'];
    const ops = names.map(
      (name): WiringOp =>
        ({ ...append, element: name, imports: [{ from: `src/${name}.ts`, names: [name] }] }) as WiringOp,
    );
    const files = { [file]: `export const modules = [];\n` };
    const all = edited(files, await applyWiring(ops, hostOf(files)));
    const without = edited(all, await revertWiring(ops.slice(1, 2), hostOf(all)));
    const never = edited(files, await applyWiring([ops[0], ops[2]] as WiringOp[], hostOf(files)));
    expect(without).toEqual(never);
  });
});

const long = (count: number, glue: string) => Array.from({ length: count }, (_, at) => `element${at}Module`).join(glue);

describe('an undo by the ops of the results', () => {
  it.each<[string, WiringOp, string, string]>([
    [
      'an array that was spread by hand',
      append,
      `export const modules = [\n  ${long(4, ',\n  ')},\n];\n`,
      `${line}\nexport const modules = [\n  ${long(4, ',\n  ')},\n  postModule,\n];\n`,
    ],
    [
      'an object that stood on one line',
      { op: 'addProperty', at: { file, symbol: 'schema' }, key: 'TOKEN', value: '1' },
      `export const schema = { a: '${'x'.repeat(60)}' };\n`,
      `export const schema = {\n  a: '${'x'.repeat(60)}',\n  TOKEN: 1,\n};\n`,
    ],
    [
      'an import that was spread by hand',
      { op: 'addImport', file, import: { from: 'src/x.ts', names: ['oneMoreName'] } },
      `import {\n  ${long(4, ',\n  ')},\n} from './x.js';\n`,
      `import {\n  ${long(4, ',\n  ')},\n  oneMoreName,\n} from './x.js';\n`,
    ],
  ])('gives back %s', async (_name, op, before, after) => {
    await expectRoundTrip({ [file]: before }, [op], { [file]: after }, true);
  });
});
