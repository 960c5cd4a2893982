/** `addStatement` in functions as people leave them. */
import { describe, it } from 'vitest';
import type { WiringOp } from '../../src/wiring/ops.js';
import { expectRoundTrip } from './support.js';

type Op = Extract<WiringOp, { op: 'addStatement' }>;

interface Fixture {
  name: string;
  before: string;
  after: string;
  op?: Partial<Op>;
}

const file = 'src/container.ts';

const add: Op = {
  op: 'addStatement',
  at: { file, symbol: 'createContainer' },
  name: 'cache',
  statement: 'const cache = await openCache(env);',
  imports: [{ from: 'src/platform/cache/cache.ts', names: ['openCache'] }],
};

const imported = `import { openCache } from './platform/cache/cache.js';\n`;

const fixtures: Fixture[] = [
  {
    name: 'before the return, behind the statements there are',
    before: `export async function createContainer(env: Env) {\n  const a = one(); // one\n\n  // everything there is\n  return { a };\n}\n`,
    after: `${imported}\nexport async function createContainer(env: Env) {\n  const a = one(); // one\n  const cache = await openCache(env);\n\n  // everything there is\n  return { a };\n}\n`,
  },
  {
    name: 'a body with a return alone',
    before: `export async function createContainer(env: Env) {\n  // everything there is\n  return {};\n}\n`,
    after: `${imported}\nexport async function createContainer(env: Env) {\n  const cache = await openCache(env);\n  // everything there is\n  return {};\n}\n`,
  },
  {
    name: 'a body on one line',
    before: `export async function createContainer(env: Env) { return {}; }\n`,
    after: `${imported}\nexport async function createContainer(env: Env) { const cache = await openCache(env); return {}; }\n`,
  },
  {
    name: 'an empty body',
    before: `export const createContainer = async (env: Env) => {};\n`,
    after: `${imported}\nexport const createContainer = async (env: Env) => {\n  const cache = await openCache(env);\n};\n`,
  },
  {
    name: 'a body with a comment alone',
    before: `export const createContainer = async (env: Env) => {\n  // nothing yet\n};\n`,
    after: `${imported}\nexport const createContainer = async (env: Env) => {\n  const cache = await openCache(env);\n  // nothing yet\n};\n`,
  },
  {
    name: 'no return at all',
    before: `export async function createContainer(env: Env) {\n\tstart(env)\n}\n`,
    after: `${imported.replace(';', '')}\nexport async function createContainer(env: Env) {\n\tstart(env)\n\tconst cache = await openCache(env)\n}\n`,
  },
  {
    name: 'no semicolons, where the next line would run on',
    before: `export async function createContainer(env: Env) {\n  const a = 1\n  ;[a].map(start)\n  return [a]\n}\n`,
    after: `${imported.replace(';', '')}\nexport async function createContainer(env: Env) {\n  const a = 1\n  ;[a].map(start)\n  const cache = await openCache(env)\n  return [a]\n}\n`,
  },
  {
    name: 'behind the statement it asks for',
    before: `export async function createContainer(env: Env) {\n  const logger = log();\n  const { b, a: [database] } = open(); /* open */\n\n  const c = d(database);\n  return { c };\n}\n`,
    after: `${imported}\nexport async function createContainer(env: Env) {\n  const logger = log();\n  const { b, a: [database] } = open(); /* open */\n  const cache = await openCache(env);\n\n  const c = d(database);\n  return { c };\n}\n`,
    op: { after: 'database' },
  },
  {
    name: 'before the return when what it asks for is not there',
    before: `export async function createContainer(env: Env) {\n  const logger = log();\n  return {};\n}\n`,
    after: `${imported}\nexport async function createContainer(env: Env) {\n  const logger = log();\n  const cache = await openCache(env);\n  return {};\n}\n`,
    op: { after: 'database' },
  },
  {
    name: 'a function expression in a call, in CRLF with double quotes',
    before: `import { once } from "once";\r\n\r\nexport const createContainer = once(async (env: Env) => {\r\n    const a = "a";\r\n    return { a };\r\n});\r\n`,
    after: `import { once } from "once";\r\nimport { openCache } from "./platform/cache/cache.js";\r\n\r\nexport const createContainer = once(async (env: Env) => {\r\n    const a = "a";\r\n    const cache = await openCache("redis");\r\n    return { a };\r\n});\r\n`,
    op: { statement: `const cache = await openCache('redis');` },
  },
  {
    name: 'a statement over several lines',
    before: `export async function createContainer(env: Env) {\n    return {};\n}\n`,
    after: `${imported}\nexport async function createContainer(env: Env) {\n    const cache = await openCache({\n        url: env.URL,\n        nested: {\n            a: [],\n        },\n    });\n    return {};\n}\n`,
    op: { statement: `const cache = await openCache({\n  url: env.URL,\n  nested: {\n    a: [],\n  },\n});` },
  },
  {
    name: 'a method of an exported object',
    before: `export const createContainer = {\n  build(env: Env) {\n    return 1;\n  },\n};\n`,
    after: `${imported}\nexport const createContainer = {\n  build(env: Env) {\n    const cache = await openCache(env);\n    return 1;\n  },\n};\n`,
    op: { at: { file, symbol: 'createContainer', path: ['build'] } },
  },
  {
    name: 'a return inside of a condition',
    before: `export async function createContainer(env: Env) {\n  if (!env.A) return {};\n  const a = 1;\n  return { a };\n}\n`,
    after: `${imported}\nexport async function createContainer(env: Env) {\n  if (!env.A) return {};\n  const a = 1;\n  const cache = await openCache(env);\n  return { a };\n}\n`,
  },
  {
    name: 'an import under another name',
    before: `import { openCache as open } from './platform/cache/cache';\nexport async function createContainer(env: Env) {\n  return {};\n}\nopen;\n`,
    after: `import { openCache as open } from './platform/cache/cache';\nexport async function createContainer(env: Env) {\n  const cache = await open(env);\n  return {};\n}\nopen;\n`,
  },
];

describe('addStatement', () => {
  it.each(fixtures)('$name', async ({ before, after, op }) => {
    await expectRoundTrip({ [file]: before }, [{ ...add, ...op }], { [file]: after });
  });
});
