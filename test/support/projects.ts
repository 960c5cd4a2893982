/** Changes composed projects in memory, as `generate` and `destroy` do up to the commit. */
import { nextPlace } from '../../src/compose/open.js';
import { findRecords } from '../../src/compose/removable.js';
import { removeResources, type Removal } from '../../src/compose/removal.js';
import { addResources } from '../../src/compose/resource.js';
import { fragmentResources, readWanted } from '../../src/compose/resources.js';
import { readResources } from '../../src/manifest/manifest.js';
import type { Plan } from '../../src/plan/plan.js';
import { splitLine } from '../../src/resource/line.js';
import { VirtualTree } from '../../src/workspace/tree.js';
import type { WiringSnippet } from '../../src/wiring/apply.js';

/** Text of each file of a project. */
export type Files = Readonly<Record<string, string>>;

/** A project as a later run finds it on disk. */
export function opened(plan: Plan, files: Files) {
  const tree = new VirtualTree({
    read: (path) => files[path],
    list: (folder) => Object.keys(files).filter((path) => folder === '' || path.startsWith(`${folder}/`)),
  });
  const brought = fragmentResources(plan);
  const records = readResources(tree);
  return { plan, tree, brought, records, existing: [...brought, ...records.map(({ resource }) => resource)] };
}

/** What a change comes to, up to the commit. */
export type Changed<T> = T & { tree: VirtualTree };

/** `generate resource` with some lines in one call. */
export async function generate(
  plan: Plan,
  files: Files,
  lines: readonly string[],
  skipWiring = false,
): Promise<Changed<{ snippets: WiringSnippet[] }>> {
  const { tree, existing, records } = opened(plan, files);
  const { specs } = readWanted(lines.map(splitLine), plan, existing);
  const request = { plan, tree, specs, existing, first: nextPlace(records), skipWiring };
  return { tree, snippets: await addResources(request) };
}

/** What `destroy resource` may be told. */
export interface DestroyOptions {
  force?: boolean;
  /** Files that version control has. */
  committed?: (path: string) => boolean;
}

/** `destroy resource`. */
export async function destroy(
  plan: Plan,
  files: Files,
  names: readonly string[],
  { force = false, committed = () => false }: DestroyOptions = {},
): Promise<Changed<Removal>> {
  const { tree, brought, existing, records } = opened(plan, files);
  const going = findRecords(names, records, brought);
  return { tree, ...(await removeResources({ plan, tree, records: going, existing, force, committed })) };
}
