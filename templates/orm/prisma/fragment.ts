/** Prisma: one model file a resource, a generated client over the plain `pg` driver, migrations as SQL files. */
import { defineFragment, type Dialect, type ResourceContext } from '../../../src/catalog/fragment.js';
import { creationMigration, emptyMigration, removedMigration } from './emit/migration.js';
import { farEndWiring, modelPath, modelText } from './emit/model.js';
import { repositoryView } from './emit/repository.js';

export default defineFragment({
  kind: 'orm',
  id: 'prisma',
  title: 'Prisma',
  help: 'A schema of its own, a typed client generated from it, migrations as SQL files',
  default: true,
  requires: [{ kind: 'database', ids: ['postgresql'], reason: 'a database it speaks to' }],
  dependencies: ['@prisma/adapter-pg', '@prisma/client', 'pg'],
  devDependencies: ['@types/pg', 'prisma'],
  scripts: { 'db:generate': 'prisma migrate dev --create-only' },
  facts: {
    persistence: 'prisma',
    codegen: 'prisma generate --no-hints',
    ignored: ['src/generated'],
    needlessScripts: ['@prisma/engines', 'prisma'],
    runtimeFiles: ['prisma/migrations'],
  },
  view: ({ path }) => ({ root: '../'.repeat(path('src/platform/db/migrate.ts').split('/').length - 1) }),
  resource: {
    view: (spec, { resources }) => ({ ...repositoryView(spec, resources) }),
    wiring: (spec, { resources }) => farEndWiring(spec, resources),
    files(spec, context) {
      const { resources, tree } = context;
      const dialect = dialectOf(context);
      return [
        { path: modelPath(spec.names.file), content: modelText(spec, dialect, resources) },
        creationMigration(spec, dialect, resources, tree),
      ];
    },
    removal: removedMigration,
  },
  generators: { emptyMigration },
});

function dialectOf({ dialect }: ResourceContext): Dialect {
  if (!dialect) throw new Error('orm/prisma needs the dialect of a database');
  return dialect;
}
