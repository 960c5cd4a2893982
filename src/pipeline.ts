/**
 * The whole flow, top to bottom. Each verb stages its work in a virtual tree and commits it once; nothing before the
 * commit writes, nothing after it can leave a half-made project. Before a commit interrupts that came meanwhile are let
 * in: it cannot be interrupted itself.
 */
import { setImmediate } from 'node:timers/promises';
import { loadCatalog, type Catalog } from './catalog/catalog.js';
import { composeProject } from './compose/project.js';
import { addResource, addResources } from './compose/resource.js';
import { fragmentResources, planProject, readResource } from './compose/resources.js';
import { checkAll, UserError } from './errors.js';
import {
  manifestPath,
  readManifest,
  readResources,
  toJson,
  unknownChoices,
  withoutFiles,
} from './manifest/manifest.js';
import { makePlan, type Plan } from './plan/plan.js';
import { afterCreate, afterGenerate, type PostOptions, type PostResult, type Progress } from './post/post.js';
import type { ResourceOptions } from './resource/parse.js';
import type { ResourceSpec } from './resource/spec.js';
import { checkName, placeOf } from './selection/project-name.js';
import { resolveSelection, type SelectionInput } from './selection/resolve.js';
import type { Choices, Selection } from './selection/types.js';
import { packTool } from './vendor/pack.js';
import { commitChanges, commitNewProject } from './workspace/commit.js';
import { diskBase } from './workspace/disk.js';
import { recover } from './workspace/journal.js';
import { withLock } from './workspace/lock.js';
import { isUnfinished, recoverProject } from './workspace/recovery.js';
import { checkTarget, dropKept, unignoredPaths } from './workspace/target.js';
import { VirtualTree } from './workspace/tree.js';
import type { Change } from './workspace/types.js';

/** What every verb is told beside its own input. */
export interface RunOptions {
  dryRun: boolean;
  progress: Progress;
  /** Runs what follows the commit; an interrupt ends that work by its signal, and not the program. */
  interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Input of {@link create}. */
export interface CreateRequest extends RunOptions {
  /** The project's folder as the user named it: a name, a path, `@scope/name`, or `.`. */
  dir: string;
  /** Absolute path that `dir` starts from. */
  cwd: string;
  selection: Omit<SelectionInput, 'name'>;
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
  /** Lines that a kept .gitignore lacks. */
  unignored: readonly string[];
  /** Steps after the commit, with their outcome; empty for a dry run. */
  post: readonly PostResult[];
}

/**
 * Creates a project: whole, or not at all.
 *
 * @throws UserError for every refusal; nothing is left behind then.
 */
export async function create(request: CreateRequest): Promise<Outcome> {
  const { progress, dryRun } = request;
  const { name, target } = placeOf(request.dir, request.cwd);
  await recoverProject(target, dryRun);
  const catalog = await loadCatalog();
  const [, { plan, specs }] = checkAll(
    () => checkPlace(name, target),
    () => planProject({ ...request.selection, name }, catalog),
  );
  const composed = progress('Composing the project');
  const tree = new VirtualTree();
  await composeProject(plan, tree, await packTool());
  await addResources(plan, tree, specs, fragmentResources(plan));
  const unignored = unignoredPaths(target, tree);
  const kept = dropKept(target, tree);
  if (kept.length > 0) tree.update(manifestPath, toJson(withoutFiles(readManifest(tree), kept)));
  const changes = tree.changes();
  composed(`${changes.length} files`);
  if (dryRun) return { root: target, changes, plan, kept, unignored, post: [] };
  await letInterruptsIn();
  await commitNewProject(target, tree);
  const run = { root: target, plan, progress };
  const post = await request.interruptible((signal) => afterCreate({ ...run, signal }, request.post));
  return { root: target, changes, plan, kept, unignored, post };
}

/** A whole turn of the event loop, in which a signal is seen: an immediate alone may come before it. */
async function letInterruptsIn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

function checkPlace(name: string, target: string): void {
  checkName(name);
  checkTarget(target);
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
  const { root, progress } = request;
  assertProject(root);
  if (request.dryRun) {
    await recoverProject(root, true);
    return stageResource(request);
  }
  const outcome = await withLock(root, async () => {
    recover(root);
    const staged = await stageResource(request);
    await letInterruptsIn();
    commitChanges(root, staged.tree);
    return staged;
  });
  if (outcome.changes.length === 0) return outcome;
  const run = { root, plan: outcome.plan, progress };
  return { ...outcome, post: await request.interruptible((signal) => afterGenerate({ ...run, signal })) };
}

/**
 * Checks that a folder has a project, before anything is asked or written there.
 *
 * @throws UserError `NOT_A_PROJECT`, `MANIFEST_DAMAGED`, `MANIFEST_VERSION`.
 */
export function assertProject(root: string): void {
  // What a killed run had in its hands is put back first, and read then.
  if (!isUnfinished(root)) readManifest(new VirtualTree(diskBase(root)));
}

/** Everything of {@link generateResource} up to the commit. */
async function stageResource(request: GenerateRequest): Promise<GenerateOutcome & { tree: VirtualTree }> {
  const { root, progress } = request;
  const { plan, tree, resources } = await openProject(root);
  const { spec, present } = readResource(request, plan, resources);
  const nothing = { root, plan, tree, kept: [], unignored: [], post: [] };
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
  const plan = makePlan(readSelection(manifest.project.name, manifest.choices, catalog), catalog);
  return { plan, tree, resources: [...fragmentResources(plan), ...own] };
}

function readSelection(name: string, choices: Choices, catalog: Catalog): Selection {
  try {
    return resolveSelection({ name, choices }, catalog);
  } catch (error) {
    throw error instanceof UserError ? unknownChoices(error) : error;
  }
}
