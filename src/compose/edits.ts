/** What the fragments make of the migrations of resources that go, and of those that follow them. */
import type { FileEdit, RemovalContext } from '../catalog/fragment.js';
import {
  hashContent,
  isUnchanged,
  readResources,
  resourceRecordPath,
  toJson,
  type FileRecord,
} from '../manifest/manifest.js';
import type { ResourceSpec } from '../resource/spec.js';
import type { Plan } from '../plan/plan.js';
import type { VirtualTree } from '../workspace/tree.js';

/** An edit that is staged, and what was there before it. */
export type StagedEdit = FileEdit & { before: string | undefined };

/** Stages what the fragments make of one resource's migrations; the next resource finds them so. */
export function stageEdits(plan: Plan, spec: ResourceSpec, context: RemovalContext, tree: VirtualTree): StagedEdit[] {
  return plan.fragments
    .flatMap((fragment) => fragment.resource?.removal?.(spec, context) ?? [])
    .map(({ path, content }) => {
      const before = tree.read(path);
      if (content === undefined) tree.remove(path);
      else if (before === undefined) tree.create(path, content);
      else tree.update(path, content);
      return { path, content, before };
    });
}

/** Notes in the records of other resources what became of their files, so that these do not count as edited by people. */
export function rerecord(tree: VirtualTree, edits: readonly StagedEdit[]): void {
  const rewritten = edits.filter(({ before, content }) => content !== before && content !== undefined);
  if (rewritten.length === 0) return;
  for (const record of readResources(tree)) {
    const files = rehashed(record.files, rewritten);
    if (rewritten.some(({ path }) => files[path]?.hash !== record.files[path]?.hash)) {
      tree.update(resourceRecordPath(record.resource.names.key), toJson({ ...record, files }));
    }
  }
}

/** Records of files after edits, in the order of these; a file that people have edited stays an edited one. */
export function rehashed(
  files: Readonly<Record<string, FileRecord>>,
  edits: readonly StagedEdit[],
): Record<string, FileRecord> {
  const after = { ...files };
  for (const { path, before, content } of edits) {
    const record = after[path];
    if (record && before !== undefined && content !== undefined && isUnchanged(before, record)) {
      after[path] = { ...record, hash: hashContent(content.replaceAll('\r\n', '\n')) };
    }
  }
  return after;
}
