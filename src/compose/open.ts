/** Opens the project in a folder: its plan as the manifest has it, its resources, and a tree to change. */
import { loadCatalog, type Catalog } from '../catalog/catalog.js';
import { UserError } from '../errors.js';
import { readManifest, readResources, unknownChoices, type ResourceRecord } from '../manifest/manifest.js';
import { makePlan, type Plan } from '../plan/plan.js';
import type { ResourceSpec } from '../resource/spec.js';
import { resolveSelection } from '../selection/resolve.js';
import type { Choices, Selection } from '../selection/types.js';
import { diskBase } from '../workspace/disk.js';
import { VirtualTree } from '../workspace/tree.js';
import { fragmentResources } from './resources.js';

/** A project on disk, ready to be changed. */
export interface OpenProject {
  plan: Plan;
  tree: VirtualTree;
  /** Those of its fragments first, then its own, in the order in which they were made. */
  resources: readonly ResourceSpec[];
  /** Records of its own. */
  records: readonly ResourceRecord[];
}

/**
 * Opens the project in a folder.
 *
 * @throws UserError `NOT_A_PROJECT`, `MANIFEST_DAMAGED`, `MANIFEST_VERSION`.
 */
export async function openProject(root: string): Promise<OpenProject> {
  const tree = new VirtualTree(diskBase(root));
  const manifest = readManifest(tree);
  const records = readResources(tree);
  const catalog = await loadCatalog();
  const plan = makePlan(readSelection(manifest.project.name, manifest.choices, catalog), catalog);
  const resources = [...fragmentResources(plan), ...records.map(({ resource }) => resource)];
  return { plan, tree, resources, records };
}

/** The place in the order of the project's own resources that the next one gets. */
export function nextPlace(records: readonly ResourceRecord[]): number {
  return Math.max(0, ...records.map(({ made }) => made)) + 1;
}

function readSelection(name: string, choices: Choices, catalog: Catalog): Selection {
  try {
    return resolveSelection({ name, choices }, catalog);
  } catch (error) {
    throw error instanceof UserError ? unknownChoices(error) : error;
  }
}
