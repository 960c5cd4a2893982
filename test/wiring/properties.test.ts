/** `addProperty` on objects as people leave them. */
import { describe, it } from 'vitest';
import type { WiringOp } from '../../src/wiring/ops.js';
import { expectRoundTrip } from './support.js';

type Op = Extract<WiringOp, { op: 'addProperty' }>;

interface Fixture {
  name: string;
  before: string;
  after: string;
  op?: Partial<Op>;
}

const file = 'src/config/env.ts';

const add: Op = { op: 'addProperty', at: { file, symbol: 'envSchema' }, key: 'TOKEN', value: `z.string().min(1)` };

const container = { file, symbol: 'createContainer', path: ['return'] };
const shorthand: Partial<Op> & { value?: never } = { at: container, key: 'cache' };

const fixtures: Fixture[] = [
  {
    name: 'an object on several lines',
    before: `import { z } from 'zod';\nexport const envSchema = z.object({\n  PORT: z.string(),\n});\n`,
    after: `import { z } from 'zod';\nexport const envSchema = z.object({\n  PORT: z.string(),\n  TOKEN: z.string().min(1),\n});\n`,
  },
  {
    name: 'an object on one line, refined',
    before: `import { z } from 'zod';\nexport const envSchema = z.object({ A: z.int() }).refine(ok, { e });\n`,
    after: `import { z } from 'zod';\nexport const envSchema = z.object({ A: z.int(), TOKEN: z.string().min(1) }).refine(ok, { e });\n`,
  },
  {
    name: 'a transformed schema that starts with a variable',
    before: `import { z } from 'zod';\nconst shape = {\n  PORT: z.string(),\n};\nconst base = z.object(shape);\nexport const envSchema = base.superRefine((value, context) => {}).transform((env) => ({ ...env }));\n`,
    after: `import { z } from 'zod';\nconst shape = {\n  PORT: z.string(),\n  TOKEN: z.string().min(1),\n};\nconst base = z.object(shape);\nexport const envSchema = base.superRefine((value, context) => {}).transform((env) => ({ ...env }));\n`,
  },
  {
    name: 'a preprocessed schema',
    before: `import { z } from 'zod';\nexport const envSchema = z.preprocess((env) => clean(env), z.object({}));\n`,
    after: `import { z } from 'zod';\nexport const envSchema = z.preprocess((env) => clean(env), z.object({ TOKEN: z.string().min(1) }));\n`,
  },
  {
    name: 'a comment above, in CRLF with tabs',
    before: `import { z } from 'zod'\r\nexport const envSchema = z.object({\r\n\tPORT: z.string()\r\n})\r\n`,
    after: `import { z } from 'zod'\r\nexport const envSchema = z.object({\r\n\tPORT: z.string(),\r\n\t// Signs tokens.\r\n\tTOKEN: z.string().min(1)\r\n})\r\n`,
    op: { comment: 'Signs tokens.' },
  },
  {
    name: 'a comment spreads an object on one line',
    before: `export const envSchema = { a };\n`,
    after: `export const envSchema = {\n  a,\n  // Signs tokens.\n  TOKEN: 2,\n};\n`,
    op: { comment: 'Signs tokens.', value: '2' },
  },
  {
    name: 'a comment of its own shape',
    before: `export const envSchema = {\n  a: 1, // one\n  /* end */\n};\n`,
    after: `export const envSchema = {\n  a: 1, // one\n  /** Signs tokens. */\n  TOKEN: 2,\n  /* end */\n};\n`,
    op: { comment: '/** Signs tokens. */', value: '2' },
  },
  {
    name: 'a value over several lines, with a template literal',
    before: `import { z } from 'zod';\nexport const envSchema = {\n    a: 1,\n};\n`,
    after: `import { z } from 'zod';\nexport const envSchema = {\n    a: 1,\n    TOKEN: z\n        .string()\n        .default(\`a\n  b\`),\n};\n`,
    op: { value: 'z\n  .string()\n  .default(`a\n  b`)' },
  },
  {
    name: 'a key that needs quotes',
    before: `export const envSchema = {\n  "x-a": 1,\n}\n`,
    after: `export const envSchema = {\n  "x-a": 1,\n  "x-b": 2,\n}\n`,
    op: { key: 'x-b', value: '2' },
  },
  {
    name: 'no spaces inside the braces',
    before: `export const envSchema = {a: 1};\n`,
    after: `export const envSchema = {a: 1, TOKEN: 2};\n`,
    op: { value: '2' },
  },
  {
    name: 'spreads, methods and quoted keys',
    before: `export const envSchema = {\n  ...common,\n  'b': 1,\n  c() {\n    return 1;\n  },\n  ...last,\n};\n`,
    after: `export const envSchema = {\n  ...common,\n  'b': 1,\n  c() {\n    return 1;\n  },\n  ...last,\n  TOKEN: 2,\n};\n`,
    op: { value: '2' },
  },
  {
    name: 'a name that the file imports under another',
    before: `import { secret as hidden } from './secret';\nexport const envSchema = { a: hidden() };\n`,
    after: `import { secret as hidden } from './secret';\nexport const envSchema = { a: hidden(), TOKEN: hidden('x') };\n`,
    op: { value: `secret('x')`, imports: [{ from: 'src/config/secret.ts', names: ['secret'] }] },
  },
  {
    name: 'shorthand in what a function returns',
    before: `export async function createContainer(env: Env) {\n  const cache = open(env);\n  return { env };\n}\n`,
    after: `export async function createContainer(env: Env) {\n  const cache = open(env);\n  return { env, cache };\n}\n`,
    op: shorthand,
  },
  {
    name: 'an arrow function that returns an object at once',
    before: `export const createContainer = async (cache: Cache) => ({\n  env,\n});\n`,
    after: `export const createContainer = async (cache: Cache) => ({\n  env,\n  cache,\n});\n`,
    op: shorthand,
  },
  {
    name: 'a wrapped function that returns a variable',
    before: `export const createContainer = once(async function () {\n  const cache = 1;\n  const container = {\n    env,\n  } satisfies Container;\n  for (const x of []) {\n    (() => { return { x }; })();\n  }\n  return Object.freeze(container);\n});\n`,
    after: `export const createContainer = once(async function () {\n  const cache = 1;\n  const container = {\n    env,\n    cache,\n  } satisfies Container;\n  for (const x of []) {\n    (() => { return { x }; })();\n  }\n  return Object.freeze(container);\n});\n`,
    op: shorthand,
  },
  {
    name: 'a nested object that is a variable, in shorthand',
    before: `export function createContainer(cache: Cache) {\n  const dependencies = {};\n  return { env, dependencies };\n}\n`,
    after: `export function createContainer(cache: Cache) {\n  const dependencies = { cache };\n  return { env, dependencies };\n}\n`,
    op: { ...shorthand, at: { ...container, path: ['return', 'dependencies'] } },
  },
  {
    name: 'a nested object under a quoted key, spread over lines though empty',
    before: `export function createContainer(cache: Cache) {\n  return {\n    env,\n    'dependencies': {\n    },\n  };\n}\n`,
    after: `export function createContainer(cache: Cache) {\n  return {\n    env,\n    'dependencies': {\n      cache,\n    },\n  };\n}\n`,
    op: { ...shorthand, at: { ...container, path: ['return', 'dependencies'] } },
  },
  {
    name: 'a nested object with a comment alone',
    before: `export function createContainer(cache: Cache) {\n  return {\n    dependencies: {\n      // closed in reverse order\n    },\n  };\n}\n`,
    after: `export function createContainer(cache: Cache) {\n  return {\n    dependencies: {\n      // closed in reverse order\n      cache,\n    },\n  };\n}\n`,
    op: { ...shorthand, at: { ...container, path: ['return', 'dependencies'] } },
  },
  {
    name: 'a nested object that comes in by a spread',
    before: `const base = {\n  dependencies: { a },\n};\nexport function createContainer(cache: Cache) {\n  return { ...base };\n}\n`,
    after: `const base = {\n  dependencies: { a, b: 1 },\n};\nexport function createContainer(cache: Cache) {\n  return { ...base };\n}\n`,
    op: { key: 'b', value: '1', at: { ...container, path: ['return', 'dependencies'] } },
  },
];

describe('addProperty', () => {
  it.each(fixtures)('$name', async ({ before, after, op }) => {
    const { value, ...rest } = { ...add, ...op };
    const whole = op && 'at' in op && !('value' in op) ? rest : { ...rest, value };
    await expectRoundTrip({ [file]: before }, [whole as WiringOp], { [file]: after });
  });
});
