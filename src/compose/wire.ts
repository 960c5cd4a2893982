/** Applies wiring ops to the tree: paths in the chosen layout, all blocked edits reported at once. */
import type { ImportNeed, WiringOp } from '../wiring/ops.js';
import { UserError } from '../errors.js';
import type { Plan } from '../plan/plan.js';
import type { VirtualTree } from '../workspace/tree.js';

/**
 * Wires the ops into the tree's files, or changes nothing.
 *
 * @throws UserError `WIRING_BLOCKED` with file, reason and the snippet to paste for each op that could not be done.
 */
export async function wire(plan: Plan, tree: VirtualTree, ops: readonly WiringOp[]): Promise<void> {
  const placed = ops.map((op) => place(op, plan.context.path));
  const { applyWiring } = await import('../wiring/apply.js');
  const { results, edits } = await applyWiring(placed, tree);
  const blocked = results.flatMap((result) => (result.status === 'blocked' ? [result] : []));
  if (blocked.length > 0) {
    throw new UserError({
      code: 'WIRING_BLOCKED',
      message: `${blocked.length} ${blocked.length === 1 ? 'edit' : 'edits'} of existing files cannot be made safely. Nothing was written.`,
      hint: 'Paste the snippets by hand, or put the exported symbols back, then run the command again.',
      problems: blocked.map(({ file, reason, snippet }) => ({ where: file, message: reason, snippet })),
    });
  }
  for (const [path, content] of edits) tree.update(path, content);
}

/** The op with its paths in the chosen layout. */
function place(op: WiringOp, path: (defaultPath: string) => string): WiringOp {
  switch (op.op) {
    case 'addImport':
      return { ...op, file: path(op.file), import: placeImport(op.import, path) };
    case 'addExport':
      return { ...op, file: path(op.file), from: path(op.from) };
    case 'addBlockLine':
      return { ...op, file: path(op.file) };
    default:
      return {
        ...op,
        at: { ...op.at, file: path(op.at.file) },
        ...(op.imports ? { imports: op.imports.map((need) => placeImport(need, path)) } : {}),
      };
  }
}

function placeImport(need: ImportNeed, path: (defaultPath: string) => string): ImportNeed {
  return need.from.startsWith('src/') || need.from.startsWith('test/') ? { ...need, from: path(need.from) } : need;
}
