/** Drizzle: tables in TypeScript, queries close to SQL, migrations as plain SQL files. */
import { defineFragment, type ResourceContext } from '../../../src/catalog/fragment.js';
import { pendingReferences } from '../../../src/resource/references.js';
import type { ResourceSpec } from '../../../src/resource/spec.js';
import { keysOf } from './emit/ddl.js';
import { creation, emptyMigration, removal } from './emit/migration.js';
import { repositoryView } from './emit/repository.js';
import { tableSource } from './emit/table-source.js';
import { tablesOf } from './emit/tables.js';

export default defineFragment({
  kind: 'orm',
  id: 'drizzle',
  title: 'Drizzle',
  help: 'Tables in TypeScript, queries close to SQL, migrations as SQL files',
  requires: [{ kind: 'database', ids: ['postgresql'], reason: 'a database it speaks to' }],
  dependencies: ['drizzle-orm', 'pg'],
  devDependencies: ['drizzle-kit'],
  // drizzle-kit does not write its JSON as Prettier does.
  scripts: { 'db:generate': 'drizzle-kit generate && prettier --write drizzle/meta' },
  facts: { persistence: 'drizzle', runtimeFiles: ['drizzle'] },
  view: ({ path }) => ({ root: '../'.repeat(path('src/platform/db/migrate.ts').split('/').length - 1) }),
  resource: {
    view: (spec, context) => ({
      table: tableSource(tables(spec, context)),
      ...repositoryView(spec, context.resources),
    }),
    wiring: ({ names }) => [
      {
        op: 'addExport',
        file: 'src/platform/db/schema.ts',
        from: `src/modules/${names.file}/${names.file}.table.ts`,
      },
    ],
    files(spec, context) {
      const waiting = pendingReferences(spec, context.resources).flatMap(({ from, field }) =>
        keysOf(tables(from, context)[0], field.name),
      );
      return creation(tables(spec, context), waiting, context.tree);
    },
    removal,
  },
  generators: { emptyMigration },
});

function tables(spec: ResourceSpec, { dialect, resources }: ResourceContext) {
  if (!dialect) throw new Error('orm/drizzle needs a dialect');
  return tablesOf(spec, resources, dialect);
}
