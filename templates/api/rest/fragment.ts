/** A REST API: resources as schema, service and repository port, OpenAPI, lists with filters, rate limits. */
import { defineFragment } from '../../../src/catalog/fragment.js';
import type { WiringOp } from '../../../src/wiring/ops.js';
import { nestedStem } from './emit/module-view.js';
import { resourceView } from './emit/resource-view.js';
import { literal } from './emit/text.js';

/** Keys of requests that may be repeated are kept in the database, whatever keeps the resources. */
function idempotencyWiring(persistence: string): WiringOp[] {
  const at = { file: 'src/container.ts', symbol: 'createContainer' };
  const repository = `src/modules/idempotency-key/idempotency-key.repository.${persistence}.ts`;
  return [
    {
      op: 'addStatement',
      at,
      name: 'idempotencyKeys',
      statement: 'const idempotencyKeys = createIdempotencyKeyRepository(database.client);',
      imports: [{ from: repository, names: ['createIdempotencyKeyRepository'] }],
    },
    {
      op: 'addProperty',
      at: { ...at, path: ['return'] },
      key: 'idempotency',
      value: 'new Idempotency(idempotencyKeys, env.IDEMPOTENCY_TTL_SECONDS, logger)',
      imports: [{ from: 'src/platform/http/idempotency.ts', names: ['Idempotency'] }],
    },
  ];
}

/** No dependency of the project: it needs a TypeScript of its own, older than the project's. */
const typeMaker = 'openapi-typescript@7.13.0';

export default defineFragment({
  kind: 'api',
  id: 'rest',
  title: 'REST',
  help: 'JSON over HTTP, described by OpenAPI 3.1',
  default: true,
  dependencies: ['rate-limiter-flexible', 'swagger-ui-dist', 'zod'],
  // swagger-ui-dist would report each install to a third party.
  packageJson: { scarfSettings: { enabled: false } },
  facts: { needlessScripts: ['@scarf/scarf'], ignored: ['/client'] },
  scripts: ({ path, facts }) => {
    const first = facts.codegen === undefined ? '' : `${facts.codegen} && `;
    const types = `npx --yes ${typeMaker} client/openapi.json --output client/schema.d.ts --default-non-nullable false`;
    return { client: `${first}tsx ${path('src/commands/openapi.ts')} && ${types}` };
  },
  env: ({ has }) => [
    {
      name: 'RATE_LIMIT_PER_MINUTE',
      schema: 'wholeNumber(1200, 1_000_000)',
      example: '1200',
      description: 'Requests a caller may make in a minute',
      required: 'never',
    },
    ...(has['accounts']
      ? [
          {
            name: 'AUTH_RATE_LIMIT_PER_MINUTE',
            schema: 'wholeNumber(100, 1_000_000)',
            example: '100',
            description: 'Attempts to sign in, register and the like an address may make in a minute',
            required: 'never' as const,
          },
        ]
      : []),
    {
      name: 'MAX_CONCURRENT_REQUESTS',
      schema: 'wholeNumber(250, 1_000_000)',
      example: '250',
      description: 'Requests that are worked on at a time; more are answered with 503',
      required: 'never',
    },
    {
      name: 'IDEMPOTENCY_TTL_SECONDS',
      schema: 'wholeNumber(86_400, 31_536_000)',
      example: '86400',
      description: 'How long an Idempotency-Key stands for its answer: a day',
      required: 'never',
    },
  ],
  resources: [
    {
      line: 'idempotency-key keyHash:string:unique fingerprint:string answer:json:optional expiresAt:datetime:index',
      methods: ['list', 'findBy=keyHash', 'create', 'updateIf', 'delete'],
    },
  ],
  wiring: ({ facts }) => idempotencyWiring(facts.persistence ?? ''),
  view: ({ project }) => ({ titleLiteral: literal(project.title) }),
  resource: {
    view: resourceView,
    wiring: (spec, { has }) => {
      // Modules are the framework's where it injects what they are made of.
      if (has['injector']) return [];
      const { file, variable } = spec.names;
      const stem = nestedStem(spec);
      const modules = spec.operations.length === 0 ? [] : [variable, ...(stem ? [stem] : [])];
      return modules.map((name) => ({
        op: 'appendElement',
        at: { file: 'src/modules.ts', symbol: 'modules' },
        element: `${name}Module`,
        imports: [{ from: `src/modules/${file}/${file}.module.ts`, names: [`${name}Module`] }],
      }));
    },
  },
});
