/** Vitest: unit tests beside the code, HTTP tests against a database of their own. */
import { defineFragment } from '../../../src/catalog/fragment.js';

export default defineFragment({
  kind: 'testing',
  id: 'vitest',
  title: 'Vitest',
  help: 'Fast, ESM and TypeScript without set-up',
  default: true,
  devDependencies: ['vitest', 'vite'],
  scripts: ({ facts }) => {
    const first = facts.codegen === undefined ? '' : `${facts.codegen} && `;
    return { test: `${first}vitest run`, 'test:watch': `${first}vitest` };
  },
});
