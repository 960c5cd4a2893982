/** The laws of creation, generation and destruction, over selections that have every pair of choices. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { catalog, compose, filesOf } from '../support/compose.js';
import { coveringSelections } from '../support/covering.js';
import { destroy, generate, type Files } from '../support/projects.js';
import { resourceLine } from '../support/resource-lines.js';

const parent = 'category name:string:unique';
const child = 'post title:string body:text:optional category:ref=category editor:ref=category:optional:set-null';
const others = [
  'person name:string:unique',
  'api-key label:string --soft-delete',
  'news headline:string author:ref=person keys:refs=api-key --under person',
];

function sources(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => /^(?:src|test|prisma\/models)\//.test(path)));
}

const selections = coveringSelections(catalog).map((choices) => [Object.values(choices).join(' '), choices] as const);

describe.each(selections)('%s', (_, choices) => {
  it('gives the same files twice', async () => {
    const [one, two] = [await compose(choices, [parent]), await compose(choices, [parent])];
    expect(filesOf(two.tree)).toEqual(filesOf(one.tree));
  });

  it('with resources is the same as without, then generated, one by one or in one call', async () => {
    const whole = filesOf((await compose(choices, [child, parent])).tree);
    const { plan, tree } = await compose(choices);
    const bare = filesOf(tree);
    const half = filesOf((await generate(plan, bare, [parent])).tree);
    expect(filesOf((await generate(plan, half, [child])).tree)).toEqual(whole);
    expect(filesOf((await generate(plan, bare, [child, parent])).tree)).toEqual(whole);
    expect(filesOf((await generate(plan, half, [child, parent])).tree)).toEqual(whole);
  });

  it('changes nothing when a resource is generated again', async () => {
    const { plan, tree } = await compose(choices, [parent]);
    expect((await generate(plan, filesOf(tree), [parent])).tree.changes()).toEqual([]);
  });

  it('is the same again when what was generated is destroyed', async () => {
    const { plan, tree } = await compose(choices);
    const bare = filesOf(tree);
    const half = filesOf((await generate(plan, bare, [parent])).tree);
    const whole = filesOf((await generate(plan, half, [child])).tree);
    const less = filesOf((await destroy(plan, whole, ['posts'])).tree);
    expect(less).toEqual(half);
    expect(filesOf((await destroy(plan, less, ['Category'])).tree)).toEqual(bare);
    expect(filesOf((await destroy(plan, whole, ['category', 'post'])).tree)).toEqual(bare);
  });

  it('is the same again in whatever order several are destroyed', async () => {
    const bare = filesOf((await compose(choices)).tree);
    const { plan, tree } = await compose(choices, others);
    for (const order of [
      ['news', 'person', 'api-key'],
      ['news', 'api-key', 'person'],
    ]) {
      let files = filesOf(tree);
      for (const name of order) files = filesOf((await destroy(plan, files, [name])).tree);
      expect(files).toEqual(bare);
    }
    expect(filesOf((await destroy(plan, filesOf(tree), ['person', 'news', 'api-key'])).tree)).toEqual(bare);
  });

  it('gets a migration that drops the table when the one that makes it is committed', async () => {
    const { plan, tree } = await compose(choices, [parent]);
    const files = filesOf(tree);
    const result = await destroy(plan, files, ['category'], { committed: () => true });
    expect(result.removedMigrations).toEqual([]);
    expect(result.addedMigrations.join()).toMatch(/drop_categories/);
    const sql = result.addedMigrations.find((path) => path.endsWith('.sql')) ?? '';
    expect(result.tree.read(sql)).toMatch(/DROP TABLE/);
    for (const path of Object.keys(files).filter((file) => /create_categories/.test(file))) {
      expect(result.tree.read(path)).toBe(files[path]);
    }
    // What is gone can be made again, by another migration.
    const again = await generate(plan, filesOf(result.tree), [parent]);
    expect(sources(filesOf(again.tree))).toEqual(sources(files));
  });
});

const bases = ['fastify', 'express', 'nest'].flatMap((framework) =>
  catalog.ofKind('orm').map(({ id }) => ({ framework, orm: id, auth: 'jwt', cache: 'memory' })),
);

describe.each(bases)('$framework, $orm', (choices) => {
  it('is the same again whatever was generated and destroyed', { timeout: 120_000 }, async () => {
    const { plan, tree } = await compose(choices, ['category name:string', 'tag name:string category:ref=category']);
    const before = filesOf(tree);
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(resourceLine, async (line) => {
        const made = await generate(plan, before, [line]).catch((error: unknown) => {
          if (error instanceof UserError && error.code === 'INVALID_RESOURCE') return undefined;
          throw error;
        });
        if (!made) return;
        accepted += 1;
        const name = line.split(' ', 1)[0] ?? '';
        expect(filesOf((await destroy(plan, filesOf(made.tree), [name])).tree)).toEqual(before);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 40), seed: 11 },
    );
    expect(accepted).toBeGreaterThan(3);
  });
});
