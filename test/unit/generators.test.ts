/** Middleware, services and migrations: their names, their files in every layout, their place in the project. */
import { beforeAll, describe, expect, it } from 'vitest';
import { formatFile } from '../../src/format/format.js';
import { stageMigration } from '../../src/generators/parts/migration.js';
import { migrationName, partNames, type PartKind } from '../../src/generators/parts/names.js';
import { stagePart, type PartRequest } from '../../src/generators/parts/part.js';
import type { OpenProject } from '../../src/compose/open.js';
import { catalog, compose, filesOf, type Composed } from '../support/compose.js';
import { opened } from '../support/projects.js';

const layouts = ['modules', 'layered', 'clean'];
const frameworks = catalog.ofKind('framework').map(({ id }) => id);
let projects: Record<string, Composed> = {};

beforeAll(async () => {
  for (const framework of frameworks) {
    for (const layout of layouts)
      projects[`${framework} ${layout}`] = await compose({ framework, layout, orm: 'drizzle' });
  }
  projects = { ...projects, prisma: await compose({ framework: 'express', orm: 'prisma' }) };
}, 60_000);

/** A composed project as a later run finds it; `edit` is what people did to it meanwhile. */
function project(name: string, edit: Readonly<Record<string, string>> = {}): OpenProject {
  const { plan, tree } = projects[name] as Composed;
  const { existing, ...rest } = opened(plan, { ...filesOf(tree), ...edit });
  return { ...rest, resources: existing };
}

function part(name: string, request: Partial<PartRequest>, edit?: Readonly<Record<string, string>>) {
  const target = project(name, edit);
  return stagePart(target, { kind: 'middleware', name: 'tenant', skipWiring: false, ...request }).then((made) => ({
    ...made,
    changes: target.tree.changes().map(({ kind, path }) => `${kind} ${path}`),
    read: (file: string) => target.tree.read(file) ?? '',
    files: filesOf(target.tree),
  }));
}

