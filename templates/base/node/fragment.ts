/** What every project has: the compiler, linter and formatter, the environment, the container, errors and logs. */
import { defineFragment, type FragmentContext } from '../../../src/catalog/fragment.js';
import { codeTable, commandTable, envTable, partsTable, requestTable, secretNames } from './emit/readme.js';
import { mailEnv, serverEnv } from './emit/server-env.js';

export default defineFragment({
  kind: 'base',
  id: 'node',
  title: 'Node.js',
  help: 'TypeScript on Node.js',
  dependencies: ({ has }) => (has['mail'] ? ['nodemailer', 'pino', 'zod'] : ['pino', 'zod']),
  devDependencies: ['@types/node', 'oxlint', 'pino-pretty', 'prettier', 'tsx', 'typescript'],
  // esbuild (of tsx) checks its binary; the tool's own script builds it from source, which it is not here.
  facts: { needlessScripts: ['create-backend-app', 'esbuild'] },
  scripts: ({ path, facts }) => {
    const first = facts.codegen === undefined ? '' : `${facts.codegen} && `;
    const main = path('src/main.ts');
    return {
      dev: `${first}tsx watch --clear-screen=false ${main}`,
      build: `${first}tsc -p tsconfig.build.json`,
      start: `node --enable-source-maps ${main.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js')}`,
      typecheck: `${first}tsc --noEmit`,
      lint: 'oxlint --deny-warnings && prettier --check .',
      format: 'prettier --write .',
      generate: 'backend-app generate',
    };
  },
  env: ({ has }) => (has['mail'] ? [...serverEnv, ...mailEnv] : serverEnv),
  generators: {
    service: (names) => [
      {
        op: 'addProperty',
        at: { file: 'src/container.ts', symbol: 'createContainer', path: ['return'] },
        key: names.variable,
        value: `new ${names.class}Service(logger)`,
        imports: [{ from: `src/modules/${names.file}/${names.file}.service.ts`, names: [`${names.class}Service`] }],
      },
    ],
  },
  view: (context) => ({
    serverEnv,
    envExample: envExample(context),
    lintIgnored: ['/dist', '/coverage', ...context.facts.ignored].map((path) => JSON.stringify(path)).join(', '),
    tables: {
      code: codeTable(context),
      commands: commandTable(context),
      env: envTable(context),
      parts: partsTable(context),
      requests: requestTable(),
    },
    productionNames: context.env.filter(({ required }) => required !== 'never').map(({ name }) => name),
    secretNames: secretNames(context),
    authorization: context.has['tokens'] ? ' -H "Authorization: Bearer $TOKEN"' : '',
    generate: context.packageManager.runArgs.replace('<script>', 'generate'),
  }),
});

/** What has a default is shown commented out. */
function envExample({ env }: FragmentContext): { description: string; line: string }[] {
  return env.map(({ name, example, description, required }) => ({
    description,
    line: `${required === 'always' ? '' : '# '}${name}=${example}`,
  }));
}
