/** Faults put into fragments on purpose: the kit finds each, and says which fragment, file and rule it is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Fragment } from '../../src/catalog/fragment.js';

/** Texts of files below templates/, in place of those on disk. */
const changed = vi.hoisted(() => new Map<string, string>());

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const read = (file: string, ...rest: unknown[]) =>
    changed.get(String(file)) ?? (fs.readFileSync as (...all: unknown[]) => unknown)(file, ...rest);
  return { ...fs, default: fs, readFileSync: read };
});

const choices = {
  framework: 'fastify',
  database: 'postgresql',
  orm: 'drizzle',
  api: 'rest',
  auth: 'none',
  cache: 'none',
  testing: 'vitest',
  deploy: [],
  layout: 'modules',
  'package-manager': 'npm',
};

/** What the kit says of the catalog when this was changed in one of its fragments, or in one of its files. */
async function inspected(fault: Fault): Promise<string[]> {
  // Templates are compiled once; these are other ones.
  vi.resetModules();
  const { inspect } = await import('./kit/inspect.js');
  const { describeViolations } = await import('./kit/violation.js');
  const { catalog } = await import('../support/compose.js');
  const { Catalog } = await import('../../src/catalog/catalog.js');
  const fragments = catalog.fragments.map((fragment) => {
    const isIt = `${fragment.kind}/${fragment.id}` === fault.fragment;
    return isIt && fault.declare ? { ...fragment, ...fault.declare(fragment) } : fragment;
  });
  return describeViolations(await inspect(new Catalog(fragments), [choices], ['post title:string']));
}

const unread = {
  name: 'POOL_SIZE',
  schema: 'z.string().optional()',
  example: '10',
  description: 'Connections at most',
  required: 'never' as const,
};

interface Fault {
  fragment: string;
  declare?: (fragment: Fragment) => Partial<Fragment>;
}

function replaceIn(file: string, code: string, instead: string): void {
  const target = path.resolve('templates', file);
  const before = readFileSync(target, 'utf8');
  const after = before.replace(code, instead);
  expect(after, 'what is replaced').not.toBe(before);
  changed.set(target, after);
}

afterEach(() => changed.clear());

it('finds nothing in this project as it is', async () => {
  expect(await inspected({ fragment: '' })).toEqual([]);
});

describe('what a fragment declares', () => {
  const declared: readonly [fault: string, fragment: string, declare: Fault['declare'], line: string][] = [
    [
      'a dependency left out',
      'framework/fastify',
      () => ({ dependencies: ['fastify', '@fastify/cors'] }),
      'framework/fastify: src/platform/http/drain.ts: imports: fastify-plugin is not declared as a dependency',
    ],
    [
      'a dependency that nothing uses',
      'framework/fastify',
      ({ dependencies }) => ({ dependencies: [...(dependencies as string[]), 'lru-cache'] }),
      'framework/fastify: templates/framework/fastify/fragment.ts: used packages: nothing uses lru-cache',
    ],
    [
      'a package without a version',
      'database/postgresql',
      () => ({ dependencies: ['postgres'] }),
      'database/postgresql: templates/database/postgresql/fragment.ts: composition: ',
    ],
    [
      'an environment variable that nothing reads',
      'orm/drizzle',
      () => ({ env: [unread] }),
      'orm/drizzle: templates/orm/drizzle/fragment.ts: environment: POOL_SIZE is declared, but not read',
    ],
    [
      'a choice that there is not',
      'orm/prisma',
      () => ({ requires: [{ kind: 'database' as const, ids: ['oracle'], reason: 'a database it speaks to' }] }),
      'orm/prisma: templates/orm/prisma/fragment.ts: known choices: there is no oracle',
    ],
    [
      'a second default',
      'layout/clean',
      () => ({ default: true }),
      'layout/clean: templates/layout/clean/fragment.ts: one default: layout has 2 defaults',
    ],
    [
      'an ORM that makes no migrations',
      'orm/drizzle',
      () => ({ generators: {} }),
      'orm/drizzle: templates/orm/drizzle/fragment.ts: duties: it lacks generators.emptyMigration',
    ],
    [
      'a name for templates that none asks for',
      'orm/drizzle',
      ({ view }) => ({ view: (context) => ({ ...view?.(context), elephant: 1 }) }),
      'orm/drizzle: templates/orm/drizzle/fragment.ts: used names: no template asks for elephant',
    ],
    [
      'two files at one place',
      'layout/modules',
      () => ({ paths: (file) => file.replace('http/etag.ts', 'http/cors.ts') }),
      'api/rest: src/platform/http/cors.ts: composition: src/platform/http/cors.ts is made by both',
    ],
  ];

  it.each(declared)('%s', async (_fault, fragment, declare, line) => {
    expect((await inspected({ fragment, ...(declare && { declare }) })).join('\n')).toContain(line);
  });
});

