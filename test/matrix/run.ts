/**
 * `npm run matrix`: every pair of choices in some project, type-checked, linted and tested. Prints one table.
 *
 *     npm run matrix -- --only fastify --only prisma --seed 7 --keep
 *
 * Exits 1 when a case fails; the same seed tries the same cases.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCatalog } from '../../src/catalog/catalog.js';
import { buildWhenStale } from '../support/build.js';
import { axesOf, coveringSelections } from '../support/covering.js';
import { runCase, type Outcome } from './case.js';
import { describeOutcomes } from './table.js';
import { makeWorkplace } from './workplace.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});

const catalog = await loadCatalog();
const cases = coveringSelections(catalog, Number(values.seed)).filter((choices) =>
  values.only.every((id) => Object.values(choices).includes(id)),
);
console.log(`Seed ${values.seed}, ${cases.length} cases\n`);

buildWhenStale();
const begin = performance.now();
const root = await makeWorkplace();
const outcomes: Outcome[] = [];
for (const [index, choices] of cases.entries()) {
  const outcome = await runCase(root, `case-${index + 1}`, choices, values.keep);
  outcomes.push(outcome);
  const { failure } = outcome;
  console.error(`${index + 1}/${cases.length} ${Object.values(choices).join(' ')}: ${failure?.step ?? 'ok'}`);
  if (failure) console.error(failure.output);
}
console.log(describeOutcomes(outcomes, axesOf(catalog), (performance.now() - begin) / 1000));
if (values.keep) console.log(`\nThe projects are in ${root}`);
else rmSync(root, { recursive: true, force: true });
process.exitCode = outcomes.some(({ failure }) => failure) ? 1 : 0;
