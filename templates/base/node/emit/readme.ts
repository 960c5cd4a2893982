/** Tables of the project's README. */
import type { FragmentContext } from '../../../../src/catalog/fragment.js';
import { markdownTable } from './markdown.js';

/** Scripts a person runs, in the words of the project's package manager. */
export function commandTable({ has, packageManager: { run } }: FragmentContext): string {
  const commands: [name: string, does: string, shown?: boolean | undefined][] = [
    ['dev', 'Run the service and restart it when a file changes'],
    ['test', 'Run all tests', has['testing']],
    ['test:watch', 'Run tests again as files change', has['testing']],
    ['typecheck', 'Check types'],
    ['lint', 'Check code and formatting'],
    ['format', 'Format all files'],
    ['build', 'Compile to `dist/`'],
    ['start', 'Run what `build` compiled'],
    ['db:migrate', 'Apply pending migrations', has['sql']],
    ['db:generate', 'Write a migration for what you changed in the schema', has['orm']],
    ['db:seed', 'Add the rows of `src/seed.ts`', has['sql']],
    ['db:reset', 'Empty the database and apply all migrations', has['sql']],
    ['generate', 'Add a resource (see below)'],
    ['client', 'Make types for clients of the API (see below)', has['api']],
  ];
  const rows = commands.filter(([, , shown = true]) => shown).map(([name, does]) => [`\`${run} ${name}\``, does]);
  return markdownTable(['Command', 'What it does'], rows);
}

/** Where to look for what. */
export function codeTable({ has, path }: FragmentContext): string {
  const places: [path: string, holds: string, shown?: boolean | undefined][] = [
    ['src/main.ts', 'Start, signals and shutdown'],
    ['src/app.ts', 'The application, built from the container'],
    ['src/container.ts', 'The one place where implementations meet interfaces'],
    ['src/middleware.ts', 'What every request passes, in order'],
    ['src/modules.ts', 'The modules of the API'],
    ['src/config/env.ts', 'The environment, checked at start'],
    ['src/shared/errors.ts', 'Errors, their codes and statuses'],
    ['src/platform/http/openapi-document.ts', 'The document behind `/openapi.json`'],
    ['src/platform/db/client.ts', 'The connection to the database', has['sql']],
    ['src/modules/auth/auth.service.ts', 'Accounts: register, log in, refresh', has['accounts']],
    ['src/modules/auth/auth.mails.ts', 'The mails that accounts get', has['mail']],
  ];
  const rows = places.filter(([, , shown = true]) => shown).map(([file, holds]) => [`\`${path(file)}\``, holds]);
  return markdownTable(['File', 'What it holds'], rows);
}

/** What a resource made as the README shows offers. */
export function requestTable(): string {
  return markdownTable(
    ['Request', 'Answer'],
    [
      ['`GET /api/v1/posts?page=2&limit=50`', 'A page, with `meta.total` and `meta.totalPages`'],
      ['`GET /api/v1/posts?sort=-createdAt,title&fields=id,title`', 'Sorted, with some fields only'],
      ['`GET /api/v1/posts?status=draft&createdAt[gte]=2026-01-01`', 'Filtered: `eq ne gt gte lt lte in like`'],
      ['`POST /api/v1/posts`', 'A new one, and its address in `Location`'],
      ['`GET /api/v1/posts/:id`', 'One of them'],
      ['`PUT /api/v1/posts/:id`', 'One of them, replaced'],
      ['`PATCH /api/v1/posts/:id`', 'One of them, changed in part'],
      ['`DELETE /api/v1/posts/:id`', 'Nothing: it is gone'],
    ],
  );
}

/** The files of one resource. */
export function partsTable({ has, path, facts }: FragmentContext): string {
  const parts: [suffix: string, holds: string][] = [
    ['schema', 'What requests may say and answers show'],
    ['service', 'What can be done'],
    ['controller', 'From a request to the service, and back'],
    has['injector']
      ? ['module', 'What belongs together, and how it is made']
      : ['routes', 'Paths, and who may use them'],
    ['model', 'What it is made of'],
    ['repository', 'How it is kept, as an interface'],
    [`repository.${facts.persistence}`, 'How it is kept in the database'],
    ['openapi', 'What the documentation says'],
    ['factory', 'Data for tests'],
    ['test', 'Tests of its routes'],
  ];
  const rows = parts.map(([suffix, holds]) => [`\`${path(`src/modules/<name>/<name>.${suffix}.ts`)}\``, holds]);
  return markdownTable(['File', 'What it holds'], rows);
}

/** Variables that compose files leave to the person who starts them. */
export function secretNames({ env, facts }: FragmentContext): string {
  const provided = new Set(facts.services.map(({ url }) => url.variable));
  const missing = env.filter(({ name, required }) => required !== 'never' && !provided.has(name));
  return missing.map(({ name }) => `\`${name}\``).join(' and ');
}

/** Variables the service reads. */
export function envTable({ env }: FragmentContext): string {
  const required = { always: 'yes', production: 'in production', never: 'no' };
  const rows = env.map((variable) => [
    `\`${variable.name}\``,
    required[variable.required],
    variable.description.replaceAll('|', '\\|'),
  ]);
  return markdownTable(['Variable', 'Required', 'Meaning'], rows);
}
