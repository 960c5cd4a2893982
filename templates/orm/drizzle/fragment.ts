/** Drizzle: tables in TypeScript, queries close to SQL, migrations as plain SQL files. */
import { defineFragment, type ResourceContext } from '../../../src/catalog/fragment.js';
import type { ResourceSpec } from '../../../src/resource/spec.js';
import { columnsOf } from './emit/columns.js';
import { constraintsOf } from './emit/constraints.js';
import { migrationFiles } from './emit/migration.js';
import { repositoryView } from './emit/repository.js';
import { tableSource } from './emit/table-source.js';

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
    view(spec, context) {
      const { columns, constraints } = tableOf(spec, context);
      return { table: tableSource(spec, columns, constraints), ...repositoryView(spec) };
    },
    wiring: ({ names }) => [
      {
        op: 'addExport',
        file: 'src/platform/db/schema.ts',
        from: `src/modules/${names.file}/${names.file}.table.ts`,
      },
    ],
    files(spec, context) {
      const { columns, constraints } = tableOf(spec, context);
      return migrationFiles(spec, columns, constraints, context.tree);
    },
  },
});

function tableOf(spec: ResourceSpec, { dialect }: ResourceContext) {
  if (!dialect) throw new Error('orm/drizzle needs a dialect');
  const columns = columnsOf(spec, dialect);
  return { columns, constraints: constraintsOf(spec, columns) };
}
