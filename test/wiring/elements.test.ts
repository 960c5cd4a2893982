/** `appendElement` on arrays as people leave them. */
import { describe, it } from 'vitest';
import type { WiringOp } from '../../src/wiring/ops.js';
import { expectRoundTrip } from './support.js';

interface Fixture {
  name: string;
  before: string;
  after: string;
  op?: Partial<Extract<WiringOp, { op: 'appendElement' }>>;
}

const file = 'src/modules.ts';

const append: WiringOp = {
  op: 'appendElement',
  at: { file, symbol: 'modules' },
  element: 'postModule',
  imports: [{ from: 'src/modules/post/post.module.ts', names: ['postModule'] }],
};

const imported = `import { postModule } from './modules/post/post.module.js';\n`;

const fixtures: Fixture[] = [
  {
    name: 'an empty array in a file without imports',
    before: `export const modules = [];\n`,
    after: `${imported}\nexport const modules = [postModule];\n`,
  },
  {
    name: 'no final line end, no semicolons',
    before: `import a from './a.js'\nexport const modules = [a]`,
    after: `import a from './a.js'\nimport { postModule } from './modules/post/post.module.js'\nexport const modules = [a, postModule]`,
  },
  {
    name: 'tabs, double quotes',
    before: `import { a } from "./a.js";\n\nexport const modules = [\n\ta,\n];\n`,
    after: `import { a } from "./a.js";\nimport { postModule } from "./modules/post/post.module.js";\n\nexport const modules = [\n\ta,\n\tpostModule,\n];\n`,
  },
  {
    name: 'four spaces, no trailing comma',
    before: `export const modules = [\n    a,\n    b\n];\nconst x = {\n    y: 1\n};\n`,
    after: `${imported}\nexport const modules = [\n    a,\n    b,\n    postModule\n];\nconst x = {\n    y: 1\n};\n`,
  },
  {
    name: 'CRLF and a byte order mark',
    before: `\uFEFFimport { a } from './a.js';\r\n\r\nexport const modules = [\r\n  a,\r\n];\r\n`,
    after: `\uFEFFimport { a } from './a.js';\r\nimport { postModule } from './modules/post/post.module.js';\r\n\r\nexport const modules = [\r\n  a,\r\n  postModule,\r\n];\r\n`,
  },
  {
    name: 'as const satisfies, in parentheses',
    before: `export const modules = ([a] as const) satisfies readonly Module[];\n`,
    after: `${imported}\nexport const modules = ([a, postModule] as const) satisfies readonly Module[];\n`,
  },
  {
    name: 'frozen, and exported under another name',
    before: `const list = Object.freeze([a, b,]);\n\nexport { list as modules, other };\n`,
    after: `${imported}\nconst list = Object.freeze([a, b, postModule,]);\n\nexport { list as modules, other };\n`,
  },
  {
    name: 'exported as default by name',
    before: `const modules: Module[] = [];\nexport default modules;\n`,
    after: `${imported}\nconst modules: Module[] = [postModule];\nexport default modules;\n`,
  },
  {
    name: 'a variable of the file stands for the list',
    before: `const core = [\n  users,\n];\nexport const modules = core;\n`,
    after: `${imported}\nconst core = [\n  users,\n  postModule,\n];\nexport const modules = core;\n`,
  },
  {
    name: 'comments everywhere',
    before: `/* list */ export const modules = [ // open\n  // first\n  a /* a */, // after a\n  /* b */ b, // after b\n  // last words\n]; // end\n`,
    after: `${imported}\n/* list */ export const modules = [ // open\n  // first\n  a /* a */, // after a\n  /* b */ b, // after b\n  postModule,\n  // last words\n]; // end\n`,
  },
  {
    name: 'a comment behind the last element, which has no comma',
    before: `export const modules = [\n  a,\n  b // keep, please\n];\n`,
    after: `${imported}\nexport const modules = [\n  a,\n  b, // keep, please\n  postModule\n];\n`,
  },
  {
    name: 'nothing but a comment inside',
    before: `export const modules = [\n  // generated modules go here\n];\n`,
    after: `${imported}\nexport const modules = [\n  // generated modules go here\n  postModule,\n];\n`,
  },
  {
    name: 'nothing but a comment inside, on one line',
    before: `export const modules = [/* none */];\n`,
    after: `${imported}\nexport const modules = [/* none */ postModule];\n`,
  },
  {
    name: 'an empty array over two lines',
    before: `export const modules = [\n];\n`,
    after: `${imported}\nexport const modules = [\n  postModule,\n];\n`,
  },
  {
    name: 'spaces inside the brackets',
    before: `export const modules = [ a, b ];\nexport const none = [ ];\n`,
    after: `${imported}\nexport const modules = [ a, b, postModule ];\nexport const none = [ ];\n`,
  },
  {
    name: 'a spread and a call at the end',
    before: `export const modules = [a, create({ b: [1, 2] }), ...rest];\n`,
    after: `${imported}\nexport const modules = [a, create({ b: [1, 2] }), ...rest, postModule];\n`,
  },
  {
    name: 'several elements on a line',
    before: `export const modules = [\n  a, b,\n  c, d\n];\n`,
    after: `${imported}\nexport const modules = [\n  a, b,\n  c, d,\n  postModule\n];\n`,
  },
  {
    name: 'elements over several lines',
    before: `export const modules = [\n  {\n    a: 1,\n  },\n  () => {\n    return [];\n  },\n];\n`,
    after: `${imported}\nexport const modules = [\n  {\n    a: 1,\n  },\n  () => {\n    return [];\n  },\n  postModule,\n];\n`,
  },
  {
    name: 'a line that becomes too long',
    before: `export const modules: ApiModule[] = [accountModule, categoryModule, customerModule, invoiceModule];\n`,
    after: `${imported}\nexport const modules: ApiModule[] = [\n  accountModule,\n  categoryModule,\n  customerModule,\n  invoiceModule,\n  postModule,\n];\n`,
  },
  {
    name: 'a long comment behind a line does not break it',
    before: `export const modules = [a]; // ${'x'.repeat(90)}\n`,
    after: `${imported}\nexport const modules = [a, postModule]; // ${'x'.repeat(90)}\n`,
  },
  {
    name: 'a pipeline with a position before a commented element',
    before: `export const modules = [\n  a,\n\n  // the rate limit comes last\n  limit({ max: 5 }),\n];\n`,
    after: `${imported}\nexport const modules = [\n  a,\n\n  postModule,\n  // the rate limit comes last\n  limit({ max: 5 }),\n];\n`,
    op: { position: { before: 'limit' } },
  },
  {
    name: 'a position after an element on the same line',
    before: `export const modules = [a, b, c];\n`,
    after: `${imported}\nexport const modules = [a, postModule, b, c];\n`,
    op: { position: { after: 'a' } },
  },
  {
    name: 'a position before the first element',
    before: `export const modules = [a, b];\n`,
    after: `${imported}\nexport const modules = [postModule, a, b];\n`,
    op: { position: { before: 'a' } },
  },
  {
    name: 'a position after an element over several lines',
    before: `export const modules = [\n  a, // one\n  b,\n];\n`,
    after: `${imported}\nexport const modules = [\n  a, // one\n  postModule,\n  b,\n];\n`,
    op: { position: { after: 'a' } },
  },
  {
    name: 'a position at a renamed import',
    before: `import { limit as rate } from './limit.js';\nexport const modules = [a, rate()];\n`,
    after: `import { limit as rate } from './limit.js';\n${imported}export const modules = [a, postModule, rate()];\n`,
    op: { position: { before: 'limit' } },
  },
  {
    name: 'a position whose sibling is gone',
    before: `export const modules = [a];\n`,
    after: `${imported}\nexport const modules = [a, postModule];\n`,
    op: { position: { before: 'gone' } },
  },
  {
    name: 'an array inside of an object that a function returns',
    before: `export function modules() {\n  if (off) return;\n  return { app: { list: [a] } };\n}\n`,
    after: `${imported}\nexport function modules() {\n  if (off) return;\n  return { app: { list: [a, postModule] } };\n}\n`,
    op: { at: { file, symbol: 'modules', path: ['return', 'app', 'list'] } },
  },
  {
    name: 'a call with strings takes the quotes of the file',
    before: `import a from "a";\nexport const modules = [a];\n`,
    after: `import a from "a";\nimport { postModule } from "./modules/post/post.module.js";\nexport const modules = [a, postModule({ path: "/posts" })];\n`,
    op: { element: `postModule({ path: '/posts' })` },
  },
  {
    name: 'an object over several lines takes the indent of the file',
    before: `export const modules = [\n\ta, // a\n];\n`,
    after: `${imported}\nexport const modules = [\n\ta, // a\n\t{\n\t\tpath: '/',\n\t\tmodule: postModule,\n\t},\n];\n`,
    op: { element: `{\n  path: '/',\n  module: postModule,\n}` },
  },
];

describe('appendElement', () => {
  it.each(fixtures)('$name', async ({ before, after, op }) => {
    await expectRoundTrip({ [file]: before }, [{ ...append, ...op } as WiringOp], { [file]: after });
  });
});
