/** Adds one resource to a tree: rendered files, computed files, wiring, its record. The same at creation and later. */
import type { Fragment, ResourceContext } from '../catalog/fragment.js';
import { hashContent, resourceRecordPath, toJson, type FileRecord } from '../manifest/manifest.js';
import type { Plan } from '../plan/plan.js';
import { renderFolder, type RenderedFile } from '../render/render.js';
import type { ResourceSpec } from '../resource/spec.js';
import type { VirtualTree } from '../workspace/tree.js';
import { stageRendered } from './stage.js';
import { wire } from './wire.js';

/** What to add, and to what. */
export interface AddResource {
  plan: Plan;
  tree: VirtualTree;
  spec: ResourceSpec;
  /** Resources the project has already. */
  existing: readonly ResourceSpec[];
  /** Whether it gets a record of its own; one that a fragment brings has none. */
  record: boolean;
  /** Filled with the fragment each file came from. */
  owners?: Map<string, string>;
}

/** Stages everything a resource needs, or throws and leaves the caller to drop the tree. */
export async function addResource(request: AddResource): Promise<void> {
  const { plan, tree, spec, existing } = request;
  const context: ResourceContext = { ...plan.context, resources: [...existing, spec], tree };
  const owners = new Map<string, string>();
  const files = plan.fragments.flatMap((fragment) => resourceFiles(fragment, spec, context));
  const ops = plan.fragments.flatMap((fragment) => fragment.resource?.wiring?.(spec, context) ?? []);
  await stageComputed(plan, tree, spec, context, owners);
  await stageRendered(tree, files, owners);
  await wire(plan, tree, ops);
  for (const [path, fragment] of owners) request.owners?.set(path, fragment);
  if (request.record) tree.create(resourceRecordPath(spec.names.key), recordOf(spec, tree, owners));
}

/** Stages several resources, each after those it refers to. */
export async function addResources(
  plan: Plan,
  tree: VirtualTree,
  specs: readonly ResourceSpec[],
  existing: readonly ResourceSpec[],
): Promise<void> {
  for (const [index, spec] of specs.entries()) {
    await addResource({ plan, tree, spec, existing: [...existing, ...specs.slice(0, index)], record: true });
  }
}

function resourceFiles(fragment: Fragment, spec: ResourceSpec, context: ResourceContext): RenderedFile[] {
  const view = { ...context, resource: spec, ...fragment.resource?.view?.(spec, context) };
  const request = { fragment, view, context, names: spec.names };
  const persistence = renderFolder({ ...request, folder: 'persistence' });
  return spec.operations.length === 0
    ? persistence
    : [...persistence, ...renderFolder({ ...request, folder: 'resource' })];
}

/** Files that emitters compute may be new (a migration) or replace what they extend (a migration journal). */
async function stageComputed(
  plan: Plan,
  tree: VirtualTree,
  spec: ResourceSpec,
  context: ResourceContext,
  owners: Map<string, string>,
): Promise<void> {
  for (const fragment of plan.fragments) {
    for (const file of fragment.resource?.files?.(spec, context) ?? []) {
      const path = plan.context.path(file.path);
      if (tree.exists(path)) {
        tree.update(path, file.content);
      } else {
        tree.create(path, file.content);
        owners.set(path, `${fragment.kind}/${fragment.id}`);
      }
    }
  }
}

function recordOf(spec: ResourceSpec, tree: VirtualTree, owners: ReadonlyMap<string, string>): string {
  const files: Record<string, FileRecord> = {};
  for (const [path, fragment] of [...owners].sort(([a], [b]) => (a < b ? -1 : 1))) {
    files[path] = { hash: hashContent(tree.read(path) ?? ''), fragment };
  }
  return toJson({ resource: spec, files });
}
