/** Finds what is left of an edit where its undo cannot find its way. */
import type { ImportNeed, WiringOp } from '../wiring/ops.js';
import type { VirtualTree } from '../workspace/tree.js';
import { fileOfOp } from './place.js';

/**
 * Files that still have something that looks like what an op brought; none when there is nothing to undo.
 *
 * @param going files that are going to be deleted anyway
 */
export function remainsOf(op: WiringOp, tree: VirtualTree, going: ReadonlySet<string>): string[] {
  const [folder = ''] = fileOfOp(op).split('/');
  const extension = fileOfOp(op).split('.').at(-1) ?? '';
  const marks = marksOf(op);
  return tree
    .list(folder)
    .filter((path) => path.endsWith(`.${extension}`) && !going.has(path))
    .filter((path) => {
      const text = squeezed(tree.read(path) ?? '');
      return marks.some((mark) => text.includes(mark));
    });
}

function marksOf(op: WiringOp): string[] {
  switch (op.op) {
    case 'addImport':
      return importMarks([op.import]);
    case 'addExport':
      return [moduleMark(op.from)];
    case 'addBlockLine':
      return [squeezed(op.line)];
    case 'appendElement':
      return [squeezed(op.element), ...importMarks(op.imports)];
    case 'addProperty':
      return [squeezed(op.value === undefined ? op.key : `${op.key}: ${op.value}`), ...importMarks(op.imports)];
    case 'addStatement':
      return [squeezed(op.statement), ...importMarks(op.imports)];
  }
}

/** Imports of the project's own files; a package is imported by others, too. */
function importMarks(needs: readonly ImportNeed[] = []): string[] {
  return needs.filter(({ from }) => from.includes('.ts')).map(({ from }) => moduleMark(from));
}

/** How any file names a module: `/post.module`. */
function moduleMark(path: string): string {
  return path.slice(path.lastIndexOf('/')).replace(/\.ts$/, '');
}

/** Text as it is whatever its quotes, spaces and line ends. */
function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, '').replaceAll('"', "'");
}
