/** The catalog as it is breaks no rule of the contract kit. A new fragment is covered by being there. */
import { expect, it } from 'vitest';
import { catalog } from '../support/compose.js';
import { coveringSelections } from '../support/covering.js';
import { inspect } from './kit/inspect.js';
import { describeViolations } from './kit/violation.js';

it('has no fragment that breaks a rule, over every pair of choices', { timeout: 600_000 }, async () => {
  expect(describeViolations(await inspect(catalog, coveringSelections(catalog)))).toEqual([]);
});
