/** The verbs, top to bottom. Each stages its work in a virtual tree and commits it once. */
import { loadCatalog } from './catalog/catalog.js';
import {
  assertProject,
  changeProject,
  letInterruptsIn,
  staging,
  type ChangeRequest,
  type Outcome,
  type RunOptions,
} from './change.js';
import { importersOf, type Importer } from './compose/importers.js';
import { nextPlace, openProject } from './compose/open.js';
import { composeProject } from './compose/project.js';
import { findRecords } from './compose/removable.js';
import { removeResources, type Removal } from './compose/removal.js';
import { addResources } from './compose/resource.js';
import { missingSnippets, unwired, wireNow } from './compose/rewire.js';
import { fragmentResources, planProject, readWanted } from './compose/resources.js';
import { checkAll, UserError } from './errors.js';
import { manifestPath, readManifest, toJson, withoutFiles } from './manifest/manifest.js';
import { committedFiles } from './post/committed.js';
import { afterCreate, type PostOptions } from './post/post.js';
import type { ResourceInput } from './resource/parse.js';
import type { ResourceSpec } from './resource/spec.js';
import { checkName, placeOf } from './selection/project-name.js';
import type { SelectionInput } from './selection/resolve.js';
import { packTool } from './vendor/pack.js';
import type { WiringSnippet } from './wiring/apply.js';
import { commitNewProject } from './workspace/commit.js';
import { recoverProject } from './workspace/recovery.js';
import { checkTarget, dropKept, unignoredPaths } from './workspace/target.js';
import { VirtualTree } from './workspace/tree.js';
import type { Change } from './workspace/types.js';

/** Input of {@link create}. */
export interface CreateRequest extends RunOptions {
  /** The project's folder as the user named it: a name, a path, `@scope/name`, or `.`. */
  dir: string;
  /** Absolute path that `dir` starts from. */
  cwd: string;
  selection: Omit<SelectionInput, 'name'>;
  post: PostOptions;
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
  const tree = new VirtualTree();
  await staging('Composing the project', { tree, progress }, async () => {
    await composeProject(plan, tree, await packTool());
    await addResources({ plan, tree, specs, existing: fragmentResources(plan), first: 1 });
  });
  const unignored = unignoredPaths(target, tree);
  const kept = dropKept(target, tree);
  if (kept.length > 0) tree.update(manifestPath, toJson(withoutFiles(readManifest(tree), kept)));
  const changes = tree.changes();
  if (dryRun) return { root: target, changes, plan, kept, unignored, post: [] };
  await letInterruptsIn();
  await commitNewProject(target, tree);
  const run = { root: target, plan, progress };
  const post = await request.interruptible((signal) => afterCreate({ ...run, signal }, request.post));
  return { root: target, changes, plan, kept, unignored, post };
}

function checkPlace(name: string, target: string): void {
  checkName(name);
  checkTarget(target);
}

/** Input of {@link generateResources}. */
export interface GenerateRequest extends ChangeRequest {
  /** They may refer to each other in any order. */
  inputs: readonly ResourceInput[];
  /** Leaves existing files alone. */
  skipWiring: boolean;
}

/** What {@link generateResources} did. */
export interface GenerateOutcome extends Outcome {
  /** Those that are new, in the order in which they were made. */
  made: readonly ResourceSpec[];
  /** Those that were there already, with the same meaning. */
  present: readonly ResourceSpec[];
  /** Those of `present` whose wiring had been skipped, and is done now. */
  wired: readonly ResourceSpec[];
  /** What is to be pasted by hand, when the wiring is skipped. */
  snippets: readonly WiringSnippet[];
}

/**
 * Adds resources to the project on disk, all or none. Those that are there already stay as they are, but for wiring that
 * had been skipped.
 *
 * @throws UserError `RESOURCE_EXISTS` when there is one with other fields; `WIRING_BLOCKED`, `INVALID_RESOURCE` …
 */
export async function generateResources(request: GenerateRequest): Promise<GenerateOutcome> {
  const { progress, inputs, skipWiring } = request;
  return changeProject(request, async ({ plan, tree, resources, records }) => {
    const { specs, present } = readWanted(inputs, plan, resources);
    const skipped = unwired(present, records);
    const wired = skipWiring ? [] : skipped.map(({ resource }) => resource);
    const doing = [...wired, ...specs];
    const missing = skipWiring ? await missingSnippets(tree, skipped) : [];
    if (doing.length === 0) return { made: specs, present, wired, snippets: missing };
    const title = doing.length === 1 ? doing[0]?.names.human : `${doing.length} resources`;
    const adding = { plan, tree, specs, existing: resources, first: nextPlace(records), skipWiring };
    const snippets = await staging(`Generating ${title}`, { tree, progress }, async () => {
      if (!skipWiring) await wireNow(tree, skipped);
      return addResources(adding);
    });
    return { made: specs, present, wired, snippets: [...missing, ...snippets] };
  });
}

/**
 * Reads the project for what can be wrong with a resource before it is generated.
 *
 * @returns what tells the fault of an input; undefined when it has none
 * @throws UserError what {@link changeProject} throws of a project that cannot be read
 */
export async function resourceFaults(
  root: string,
  dryRun: boolean,
): Promise<(input: ResourceInput) => UserError | undefined> {
  assertProject(root);
  await recoverProject(root, dryRun);
  const { plan, resources } = await openProject(root);
  return (input) => {
    try {
      readWanted([input], plan, resources);
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  };
}

/** Input of {@link destroyResources}. */
export interface DestroyRequest extends Omit<ChangeRequest, 'approve'> {
  /** As {@link ChangeRequest.approve}, with the files that still import what goes. */
  approve?: (changes: readonly Change[], importers: readonly Importer[]) => Promise<void>;
  /** In any spelling. */
  names: readonly string[];
  /** Deletes files that were edited, too. */
  force: boolean;
}

/** What {@link destroyResources} did. */
export interface DestroyOutcome extends Outcome, Removal {
  resources: readonly ResourceSpec[];
  /** Files of people's own that import what is gone. */
  importers: readonly Importer[];
}

/**
 * Takes resources out of the project on disk: what generating them wrote, and nothing else.
 *
 * @throws UserError `RESOURCE_NOT_FOUND`, `RESOURCE_IN_USE`, `FILE_EDITED`, `WIRING_BLOCKED` …
 */
export async function destroyResources(request: DestroyRequest): Promise<DestroyOutcome> {
  const { root, names, force, progress, approve, ...run } = request;
  let importers: Importer[] = [];
  const change: ChangeRequest = { ...run, root, progress };
  if (approve) change.approve = (changes) => approve(changes, importers);
  return changeProject(change, async ({ plan, tree, resources, records }) => {
    const going = findRecords(names, records, fragmentResources(plan));
    const specs = going.map(({ resource }) => resource);
    const title = `Removing ${specs.map((spec) => spec.names.human).join(', ')}`;
    const removal = await staging(title, { tree, progress }, async () => {
      const committed = await committedFiles(root);
      return removeResources({ plan, tree, records: going, existing: resources, force, committed });
    });
    importers = importersOf(tree);
    return { resources: specs, ...removal, importers };
  });
}
