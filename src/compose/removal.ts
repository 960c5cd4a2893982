/** Takes resources out of a tree: what the ORM makes of their migrations, their wiring, their files, their records. */
import type { RemovalContext, ResourceContext } from '../catalog/fragment.js';
import { joinErrors, UserError } from '../errors.js';
import { isUnchanged, resourceRecordPath, type FileRecord, type ResourceRecord } from '../manifest/manifest.js';
import type { Plan } from '../plan/plan.js';
import type { ResourceSpec } from '../resource/spec.js';
import type { DoneOp } from '../wiring/ops.js';
import type { VirtualTree } from '../workspace/tree.js';
import { rehashed, rerecord, stageEdits, type StagedEdit } from './edits.js';
import { fileOfOp } from './place.js';
import { refuseDependents } from './removable.js';
import { wiringOf } from './resource.js';
import { unwire } from './wire.js';

/** What to take out, and of what. */
export interface RemoveResources {
  plan: Plan;
  tree: VirtualTree;
  /** Those that go, the one made last first. */
  records: readonly ResourceRecord[];
  /** All resources of the project. */
  existing: readonly ResourceSpec[];
  /** Deletes files that were edited, too. */
  force: boolean;
  /** Whether version control has a file. */
  committed: (path: string) => boolean;
}

/** What came of it, beside the changes of the tree. */
export interface Removal {
  /** Files in the resources' own folders that are not theirs, and stay. */
  foreign: string[];
  /** Files of new migrations, which drop the tables where they are run. */
  addedMigrations: string[];
  /** Files of migrations that are gone, and may have run on the local database. */
  removedMigrations: string[];
  /** Files of the resources' migrations that stay, and are undone by the new ones. */
  keptMigrations: KeptMigration[];
}

/** A file of a migration that stays: others may have it, or later migrations build on it. */
export interface KeptMigration {
  path: string;
  reason: 'committed' | 'needed';
}

/**
 * Stages the removal, or throws and leaves the caller to drop the tree.
 *
 * @throws UserError `RESOURCE_IN_USE`; else `FILE_EDITED` and `WIRING_BLOCKED`, everything together
 */
export async function removeResources(request: RemoveResources): Promise<Removal> {
  const { tree, records } = request;
  // Those that stay have written into the files of those they refer to: what people edited there cannot be told.
  refuseDependents(specsOf(records), stayingBeside(request, records));
  const edits = records.flatMap((_, index) => stageMigrations(request, index));
  const owned = new Map(records.flatMap(({ files }) => Object.entries(rehashed(files, edits))));
  const ends = new Map(edits.map(({ path, content }) => [path, content]));
  const kept = new Set([...ends].flatMap(([path, content]) => (content === undefined ? [] : [path])));
  const going = [...owned.keys()].filter((path) => !kept.has(path));
  await refuseAll([
    () => unwire(tree, wiringToUndo(request, owned), new Set(going)),
    () => refuseEdited(going, owned, request, edits),
  ]);
  const recordFiles = specsOf(records).map(({ names }) => resourceRecordPath(names.key));
  for (const path of [...going, ...recordFiles]) if (tree.exists(path)) tree.remove(path);
  rerecord(tree, edits);
  return {
    foreign: foreignFiles(tree, records),
    addedMigrations: edits.flatMap(({ path, before }) => (before === undefined ? [path] : [])),
    removedMigrations: edits.flatMap(({ path, content }) => (content === undefined && owned.has(path) ? [path] : [])),
    keptMigrations: keptMigrations(request, kept),
  };
}

function specsOf(records: readonly ResourceRecord[]): ResourceSpec[] {
  return records.map(({ resource }) => resource);
}

function stayingBeside({ existing }: RemoveResources, going: readonly ResourceRecord[]): ResourceSpec[] {
  const keys = new Set(specsOf(going).map(({ names }) => names.key));
  return existing.filter(({ names }) => !keys.has(names.key));
}

function stageMigrations(request: RemoveResources, index: number): StagedEdit[] {
  const { plan, tree, records, committed } = request;
  const { resource, files } = records[index] as ResourceRecord;
  const resources = stayingBeside(request, records.slice(0, index + 1));
  const context: RemovalContext = { ...plan.context, resources, tree, owned: Object.keys(files), committed };
  return stageEdits(plan, resource, context, tree);
}

/** Those of each resource stay for one reason: git has one of them, or what follows. */
function keptMigrations({ tree, records, committed }: RemoveResources, kept: ReadonlySet<string>): KeptMigration[] {
  return records.flatMap(({ files }) => {
    const paths = Object.keys(files).filter((path) => kept.has(path) && tree.exists(path));
    const reason = paths.some(committed) ? 'committed' : 'needed';
    return paths.map((path) => ({ path, reason }));
  });
}

/** Edits that were made for the resources, in the order in which they were; not those of files that are gone anyway. */
function wiringToUndo(request: RemoveResources, owned: ReadonlyMap<string, FileRecord>): DoneOp[] {
  const { tree, records } = request;
  const ops = records.toReversed().flatMap((record) => record.wiring ?? computedWiring(record, request));
  return ops.filter((op) => !owned.has(fileOfOp(op)) || tree.exists(fileOfOp(op)));
}

/** Wiring of a resource whose record is older than such notes. */
function computedWiring({ resource }: ResourceRecord, { plan, tree, existing }: RemoveResources): DoneOp[] {
  const context: ResourceContext = { ...plan.context, resources: existing, tree };
  return wiringOf(plan, resource, context);
}

/** Runs all checks and throws what they throw together. */
async function refuseAll(checks: readonly (() => void | Promise<void>)[]): Promise<void> {
  const faults: UserError[] = [];
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(error);
    }
  }
  if (faults.length > 0) throw joinErrors(faults, faults[0]?.code);
}

function refuseEdited(
  going: readonly string[],
  owned: ReadonlyMap<string, FileRecord>,
  { tree, force }: RemoveResources,
  edits: readonly StagedEdit[],
): void {
  const removed = new Map(edits.map(({ path, before }) => [path, before]));
  const edited = going.filter((path) => {
    const content = tree.read(path) ?? removed.get(path);
    return content !== undefined && !isUnchanged(content, owned.get(path) as FileRecord);
  });
  if (force || edited.length === 0) return;
  const files = edited.length === 1 ? '1 file was' : `${edited.length} files were`;
  throw new UserError({
    code: 'FILE_EDITED',
    message: `${files} edited since and would be lost. Nothing was changed.`,
    hint: 'Keep what you need of them elsewhere, then run the command again with --force.',
    problems: edited.map((path) => ({ where: path, message: 'edited' })),
  });
}

/** Files in the folders named after the resources that nobody will miss but people. */
function foreignFiles(tree: VirtualTree, records: readonly ResourceRecord[]): string[] {
  const folders = records.flatMap(({ resource, files }) =>
    Object.keys(files)
      .map((path) => path.slice(0, path.lastIndexOf('/')))
      .filter((folder) => folder.endsWith(`/${resource.names.file}`)),
  );
  return [...new Set(folders)].flatMap((folder) => tree.list(folder)).sort();
}
