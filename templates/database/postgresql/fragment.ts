/** PostgreSQL: a server through DATABASE_URL, and PGlite inside the process when there is none. */
import { defineFragment, type EnvVar } from '../../../src/catalog/fragment.js';
import { columnType } from './emit/column-type.js';

const container = { file: 'src/container.ts', symbol: 'createContainer' };

const databaseUrl: EnvVar = {
  name: 'DATABASE_URL',
  schema: 'requiredInProduction(z.url({ protocol: /^postgres(ql)?$/ }))',
  example: 'postgres://user:password@localhost:5432/database',
  description: 'PostgreSQL server; without one an embedded database in .data/postgres is used',
  required: 'production',
  secret: true,
};

const seedAccount: readonly EnvVar[] = [
  {
    name: 'SEED_ADMIN_EMAIL',
    schema: 'z.email().toLowerCase().optional()',
    example: 'admin@example.com',
    description: 'Address of the administrator that db:seed makes',
    required: 'never',
  },
  {
    name: 'SEED_ADMIN_PASSWORD',
    schema: 'z.string().min(12).max(128).optional()',
    example: 'at-least-twelve-characters',
    description: 'Password of the administrator that db:seed makes',
    required: 'never',
    secret: true,
  },
];

export default defineFragment({
  kind: 'database',
  id: 'postgresql',
  title: 'PostgreSQL',
  help: 'Embedded (PGlite) for development and tests, a server through DATABASE_URL',
  default: true,
  provides: ['sql'],
  dependencies: ['pg'],
  devDependencies: ['@electric-sql/pglite', '@electric-sql/pglite-socket', '@types/pg'],
  scripts: ({ path, facts }) => {
    const run = facts.codegen === undefined ? 'tsx' : `${facts.codegen} && tsx`;
    return {
      'db:migrate': `${run} ${path('src/commands/db-migrate.ts')}`,
      'db:seed': `${run} ${path('src/commands/db-seed.ts')}`,
      'db:reset': `${run} ${path('src/commands/db-reset.ts')}`,
    };
  },
  env: ({ has }) => (has['accounts'] ? [databaseUrl, ...seedAccount] : [databaseUrl]),
  facts: {
    ignored: ['.data'],
    services: [
      {
        name: 'postgres',
        title: 'PostgreSQL',
        image: 'postgres:17.6-alpine',
        port: 5432,
        environment: { POSTGRES_USER: 'app', POSTGRES_PASSWORD: 'app', POSTGRES_DB: 'app' },
        healthcheck: ['pg_isready', '-h', '127.0.0.1', '-U', 'app', '-d', 'app'],
        volume: '/var/lib/postgresql/data',
        url: { variable: 'DATABASE_URL', value: 'postgres://app:app@postgres:5432/app' },
      },
    ],
  },
  dialect: { name: 'postgresql', columnType },
  view: ({ path }) => ({ root: rootFrom(path('src/platform/db/embedded.ts')) }),
  wiring: [
    {
      op: 'addStatement',
      at: container,
      name: 'database',
      statement: 'const database = await openDatabase(env, logger);',
      after: 'logger',
      imports: [{ from: 'src/platform/db/database.ts', names: ['openDatabase'] }],
    },
    { op: 'addProperty', at: { ...container, path: ['return'] }, key: 'database' },
    { op: 'addProperty', at: { ...container, path: ['return', 'dependencies'] }, key: 'database' },
  ],
});

/** `../` for every folder a file lies below the root. */
function rootFrom(file: string): string {
  return '../'.repeat(file.split('/').length - 1);
}
