/** Adds one resource to a tree: rendered files, computed files, wiring, its record. The same at creation and later. */
import type { Fragment, ResourceContext } from '../catalog/fragment.js';
import { hashContent, resourceRecordPath, toJson, type FileRecord } from '../manifest/manifest.js';
import type { Plan } from '../plan/plan.js';
import { renderFolder, type RenderedFile } from '../render/render.js';
import type { ResourceSpec } from '../resource/spec.js';
import type { WiringSnippet } from '../wiring/apply.js';
import type { WiringOp } from '../wiring/ops.js';
import type { VirtualTree } from '../workspace/tree.js';
import { placeOp } from './place.js';
import { stageRendered } from './stage.js';
import { snippetsFor, wire } from './wire.js';

/** What to add, and to what. */
export interface AddResource {
  plan: Plan;
  tree: VirtualTree;
  spec: ResourceSpec;
  /** Resources the project has already. */
  existing: readonly ResourceSpec[];
  /** Resources that follow in the same call. */
  later?: readonly ResourceSpec[];
  /** Its place in the order of the project's own; one that a fragment brings has none, and no record. */
  made?: number;
  /** Leaves existing files alone, and answers what to paste into them. */
  skipWiring?: boolean;
  /** Filled with the fragment each file came from. */
  owners?: Map<string, string>;
}

/**
 * Stages everything a resource needs, or throws and leaves the caller to drop the tree.
 *
 * @returns what is to be pasted by hand; nothing unless the wiring is skipped
 */
export async function addResource(request: AddResource): Promise<WiringSnippet[]> {
  const { plan, tree, spec, existing, later = [], made, skipWiring = false } = request;
  const context: ResourceContext = { ...plan.context, resources: [...existing, spec], later, tree };
  const owners = new Map<string, string>();
  const files = plan.fragments.flatMap((fragment) => resourceFiles(fragment, spec, context));
  const ops = wiringOf(plan, spec, context);
  stageComputed(plan, tree, spec, context, owners);
  await stageRendered(tree, files, owners);
  for (const [path, fragment] of owners) request.owners?.set(path, fragment);
  // Before the wiring: an undo of it comes back to these bytes.
  const records = made === undefined ? {} : recordsOf(tree, owners);
  const snippets = skipWiring ? await snippetsFor(tree, ops) : [];
  const wiring = skipWiring ? ops : await wire(tree, ops);
  if (made !== undefined) {
    const record = {
      made,
      resource: spec,
      files: records,
      wiring,
      ...(skipWiring && { wiringSkipped: true as const }),
    };
    tree.create(resourceRecordPath(spec.names.key), toJson(record));
  }
  return snippets;
}

/** Several resources to add, in this order. */
export type AddResources = Omit<AddResource, 'spec' | 'later' | 'made' | 'owners'> & {
  specs: readonly ResourceSpec[];
  /** Place of the first in the order of the project's own. */
  first: number;
};

/** Stages several resources, each after those before it; answers as {@link addResource}. */
export async function addResources({ specs, first, existing, ...rest }: AddResources): Promise<WiringSnippet[]> {
  const snippets: WiringSnippet[] = [];
  for (const [index, spec] of specs.entries()) {
    const before = [...existing, ...specs.slice(0, index)];
    const later = specs.slice(index + 1);
    snippets.push(...(await addResource({ ...rest, spec, existing: before, later, made: first + index })));
  }
  return snippets;
}

/** The edits of existing files that a resource asks for. */
export function wiringOf(plan: Plan, spec: ResourceSpec, context: ResourceContext): WiringOp[] {
  return plan.fragments
    .flatMap((fragment) => fragment.resource?.wiring?.(spec, context) ?? [])
    .map((op) => placeOp(op, plan.context.path));
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
function stageComputed(
  plan: Plan,
  tree: VirtualTree,
  spec: ResourceSpec,
  context: ResourceContext,
  owners: Map<string, string>,
): void {
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

function recordsOf(tree: VirtualTree, owners: ReadonlyMap<string, string>): Record<string, FileRecord> {
  const files: Record<string, FileRecord> = {};
  for (const [path, fragment] of [...owners].sort(([a], [b]) => (a < b ? -1 : 1))) {
    files[path] = { hash: hashContent(tree.read(path) ?? ''), fragment };
  }
  return files;
}
