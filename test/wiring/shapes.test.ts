/** The files of a new project: wired as fragments and resources wire them, and still as Prettier writes them. */
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { applyWiring, revertWiring } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';
import { edited, hostOf, statuses, type Files } from './support.js';

const project: Files = {
  'src/config/env.ts': `import { z } from 'zod';

const production = process.env.NODE_ENV === 'production';

/** Everything the application reads from its environment. */
export const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z.coerce.number().int().default(3000),
});

export type Env = z.infer<typeof envSchema>;
`,
  'src/container.ts': `import type { Env } from './config/env.js';
import { createLogger } from './platform/log/logger.js';

/** Composition root: the one place where implementations meet ports. */
export async function createContainer(env: Env) {
  const logger = createLogger(env);
  return {
    env,
    logger,
    dependencies: {},
  };
}

export type Container = Awaited<ReturnType<typeof createContainer>>;
`,
  'src/modules.ts': `import type { ApiModule } from './platform/http/module.js';

export const modules: ApiModule[] = [];
`,
  'src/middleware.ts': `import { requestId } from './platform/http/request-id.js';
import { requestLog } from './platform/http/request-log.js';
import { rateLimit } from './platform/http/rate-limit.js';

/** The request pipeline, in order. */
export const middleware = [requestId, requestLog, rateLimit];
`,
  'src/platform/db/schema.ts': `export * from '../../modules/user/user.table.js';
`,
};

const container = { file: 'src/container.ts', symbol: 'createContainer' };

function dependency(name: string, from: string, factory: string): WiringOp[] {
  return [
    {
      op: 'addStatement',
      at: container,
      name,
      statement: `const ${name} = await ${factory}(env, logger);`,
      imports: [{ from, names: [factory] }],
    },
    { op: 'addProperty', at: { ...container, path: ['return'] }, key: name },
    { op: 'addProperty', at: { ...container, path: ['return', 'dependencies'] }, key: name },
  ];
}

function resource(name: string): WiringOp[] {
  const folder = `src/modules/${name}/${name}`;
  const camel = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    {
      op: 'appendElement',
      at: { file: 'src/modules.ts', symbol: 'modules' },
      element: `${camel}Module`,
      imports: [{ from: `${folder}.module.ts`, names: [`${camel}Module`] }],
    },
    { op: 'addExport', file: 'src/platform/db/schema.ts', from: `${folder}.table.ts` },
  ];
}

const fragments: WiringOp[] = [
  {
    op: 'addProperty',
    at: { file: 'src/config/env.ts', symbol: 'envSchema' },
    key: 'DATABASE_URL',
    value: 'production ? z.url() : z.url().optional()',
    comment: 'Without it, an embedded database is started.',
  },
  ...dependency('database', 'src/platform/db/database.ts', 'openDatabase'),
  ...dependency('redis', 'src/platform/cache/redis.ts', 'connectRedis'),
  ...dependency('objectStorage', 'src/platform/storage/object-storage.ts', 'openObjectStorage'),
  ...dependency('transactionalMessageQueue', 'src/platform/queue/queue.ts', 'openQueue'),
  ...dependency('fullTextSearchEngine', 'src/platform/search/search.ts', 'openSearch'),
  {
    op: 'appendElement',
    at: { file: 'src/middleware.ts', symbol: 'middleware' },
    element: 'authentication',
    imports: [{ from: 'src/platform/http/authentication.ts', names: ['authentication'] }],
    position: { before: 'rateLimit' },
  },
];

const resources = ['post', 'comment', 'blog-category', 'invoice', 'invoice-line', 'purchase-order'].map(resource);

const prettierOptions = { parser: 'typescript', printWidth: 100, singleQuote: true, trailingComma: 'all' } as const;

describe('the files of a new project', () => {
  it.each(Object.entries(project))('%s is as Prettier writes it', async (_path, text) => {
    expect(await format(text, prettierOptions)).toBe(text);
  });

  it('stay as Prettier writes them after every op, and come back one by one', async () => {
    const steps = [...fragments.map((op) => [op]), ...resources];
    const states: Files[] = [project];
    for (const ops of steps) {
      const files = states.at(-1) as Files;
      const outcome = await applyWiring(ops, hostOf(files));
      expect(statuses(outcome)).toEqual(ops.map(() => 'applied'));
      for (const text of outcome.edits.values()) expect(await format(text, prettierOptions)).toBe(text);
      states.push(edited(files, outcome));
    }
    expect(states.at(-1)).toMatchSnapshot();
    for (const [index, ops] of [...steps.entries()].toReversed()) {
      const files = states[index + 1] as Files;
      const outcome = await revertWiring(ops, hostOf(files));
      expect(edited(files, outcome)).toEqual(states[index]);
    }
  });

  it('are what they would have been without a resource that is taken out again', async () => {
    const all = [...fragments, ...resources.flat()];
    const full = edited(project, await applyWiring(all, hostOf(project)));
    for (const [index, ops] of resources.entries()) {
      const others = resources.filter((_, at) => at !== index).flat();
      const without = edited(project, await applyWiring([...fragments, ...others], hostOf(project)));
      expect(edited(full, await revertWiring(ops, hostOf(full)))).toEqual(without);
    }
  });
});
