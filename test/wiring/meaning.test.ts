/** Ops that find their work done, however it is written, and ops that take up names the file has. */
import { describe, expect, it } from 'vitest';
import { applyWiring } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';
import { edited, hostOf, statuses } from './support.js';

const file = 'src/app.ts';
const post = { from: 'src/modules/post/post.module.ts', names: ['postModule'] };

function append(element: string, ...imports: (typeof post)[]): WiringOp {
  return { op: 'appendElement', at: { file, symbol: 'modules' }, element, imports };
}

const open = { from: 'src/cache.ts', names: ['openCache'] };
const statement: WiringOp = {
  op: 'addStatement',
  at: { file, symbol: 'create' },
  name: 'cache',
  statement: 'const cache = await openCache(env);',
  imports: [open],
};
const property: WiringOp = { op: 'addProperty', at: { file, symbol: 'schema' }, key: 'A', value: `z.string()` };
const importPost: WiringOp = { op: 'addImport', file, import: post };

const done: [string, WiringOp, string][] = [
  [
    'an import under another name',
    append('postModule', post),
    `import { postModule as blog } from './modules/post/post.module.js';\nexport const modules = [blog];\n`,
  ],
  [
    'a member of a namespace',
    append('postModule', post),
    `import * as blog from "./modules/post/post.module";\nexport const modules = [(blog.postModule as Module)];\n`,
  ],
  [
    'a path alias',
    append('postModule', post),
    `import { postModule } from '@/modules/post/post.module';\nexport const modules = [postModule];\n`,
  ],
  [
    'an import with .ts',
    append('postModule', post),
    `import { postModule } from './modules/post/post.module.ts';\nexport const modules = [postModule];\n`,
  ],
  [
    'a folder’s index',
    append('post', { from: 'src/modules/post/index.ts', names: ['post'] }),
    `import { post } from './modules/post';\nexport const modules = [post];\n`,
  ],
  [
    'a wrapped element',
    append('postModule', post),
    `import { postModule } from './modules/post/post.module.js';\nexport const modules = [measured(postModule, { a: 1 })];\n`,
  ],
  [
    'an element taken apart',
    append('postModule', post),
    `import { postModule } from './modules/post/post.module.js';\nexport const modules = [a && { ...postModule, path: '/' }];\n`,
  ],
  [
    'an element of a list that is spread',
    append('postModule', post),
    `import { postModule } from './modules/post/post.module.js';\nconst own = [postModule];\nexport const modules = [a, ...own];\n`,
  ],
  [
    'a call with options of its own',
    append('helmet()', { from: 'helmet', names: ['helmet'] }),
    `import { helmet } from 'helmet';\nexport const modules = [helmet({ xss: false })];\n`,
  ],
  [
    'an object in another layout',
    append(`{ path: '/a', use: [b,] }`),
    `const b = 1;\nexport const modules = [{\n  "path": "/a", // here\n  use: ([b]),\n}];\n`,
  ],
  [
    'a property that was changed',
    property,
    `import { z } from 'zod';\nexport const schema = z.object({ 'A': z.string().min(64) });\n`,
  ],
  ['a property that is spread in', property, `const more = { A: 1 };\nexport const schema = z.object({ ...more });\n`],
  [
    'a statement whose arguments were changed',
    statement,
    `import { openCache as open } from './cache.js';\nexport async function create(env: Env) {\n  const cache = await open({ env, big: true });\n  return {};\n}\n`,
  ],
  [
    'a statement whose variable was renamed',
    statement,
    `import { openCache } from './cache.js';\nexport async function create(env: Env) {\n  const memory = (await openCache(env));\n  return {};\n}\n`,
  ],
  [
    'a default import under another name',
    { op: 'addImport', file, import: { from: 'cors', default: 'cors' } },
    `import crossOrigin from 'cors';\n`,
  ],
  [
    'a default import among names',
    { op: 'addImport', file, import: { from: 'cors', default: 'cors' } },
    `import { default as crossOrigin } from 'cors';\n`,
  ],
  [
    'a type imported with values',
    { op: 'addImport', file, import: { ...post, typeOnly: true } },
    `import { postModule } from './modules/post/post.module.js';\n`,
  ],
  [
    'a platform module without its prefix',
    { op: 'addImport', file, import: { from: 'node:fs', names: ['existsSync'] } },
    `import { existsSync } from 'fs';\n`,
  ],
  [
    'a side effect of a module that is imported',
    { op: 'addImport', file, import: { from: 'src/a.ts' } },
    `import { a } from './a.js';\n`,
  ],
  [
    'an export spelled in another way',
    { op: 'addExport', file, from: 'src/modules/post/post.table.ts' },
    `export * from "./modules/post/post.table";\n`,
  ],
];

describe('an op whose work is done', () => {
  it.each(done)('%s', async (_name, op, text) => {
    const outcome = await applyWiring([op], hostOf({ [file]: text }));
    expect(statuses(outcome)).toEqual(['already']);
    expect(outcome.edits.size).toBe(0);
  });
});

const taken: [string, WiringOp, string, string][] = [
  [
    'a name the file has for the import',
    append('postModule', post),
    `import { postModule as blog } from './modules/post/post.module.js';\nexport const modules = [a];\n`,
    `import { postModule as blog } from './modules/post/post.module.js';\nexport const modules = [a, blog];\n`,
  ],
  [
    'such a name in shorthand',
    append('{ postModule, path: postModule.path }', post),
    `import { postModule as blog } from './modules/post/post.module.js';\nexport const modules = [a];\n`,
    `import { postModule as blog } from './modules/post/post.module.js';\nexport const modules = [a, { postModule: blog, path: blog.path }];\n`,
  ],
  [
    'an element whose import was lost',
    append('postModule', post),
    `export const modules = [postModule];\n`,
    `import { postModule } from './modules/post/post.module.js';\n\nexport const modules = [postModule];\n`,
  ],
  [
    'a call with other arguments is another element',
    append(`guard('b')`),
    `const guard = String;\nexport const modules = [guard('a')];\n`,
    `const guard = String;\nexport const modules = [guard('a'), guard('b')];\n`,
  ],
  [
    'a name of another module that reads the same',
    append('other.postModule'),
    `import { postModule } from './mine.js';\nimport * as other from './o.js';\nexport const modules = [postModule];\n`,
    `import { postModule } from './mine.js';\nimport * as other from './o.js';\nexport const modules = [postModule, other.postModule];\n`,
  ],
  [
    'a name imported beside a namespace',
    importPost,
    `import { x, type postModule as T } from './other.js';\nuse(x);\n`,
    `import { x, type postModule as T } from './other.js';\nimport { postModule } from './modules/post/post.module.js';\nuse(x);\n`,
  ],
];

describe('an op that takes up what there is', () => {
  it.each(taken)('%s', async (_name, op, before, after) => {
    const files = { [file]: before };
    const outcome = await applyWiring([op], hostOf(files));
    expect(statuses(outcome)).toEqual(['applied']);
    expect(edited(files, outcome)).toEqual({ [file]: after });
  });
});
