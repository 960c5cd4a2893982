/**
 * The whole flow, top to bottom. Each verb stages its work in a virtual tree and commits it once; nothing before the
 * commit writes, nothing after it can leave a half-made project.
 */
import { loadCatalog } from './catalog/catalog.js';
import { composeProject, fragmentResources } from './compose/project.js';
import { addResource } from './compose/resource.js';
import { UserError } from './errors.js';
import { readManifest, readResources } from './manifest/manifest.js';
import { makePlan, type Plan } from './plan/plan.js';
import { afterCreate, afterGenerate, type PostOptions, type PostResult, type Progress } from './post/post.js';
import { describeDifference, parseResource, parseResourceLine, sortByReferences } from './resource/parse.js';
import type { ResourceSpec } from './resource/spec.js';
import { resolveSelection, type SelectionInput } from './selection/resolve.js';
import { packTool } from './vendor/pack.js';
import { commitChanges, commitNewProject } from './workspace/commit.js';
import { diskBase } from './workspace/disk.js';
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
  const { target, progress } = request;
  checkTarget(target);
  const catalog = await loadCatalog();
  const selection = resolveSelection(request.selection, catalog);
  const plan = makePlan(selection, catalog);
  const specs = parseAll(selection.resources, plan);
  const tree = new VirtualTree();
  const composed = progress('Composing the project');
  await composeProject(plan, tree, await packTool());
  await addAll(plan, tree, specs, fragmentResources(plan));
  const kept = dropKept(target, tree);
  composed(`${tree.changes().length} files`);
  const changes = tree.changes();
  if (request.dryRun) return { root: target, changes, plan, kept, post: [] };
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
  options: { access?: string; only?: string };
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
  const project = await openProject(root);
  const { plan, tree, resources } = project;
  const spec = parseResource(request.words, request.options, {
    resources: resources.filter((resource) => !isSame(resource, request.words[0] ?? '')),
    hasAuth: plan.context.has['auth'] ?? false,
  });
  const present = resources.find((resource) => resource.names.key === spec.names.key);
  if (present) {
    refuseDifference(present, spec);
    return { root, changes: [], plan, kept: [], post: [], resource: present };
  }
  const composed = progress(`Generating ${spec.names.human}`);
  await addResource({ plan, tree, spec, existing: resources, record: true });
  const changes = tree.changes();
  composed(`${changes.length} files`);
  if (request.dryRun) return { root, changes, plan, kept: [], post: [], resource: spec };
  commitChanges(root, tree);
  const post = await afterGenerate(root, plan, progress);
  return { root, changes, plan, kept: [], post, resource: spec };
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

function parseAll(lines: readonly string[], plan: Plan): ResourceSpec[] {
  return sortByReferences(
    lines.map((line) => parseResourceLine(line, { resources: fragmentResources(plan), hasAuth: true, pending: lines })),
  );
}

async function addAll(
  plan: Plan,
  tree: VirtualTree,
  specs: readonly ResourceSpec[],
  existing: readonly ResourceSpec[],
): Promise<void> {
  const present = [...existing];
  for (const spec of specs) {
    await addResource({ plan, tree, spec, existing: present, record: true });
    present.push(spec);
  }
}

function refuseDifference(present: ResourceSpec, wanted: ResourceSpec): void {
  const differences = describeDifference(present, wanted);
  if (differences.length === 0) return;
  throw new UserError({
    code: 'RESOURCE_EXISTS',
    message: `There is a resource ${present.names.key} already, and it differs. Nothing was changed.`,
    hint: 'Change its files and write a migration by hand, or choose another name.',
    problems: differences.map((message) => ({ where: present.names.key, message })),
  });
}
