/** Makes up for wiring that was skipped when resources were generated. */
import { resourceRecordPath, toJson, type ResourceRecord } from '../manifest/manifest.js';
import type { ResourceSpec } from '../resource/spec.js';
import type { WiringSnippet } from '../wiring/apply.js';
import type { VirtualTree } from '../workspace/tree.js';
import { snippetsFor, wire } from './wire.js';

/** Records of these resources whose wiring was skipped, the one made first first. */
export function unwired(specs: readonly ResourceSpec[], records: readonly ResourceRecord[]): ResourceRecord[] {
  const keys = new Set(specs.map(({ names }) => names.key));
  return records.filter(({ resource, wiringSkipped }) => wiringSkipped && keys.has(resource.names.key));
}

/** What is still to be pasted by hand for them. */
export async function missingSnippets(tree: VirtualTree, records: readonly ResourceRecord[]): Promise<WiringSnippet[]> {
  return snippetsFor(
    tree,
    records.flatMap(({ wiring = [] }) => wiring),
  );
}

/**
 * Stages what of their wiring is missing, and their records as if it never had been skipped.
 *
 * @throws UserError `WIRING_BLOCKED`
 */
export async function wireNow(tree: VirtualTree, records: readonly ResourceRecord[]): Promise<void> {
  for (const { wiringSkipped: _, wiring = [], ...record } of records) {
    const done = await wire(tree, wiring);
    tree.update(resourceRecordPath(record.resource.names.key), toJson({ ...record, wiring: done }));
  }
}
