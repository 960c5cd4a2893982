/** The laws of creation and generation, over selections that have every pair of choices. */
import { describe, expect, it } from 'vitest';
import { addResource } from '../../src/compose/resource.js';
import { fragmentResources, readResource } from '../../src/compose/resources.js';
import { readResources } from '../../src/manifest/manifest.js';
import type { Choices } from '../../src/selection/types.js';
import { VirtualTree } from '../../src/workspace/tree.js';
import { compose, coveringSelections, filesOf } from '../support/compose.js';

const parent = 'category name:string:unique';
const child = 'post title:string body:text:optional category:ref=category editor:ref=category:optional:set-null';

/** A new tree over files, as a later run sees them on disk. */
function reopened(files: Readonly<Record<string, string>>): VirtualTree {
  return new VirtualTree({
    read: (path) => files[path],
    list: (folder) => Object.keys(files).filter((path) => folder === '' || path.startsWith(`${folder}/`)),
  });
}

/** `generate resource` on a project, up to the commit. */
async function generate(choices: Choices, files: Readonly<Record<string, string>>, line: string) {
  const { plan } = await compose(choices);
  const tree = reopened(files);
  const existing = [...fragmentResources(plan), ...readResources(tree).map(({ resource }) => resource)];
  const { spec, present } = readResource({ words: line.split(' '), options: {} }, plan, existing);
  if (!present) await addResource({ plan, tree, spec, existing, record: true });
  return tree;
}

describe.each(coveringSelections().map((choices) => [Object.values(choices).join(' '), choices] as const))(
  '%s',
  (_, choices) => {
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
  },
);