/** Names in the pipeline, in order. */
function pipeline(text: string): string[] {
  const list = /middleware: \w+\[\] = \[([^\]]*)\]/.exec(text)?.[1] ?? '';
  return list
    .replaceAll(/\/\/.*/g, '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

describe('names', () => {
  it.each<[kind: PartKind, raw: string, file: string, variable: string]>([
    ['middleware', 'tenant', 'tenant', 'tenant'],
    ['middleware', 'TenantMiddleware', 'tenant', 'tenant'],
    ['middleware', 'rate_window', 'rate-window', 'rateWindow'],
    ['middleware', 'cache', 'cache', 'cacheMiddleware'],
    ['middleware', 'middleware', 'middleware', 'middlewareMiddleware'],
    ['service', 'InvoiceMailerService', 'invoice-mailer', 'invoiceMailer'],
    ['service', 'default', 'default', 'default'],
    ['service', 'APIClient', 'api-client', 'apiClient'],
  ])('%s %s', (kind, raw, file, variable) => {
    expect(partNames(raw, kind)).toMatchObject({ file, variable });
  });

  it.each([
    ['add search index', 'add_search_index'],
    ['AddSearchIndex', 'add_search_index'],
    ['drop-old', 'drop_old'],
  ])('migration %s', (raw, name) => {
    expect(migrationName(raw)).toBe(name);
  });

  it.each(['', '2fa', 'a/b', '../x', 'con', 'constructor', '__proto__', 'ä', 'a'.repeat(61), 'x\u0000'])(
    'refuse %j for anything',
    (raw) => {
      for (const kind of ['middleware', 'service', 'migration'] as const) {
        expect(() => partNames(raw, kind)).toThrow(expect.objectContaining({ code: 'USAGE' }));
      }
    },
  );
});

describe.each(frameworks)('a middleware for %s', (framework) => {
  it.each([
    ['modules', 'src/middleware.ts', 'src/platform/http/tenant'],
    ['layered', 'src/middleware/index.ts', 'src/middleware/tenant'],
    ['clean', 'src/presentation/middleware.ts', 'src/presentation/http/tenant'],
  ])('lies in the layout %s where its like do, at the end of the pipeline', async (layout, list, file) => {
    const { changes, read, files } = await part(`${framework} ${layout}`, {});
    expect(changes).toEqual(
      [`update ${list}`, `create ${file}.test.ts`, `create ${file}.ts`].sort((a, b) =>
        a.slice(7) < b.slice(7) ? -1 : 1,
      ),
    );
    expect(pipeline(read(list)).at(-1)).toBe('tenant');
    for (const made of [`${file}.ts`, `${file}.test.ts`]) expect(await formatFile(files[made] ?? '')).toBe(files[made]);
  });

  it('goes before or after another step, in any spelling', async () => {
    const name = `${framework} modules`;
    const before = await part(name, { place: { before: 'rate-limit' } });
    const after = await part(name, { place: { after: 'requestLog' } });
    const order = (text: string, step: string) => pipeline(text).indexOf(step);
    expect(order(before.read('src/middleware.ts'), 'tenant')).toBe(
      order(before.read('src/middleware.ts'), 'rateLimit') - 1,
    );
    expect(order(after.read('src/middleware.ts'), 'tenant')).toBe(
      order(after.read('src/middleware.ts'), 'requestLog') + 1,
    );
  });

  it('beside a step that is not there is refused with those that are', async () => {
    await expect(part(`${framework} modules`, { place: { after: 'requestLogs' } })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('Did you mean requestLog?'),
      hint: expect.stringMatching(/^Its steps, in order: .*requestLog, .*rateLimit/),
    });
  });

  it('that is there is left alone, unless it should stand elsewhere', async () => {
    const name = `${framework} modules`;
    const { files } = await part(name, { place: { after: 'requestLog' } });
    expect((await part(name, {}, files)).changes).toEqual([]);
    expect(await part(name, { place: { after: 'requestLog' } }, files)).toMatchObject({ changes: [], apart: false });
    expect(await part(name, { place: { before: 'rateLimit' } }, files)).toMatchObject({ changes: [], apart: true });
    await expect(part(name, { place: { after: 'rateLimit' } }, files)).rejects.toMatchObject({ code: 'FILE_EXISTS' });
  });

  it('does not overwrite a file, its own or its test', async () => {
    const file = 'src/platform/http/tenant';
    await expect(part(`${framework} modules`, {}, { [`${file}.ts`]: 'mine' })).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
    await expect(part(`${framework} modules`, {}, { [`${file}.test.ts`]: 'mine' })).rejects.toMatchObject({
      code: 'FILE_EXISTS',
    });
  });

  it('may be left to wire in by hand', async () => {
    const { changes, snippets } = await part(`${framework} modules`, { skipWiring: true });
    expect(changes).toEqual(['create src/platform/http/tenant.test.ts', 'create src/platform/http/tenant.ts']);
    expect(snippets).toMatchObject([{ file: 'src/middleware.ts', snippet: expect.stringContaining('tenant,') }]);
  });
});

describe('a service', () => {
  it.each([
    ['modules', 'src/modules/billing/billing.service.ts', 'src/modules/billing/billing.service.test.ts'],
    ['layered', 'src/services/billing.service.ts', 'test/services/billing.service.test.ts'],
    ['clean', 'src/application/billing/billing.service.ts', 'test/application/billing.service.test.ts'],
  ])('lies in the layout %s where services do, and is made by the container', async (layout, file, test) => {
    const { changes, read, files } = await part(`express ${layout}`, { kind: 'service', name: 'billing' });
    expect(changes.toSorted()).toEqual([`create ${file}`, `create ${test}`, 'update src/container.ts'].toSorted());
    expect(read('src/container.ts')).toContain('    billing: new BillingService(logger),\n');
    for (const made of [file, test]) expect(await formatFile(files[made] ?? '')).toBe(files[made]);
    expect((await part(`express ${layout}`, { kind: 'service', name: 'BillingService' }, files)).changes).toEqual([]);
  });

  it('is refused where the container has something else of that name', async () => {
    await expect(part('express modules', { kind: 'service', name: 'logger' })).rejects.toMatchObject({
      code: 'WIRING_BLOCKED',
    });
  });
});

describe('a migration', () => {
  it.each([
    ['express modules', 'drizzle/0001_add_search_index.sql'],
    ['prisma', 'prisma/migrations/20260101000001_add_search_index/migration.sql'],
  ])('of %s is next in order, once', (name, file) => {
    const target = project(name);
    expect(stageMigration(target, ['add', 'search', 'index'])).toEqual({ name: 'add_search_index', file });
    const again = project(name, filesOf(target.tree));
    expect(stageMigration(again, ['AddSearchIndex'])).toEqual({ name: 'add_search_index', file: undefined });
    expect(again.tree.changes()).toEqual([]);
  });
});
