/** A REST API: resources as schema, service and repository port, OpenAPI, lists with filters, rate limits. */
import { defineFragment } from '../../../src/catalog/fragment.js';
import { nestedStem } from './emit/module-view.js';
import { resourceView } from './emit/resource-view.js';
import { literal } from './emit/text.js';

export default defineFragment({
  kind: 'api',
  id: 'rest',
  title: 'REST',
  help: 'JSON over HTTP, described by OpenAPI 3.1',
  default: true,
  dependencies: ['rate-limiter-flexible', 'swagger-ui-dist', 'zod'],
  // swagger-ui-dist would report each install to a third party.
  packageJson: { scarfSettings: { enabled: false } },
  facts: { needlessScripts: ['@scarf/scarf'] },
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
  ],
  view: ({ project }) => ({ titleLiteral: literal(project.title) }),
  resource: {
    view: resourceView,
    wiring: (spec) => {
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
