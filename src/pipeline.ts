/**
 * The whole flow, top to bottom. Each verb stages its work in a virtual tree and commits it once; nothing before the
 * commit writes, nothing after it can leave a half-made project. Before a commit interrupts that came meanwhile are let
 * in: it cannot be interrupted itself.
 */
import { setImmediate } from 'node:timers/promises';
import { loadCatalog } from './catalog/catalog.js';
import { nextPlace, openProject, type OpenProject } from './compose/open.js';
import { composeProject } from './compose/project.js';
import { findRecords } from './compose/removable.js';
import { removeResources, type Removal } from './compose/removal.js';
import { addResource, addResources } from './compose/resource.js';
import { fragmentResources, planProject, readResource } from './compose/resources.js';
import { checkAll } from './errors.js';
import { manifestPath, readManifest, toJson, withoutFiles } from './manifest/manifest.js';
import type { Plan } from './plan/plan.js';
import { committedFiles } from './post/committed.js';
import { afterCreate, afterGenerate, type PostOptions, type PostResult, type Progress } from './post/post.js';
import type { ResourceOptions } from './resource/parse.js';
import type { ResourceSpec } from './resource/spec.js';
import { checkName, placeOf } from './selection/project-name.js';
import type { SelectionInput } from './selection/resolve.js';
import { packTool } from './vendor/pack.js';
import type { WiringSnippet } from './wiring/apply.js';
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
  /** Steps after the commit, with their outcome; empty for a dry run. */
  post: readonly PostResult[];
}

/** What {@link create} did. */
export interface CreateOutcome extends Outcome {
  /** Files of the folder that were there before and stay as they are. */
  kept: readonly string[];
  /** Lines that a kept .gitignore lacks. */
  unignored: readonly string[];
}

/**
 * Creates a project: whole, or not at all.
 *
 * @throws UserError for every refusal; nothing is left behind then.
 */
export async function create(request: CreateRequest): Promise<CreateOutcome> {
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
  await addResources({ plan, tree, specs, existing: fragmentResources(plan), first: 1 });
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

/** Input of {@link changeProject}. */
export interface ChangeRequest extends RunOptions {
  /** Absolute path of the project's folder. */
  root: string;
  /** Asked before the commit, when there is something to change; throws to leave everything as it is. */
  approve?: (changes: readonly Change[]) => Promise<void>;
}

/**
 * Changes the project on disk, whole or not at all: the way of every verb but `create`.
 *
 * @param stage puts what is to change into the project's tree, or throws
 * @throws UserError `NOT_A_PROJECT`, `MANIFEST_DAMAGED`, `MANIFEST_VERSION`, `LOCKED`, what `stage` and the commit throw
 */
export async function changeProject<T extends object>(
  request: ChangeRequest,
  stage: (project: OpenProject) => Promise<T>,
): Promise<Outcome & T> {
  const { root, dryRun, progress, approve, interruptible } = request;
  assertProject(root);
  const staged = async () => {
    const project = await openProject(root);
    const result = await stage(project);
    return { project, result, changes: project.tree.changes() };
  };
  if (dryRun) await recoverProject(root, true);
  const { project, result, changes } = dryRun
    ? await staged()
    : await withLock(root, async () => {
        recover(root);
        const work = await staged();
        if (work.changes.length > 0) await approve?.(work.changes);
        await letInterruptsIn();
        commitChanges(root, work.project.tree);
        return work;
      });
  const { plan } = project;
  const post =
    dryRun || changes.length === 0
      ? []
      : await interruptible((signal) => afterGenerate({ root, plan, progress, signal }));
  return { ...result, root, plan, changes, post };
}

/** Input of {@link generateResource}. */
export interface GenerateRequest extends ChangeRequest {
  /** `post title:string …`, split into words. */
  words: readonly string[];
  options: ResourceOptions;
  /** Leaves existing files alone. */
  skipWiring?: boolean;
}

/** What {@link generateResource} did. */
export interface GenerateOutcome extends Outcome {
  resource: ResourceSpec;
  /** What is to be pasted by hand, when the wiring was skipped. */
  snippets: readonly WiringSnippet[];
}

/**
 * Adds a resource to the project on disk. With the words of a resource that is there already nothing changes.
 *
 * @throws UserError `RESOURCE_EXISTS` when there is one with other fields; `WIRING_BLOCKED`, `INVALID_RESOURCE` …
 */
export async function generateResource(request: GenerateRequest): Promise<GenerateOutcome> {
  const { progress, skipWiring = false } = request;
  return changeProject(request, async (project) => {
    const { plan, tree, resources, records } = project;
    const { spec, present } = readResource(request, plan, resources);
    if (present) return { resource: present, snippets: [] };
    const composed = progress(`Generating ${spec.names.human}`);
    const made = nextPlace(records);
    const snippets = await addResource({ plan, tree, spec, existing: resources, made, skipWiring });
    composed(`${tree.changes().length} files`);
    return { resource: spec, snippets };
  });
}

/** Input of {@link destroyResources}. */
export interface DestroyRequest extends ChangeRequest {
  /** In any spelling. */
  names: readonly string[];
  /** Deletes files that were edited, too. */
  force: boolean;
}

/** What {@link destroyResources} did. */
export interface DestroyOutcome extends Outcome, Removal {
  resources: readonly ResourceSpec[];
}

/**
 * Takes resources out of the project on disk: what generating them wrote, and nothing else.
 *
 * @throws UserError `RESOURCE_NOT_FOUND`, `RESOURCE_IN_USE`, `FILE_EDITED`, `WIRING_BLOCKED` …
 */
export async function destroyResources(request: DestroyRequest): Promise<DestroyOutcome> {
  const { root, names, force, progress } = request;
  return changeProject(request, async ({ plan, tree, resources, records }) => {
    const going = findRecords(names, records, fragmentResources(plan));
    const specs = going.map(({ resource }) => resource);
    const removing = progress(`Removing ${specs.map((spec) => spec.names.human).join(', ')}`);
    const committed = await committedFiles(root);
    const removal = await removeResources({ plan, tree, records: going, existing: resources, force, committed });
    removing(`${tree.changes().length} files`);
    return { resources: specs, ...removal };
  });
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
