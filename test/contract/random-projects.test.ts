/**
 * The laws of generation and destruction over projects at random: any choices, any resource, and files that people have
 * had their way with. `FUZZ_RUNS` and `FUZZ_SEED` say how many, and which.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { planProject } from '../../src/compose/resources.js';
import { UserError } from '../../src/errors.js';
import type { Choices } from '../../src/selection/types.js';
import { catalog, compose, filesOf } from '../support/compose.js';
import { axesOf } from '../support/covering.js';
import { destroy, generate, type Files } from '../support/projects.js';
import { resourceLine } from '../support/resource-lines.js';
import { editsOfAnyFile, editsOfModels, type Edit } from '../wiring/hand-edited/edits.js';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 40);
const seed = Number(process.env['FUZZ_SEED'] ?? 11);

const selections: fc.Arbitrary<Choices> = fc.record(
  Object.fromEntries(axesOf(catalog).map(({ kind, ids }) => [kind, fc.constantFrom(...ids)])),
);

/** What is there before: other resources, for the new one to refer to. */
const others = ['category name:string', 'tag name:string category:ref=category'];

/** Lines that make a resource; of those that do not, others tell. */
const lines = resourceLine.filter((line) => {
  try {
    planProject({ name: 'my-api', choices: { auth: 'jwt' }, resources: [...others, line] }, catalog);
    return true;
  } catch {
    return false;
  }
});

/** One edit for each file that generating something edits, too. */
const edits = fc.record({
  code: fc.constantFrom(none(), ...editsOfAnyFile),
  model: fc.constantFrom(none(), ...editsOfModels),
});

it('any project is as it was before when what was generated is destroyed', { timeout: numRuns * 6_000 }, async () => {
  let accepted = 0;
  const law = fc.asyncProperty(selections, lines, edits, async (choices, line, { code, model }) => {
    const { plan, tree } = await compose(choices, others);
    const untouched = filesOf(tree);
    const wanted = line.replaceAll(/=user\b/g, plan.context.has['accounts'] ? '$&' : '=tag');
    const [made] = await unlessRefused(generate(plan, untouched, [wanted]));
    if (!made) return;

    const wired = made.tree.changes().filter(({ kind, path }) => kind === 'update' && /\.(?:ts|prisma)$/.test(path));
    const before = rewrite(
      untouched,
      wired.map(({ path }) => path),
      { code, model },
    );
    const [again] = await unlessRefused(generate(plan, before, [wanted]));
    if (!again) return;
    accepted += 1;
    const after = filesOf(again.tree);
    expect((await generate(plan, after, [wanted])).tree.changes()).toEqual([]);
    const name = wanted.split(' ', 1)[0] ?? '';
    expect(filesOf((await destroy(plan, after, [name])).tree)).toEqual(before);
  });
  await fc.assert(law, { numRuns, seed });
  expect(accepted).toBeGreaterThan(numRuns / 2);
});

function none(): Edit {
  return ['nothing', (text) => text];
}

/** Nothing when the words make no resource: without accounts there are no owners. */
async function unlessRefused<T>(work: Promise<T>): Promise<T[]> {
  try {
    return [await work];
  } catch (error) {
    if (error instanceof UserError && error.code === 'INVALID_RESOURCE') return [];
    throw error;
  }
}

function rewrite(files: Files, paths: readonly string[], { code, model }: { code: Edit; model: Edit }): Files {
  const rewritten = paths.map((path) => {
    const [, change] = path.endsWith('.prisma') ? model : code;
    return [path, change(files[path] ?? '')];
  });
  return { ...files, ...Object.fromEntries(rewritten) };
}
