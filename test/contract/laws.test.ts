/** The laws of creation, generation and destruction, over selections that have every pair of choices. */
import { describe, expect, it } from 'vitest';
import { findRecords } from '../../src/compose/removable.js';
import { removeResources } from '../../src/compose/removal.js';
import { addResources } from '../../src/compose/resource.js';
import { fragmentResources, readWanted } from '../../src/compose/resources.js';
import { nextPlace } from '../../src/compose/open.js';
import { readResources } from '../../src/manifest/manifest.js';
import { splitLine } from '../../src/resource/line.js';
import type { Choices } from '../../src/selection/types.js';
import { VirtualTree } from '../../src/workspace/tree.js';
import { compose, coveringSelections, filesOf } from '../support/compose.js';

type Files = Readonly<Record<string, string>>;

const parent = 'category name:string:unique';
const child = 'post title:string body:text:optional category:ref=category editor:ref=category:optional:set-null';
const others = ['person name:string:unique', 'api-key label:string', 'news headline:string author:ref=person'];

/** A project as a later run finds it on disk. */
async function opened(choices: Choices, files: Files) {
  const { plan } = await compose(choices);
  const tree = new VirtualTree({
    read: (path) => files[path],
    list: (folder) => Object.keys(files).filter((path) => folder === '' || path.startsWith(`${folder}/`)),
  });
  const brought = fragmentResources(plan);
  const records = readResources(tree);
  return { plan, tree, brought, records, existing: [...brought, ...records.map(({ resource }) => resource)] };
}

/** `generate resource` on a project, up to the commit. */
async function generate(choices: Choices, files: Files, line: string): Promise<VirtualTree> {
  const { plan, tree, existing, records } = await opened(choices, files);
  const { specs } = readWanted([splitLine(line)], plan, existing);
  await addResources({ plan, tree, specs, existing, first: nextPlace(records) });
  return tree;
}

/** `destroy resource` on a project, up to the commit. */
async function destroy(choices: Choices, files: Files, names: readonly string[], committed: readonly string[] = []) {
  const { plan, tree, brought, existing, records } = await opened(choices, files);
  const going = findRecords(names, records, brought);
  const request = { plan, tree, records: going, existing, force: false };
  const removal = await removeResources({ ...request, committed: (path) => committed.includes(path) });
  return { tree, removal };
}

/** A migration that is not the last stays, and another one drops its table. */
function withoutMigrations(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !/^(?:drizzle|prisma\/migrations)\//.test(path)));
}

const selections = coveringSelections().map((choices) => [Object.values(choices).join(' '), choices] as const);

describe.each(selections)('%s', (_, choices) => {
  it('gives the same files twice', async () => {
    const [one, two] = [await compose(choices, [parent]), await compose(choices, [parent])];
    expect(filesOf(two.tree)).toEqual(filesOf(one.tree));
  });

  it('with a resource is the same as without, then generated', async () => {
    const whole = filesOf((await compose(choices, [child, parent])).tree);
    const bare = filesOf((await compose(choices)).tree);
    const half = filesOf(await generate(choices, bare, parent));
    expect(filesOf(await generate(choices, half, child))).toEqual(whole);
  });

  it('changes nothing when a resource is generated again', async () => {
    const files = filesOf((await compose(choices, [parent])).tree);
    expect((await generate(choices, files, parent)).changes()).toEqual([]);
  });

  it('is the same again when what was generated is destroyed', async () => {
    const bare = filesOf((await compose(choices)).tree);
    const half = filesOf(await generate(choices, bare, parent));
    const whole = filesOf(await generate(choices, half, child));
    const less = filesOf((await destroy(choices, whole, ['posts'])).tree);
    expect(less).toEqual(half);
    expect(filesOf((await destroy(choices, less, ['Category'])).tree)).toEqual(bare);
    expect(filesOf((await destroy(choices, whole, ['category', 'post'])).tree)).toEqual(bare);
  });

  it('is the same again in whatever order several are destroyed', async () => {
    const bare = filesOf((await compose(choices)).tree);
    const { tree } = await compose(choices, others);
    for (const order of [
      ['news', 'person', 'api-key'],
      ['api-key', 'news', 'person'],
      ['news', 'api-key', 'person'],
    ]) {
      let files = filesOf(tree);
      for (const name of order) files = filesOf((await destroy(choices, files, [name])).tree);
      expect(withoutMigrations(files)).toEqual(withoutMigrations(bare));
    }
    expect(filesOf((await destroy(choices, filesOf(tree), ['person', 'news', 'api-key'])).tree)).toEqual(bare);
  });
});
