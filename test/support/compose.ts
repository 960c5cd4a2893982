/** Composes projects in memory, as `create` does up to the commit. */
import { loadCatalog, type Catalog } from '../../src/catalog/catalog.js';
import { composeProject } from '../../src/compose/project.js';
import { addResources } from '../../src/compose/resource.js';
import { fragmentResources, planProject } from '../../src/compose/resources.js';
import type { Plan } from '../../src/plan/plan.js';
import type { Choices } from '../../src/selection/types.js';
import { VirtualTree } from '../../src/workspace/tree.js';

export const catalog: Catalog = await loadCatalog();

/** Stands in for the packed program, whose bytes do not matter here. */
export const tool = { path: '.backend-app/tool.tgz', specifier: 'file:.backend-app/tool.tgz', content: 'tool' };

export interface Composed {
  plan: Plan;
  tree: VirtualTree;
}

/** A project with these choices and resources. */
export async function compose(
  choices: Choices,
  resources: readonly string[] = [],
  from: Catalog = catalog,
): Promise<Composed> {
  const { plan, specs } = planProject({ name: 'my-api', choices, resources }, from);
  const tree = new VirtualTree();
  await composeProject(plan, tree, tool);
  await addResources({ plan, tree, specs, existing: fragmentResources(plan), first: 1 });
  return { plan, tree };
}

/** All files of a tree with their text. */
export function filesOf(tree: VirtualTree): Record<string, string> {
  return Object.fromEntries(tree.list('').map((path) => [path, tree.read(path) ?? '']));
}
