/** Composes projects in memory, as `create` does up to the commit. */
import { loadCatalog, type Catalog } from '../../src/catalog/catalog.js';
import { kinds } from '../../src/catalog/kinds.js';
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

/**
 * Selections that have every pair of choices at least once: of some candidates, always the one with most new pairs.
 * The same catalog gives the same list.
 */
export function coveringSelections(): Choices[] {
  const axes = kinds.map(({ id, optional }) => ({
    kind: id,
    ids: [...catalog.ofKind(id).map((fragment) => fragment.id), ...(optional ? ['none'] : [])],
  }));
  const wanted = new Set(
    axes.flatMap((a, i) =>
      axes.slice(i + 1).flatMap((b) => a.ids.flatMap((x) => b.ids.map((y) => pair(a.kind, x, b.kind, y)))),
    ),
  );
  const random = generator(1);
  const selections: Choices[] = [];
  while (wanted.size > 0) {
    let best: { choices: Choices; gained: string[] } = { choices: {}, gained: [] };
    for (let candidate = 0; candidate < 60; candidate++) {
      const choices = Object.fromEntries(
        axes.map(({ kind, ids }) => [kind, ids[Math.floor(random() * ids.length)]]),
      ) as Choices;
      const gained = pairsOf(choices).filter((name) => wanted.has(name));
      if (gained.length > best.gained.length) best = { choices, gained };
    }
    if (best.gained.length === 0) continue;
    for (const name of best.gained) wanted.delete(name);
    selections.push(best.choices);
  }
  return selections;
}

function pairsOf(choices: Choices): string[] {
  const chosen = Object.entries(choices);
  return chosen.flatMap(([a, x], i) => chosen.slice(i + 1).map(([b, y]) => pair(a, String(x), b, String(y))));
}

function pair(a: string, x: string, b: string, y: string): string {
  return `${a}=${x},${b}=${y}`;
}

/** A small reproducible generator of numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