describe('what its templates say', () => {
  const written: readonly [fault: string, file: string, code: string, instead: string, line: string][] = [
    [
      'an environment variable that is not declared',
      'framework/fastify/files/src/platform/http/server-options.ts',
      'env.MAX_CONCURRENT_REQUESTS',
      'env.MAX_REQUESTS',
      'framework/fastify: src/platform/http/server-options.ts: environment: MAX_REQUESTS is read, but not declared',
    ],
    [
      'a capability that nothing provides',
      'framework/fastify/files/src/platform/http/rate-limit.ts.hbs',
      '{{#if has.auth}}',
      '{{#if has.authentication}}',
      'framework/fastify: templates/framework/fastify/files/src/platform/http/rate-limit.ts.hbs: composition: ',
    ],
    [
      'a name that is not in the view, in a branch that is not taken',
      'framework/fastify/files/src/platform/http/rate-limit.ts.hbs',
      '{{#if has.auth}}',
      '{{#if has.auth}}{{elephant}}',
      'framework/fastify: templates/framework/fastify/files/src/platform/http/rate-limit.ts.hbs: ' +
        'names of the view: elephant is not in its view',
    ],
    [
      'a helper that there is not',
      'framework/fastify/files/src/platform/http/rate-limit.ts.hbs',
      '{{#if has.auth}}',
      '{{#if (not has.auth)}}',
      'framework/fastify: templates/framework/fastify/files/src/platform/http/rate-limit.ts.hbs: composition: ',
    ],
    [
      'a method of a port left out',
      'orm/drizzle/persistence/src/modules/__file__/__file__.repository.drizzle.ts.hbs',
      'async findByIds(',
      'async findAllByIds(',
      'orm/drizzle: src/modules/post/post.repository.drizzle.ts: ports: it lacks PostRepository.findByIds',
    ],
    [
      'an import that leads nowhere',
      'framework/fastify/files/src/platform/http/drain.ts',
      "from './silent-connections.js'",
      "from './silent.js'",
      'framework/fastify: src/platform/http/drain.ts: imports: there is no file ./silent.js',
    ],
    [
      'a copied file that is not formatted',
      'framework/fastify/files/src/platform/http/drain.ts',
      'const notice = 100;',
      'const notice  =  100;',
      'framework/fastify: src/platform/http/drain.ts: format: Prettier would print it otherwise',
    ],
    [
      'a template that is copied instead of rendered',
      'framework/fastify/files/src/platform/http/drain.ts',
      '/** Time for requests',
      '/** {{#if has.auth}} Time for requests',
      'framework/fastify: src/platform/http/drain.ts: leftovers: it shows the template that it came from',
    ],
    [
      'a version that is a range',
      'versions.json',
      '"pg": {\n    "version": "',
      '"pg": {\n    "version": "^',
      'core: templates/versions.json: versions: pg has no exact version',
    ],
  ];

  it.each(written)('%s', async (_fault, file, code, instead, line) => {
    replaceIn(file, code, instead);
    expect((await inspected({ fragment: '' })).join('\n')).toContain(line);
  });
});
