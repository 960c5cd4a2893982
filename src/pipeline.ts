/**
 * The whole flow, top to bottom. Each verb stages its work in a virtual tree and commits it once; nothing before the
 * commit writes, nothing after it can leave a half-made project.
 */
import { loadCatalog } from './catalog/catalog.js';
import { composeProject } from './compose/project.js';
import { addResource, addResources } from './compose/resource.js';
import { fragmentResources, planProject, readResource } from './compose/resources.js';
import { checkAll } from './errors.js';
import { readManifest, readResources } from './manifest/manifest.js';
import { makePlan, type Plan } from './plan/plan.js';
import { afterCreate, afterGenerate, type PostOptions, type PostResult, type Progress } from './post/post.js';
import type { ResourceOptions } from './resource/parse.js';
import type { ResourceSpec } from './resource/spec.js';
import { resolveSelection, type SelectionInput } from './selection/resolve.js';
import { packTool } from './vendor/pack.js';
import { commitChanges, commitNewProject } from './workspace/commit.js';
import { diskBase } from './workspace/disk.js';
import { withLock } from './workspace/lock.js';
import { recoverProject } from './workspace/recovery.js';
import { checkTarget, dropKept } from './workspace/target.js';
import { VirtualTree } from './workspace/tree.js';
import type { Change } from './workspace/types.js';

/** What every verb is told beside its own input. */
export interface RunOptions {
  dryRun: boolean;
  progress: Progress;
}

/** Input of {@link create}. */
export interface CreateRequest extends RunOptions {
  /** Absolute path of the project's folder. */
  target: string;
  selection: SelectionInput;
  post: PostOptions;
}

/** What a verb did, or would do. */
export interface Outcome {
  /** Absolute path of the project. */
  root: string;
  /** Sorted by path; empty when there was nothing to do. */
  changes: readonly Change[];
  plan: Plan;
  /** Files of the folder that were there before and stay as they are. */
  kept: readonly string[];
  /** Steps after the commit, with their outcome; empty for a dry run. */
  post: readonly PostResult[];
}

/**
 * Creates a project: whole, or not at all.
 *
 * @throws UserError for every refusal; nothing is left behind then.
 */
export async function create(request: CreateRequest): Promise<Outcome> {
  const { target, progress, dryRun } = request;
  recoverProject(target, dryRun);
  const catalog = await loadCatalog();
  const [{ plan, specs }] = checkAll(
    () => planProject(request.selection, catalog),
    () => checkTarget(target),
  );
  const composed = progress('Composing the project');
  const tree = new VirtualTree();
  await composeProject(plan, tree, await packTool());
  await addResources(plan, tree, specs, fragmentResources(plan));
  const kept = dropKept(target, tree);
  const changes = tree.changes();
  composed(`${changes.length} files`);
  if (dryRun) return { root: target, changes, plan, kept, post: [] };
  commitNewProject(target, tree);
  const post = await afterCreate(target, plan, request.post, progress);
  return { root: target, changes, plan, kept, post };
}

/** Input of {@link generateResource}. */
export interface GenerateRequest extends RunOptions {
  /** Absolute path of the project's folder. */
  root: string;
  /** `post title:string …`, split into words. */
  words: readonly string[];
  options: ResourceOptions;
}

/** What {@link generateResource} did. */
export interface GenerateOutcome extends Outcome {
  resource: ResourceSpec;
}

/**
 * Adds a resource to the project on disk. With the words of a resource that is there already nothing changes.
 *
 * @throws UserError `RESOURCE_EXISTS` when there is one with other fields; `WIRING_BLOCKED`, `INVALID_RESOURCE` …
 */
export async function generateResource(request: GenerateRequest): Promise<GenerateOutcome> {
  readManifest(new VirtualTree(diskBase(request.root)));
  if (request.dryRun) return stageResource(request);
  const outcome = await withLock(request.root, async () => {
    const staged = await stageResource(request);
    commitChanges(request.root, staged.tree);
    return staged;
  });
  const post = outcome.changes.length === 0 ? [] : await afterGenerate(request.root, outcome.plan, request.progress);
  return { ...outcome, post };
}

/** Everything of {@link generateResource} up to the commit. */
async function stageResource(request: GenerateRequest): Promise<GenerateOutcome & { tree: VirtualTree }> {
  const { root, progress, dryRun } = request;
  recoverProject(root, dryRun);
  const { plan, tree, resources } = await openProject(root);
  const { spec, present } = readResource(request, plan, resources);
  const nothing = { root, plan, tree, kept: [], post: [] };
  if (present) return { ...nothing, changes: [], resource: present };
  const composed = progress(`Generating ${spec.names.human}`);
  await addResource({ plan, tree, spec, existing: resources, record: true });
  const changes = tree.changes();
  composed(`${changes.length} files`);
  return { ...nothing, changes, resource: spec };
}

/** A project on disk, ready to be changed. */
export interface OpenProject {
  plan: Plan;
  tree: VirtualTree;
  /** Those of its fragments first, then its own. */
  resources: readonly ResourceSpec[];
}

/**
 * Opens the project in a folder.
 *
 * @throws UserError `NOT_A_PROJECT`, `MANIFEST_DAMAGED`, `MANIFEST_VERSION`.
 */
export async function openProject(root: string): Promise<OpenProject> {
  const tree = new VirtualTree(diskBase(root));
  const manifest = readManifest(tree);
  const own = readResources(tree).map((record) => record.resource);
  const catalog = await loadCatalog();
  const selection = resolveSelection({ name: manifest.project.name, choices: manifest.choices }, catalog);
  const plan = makePlan(selection, catalog);
  return { plan, tree, resources: [...fragmentResources(plan), ...own] };
}
