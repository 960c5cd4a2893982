/** Wiring ops as fragments write them, brought to the paths of the chosen layout. */
import type { ImportNeed, WiringOp } from '../wiring/ops.js';

type Place = (defaultPath: string) => string;

/** The op with its paths in the chosen layout. */
export function placeOp(op: WiringOp, path: Place): WiringOp {
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

/** The file an op was meant for, where it may be edited in another one. */
export function fileOfOp(op: WiringOp): string {
  return 'at' in op ? op.at.file : op.file;
}

function placeImport(need: ImportNeed, path: Place): ImportNeed {
  return need.from.startsWith('src/') || need.from.startsWith('test/') ? { ...need, from: path(need.from) } : need;
}
