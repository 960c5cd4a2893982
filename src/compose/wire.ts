/** Applies placed wiring ops to a tree and undoes them: all or nothing, all blocked edits reported at once. */
import { UserError, type Problem } from '../errors.js';
import type { WiringSnippet } from '../wiring/apply.js';
import type { DoneOp, WiringOp, WiringResult } from '../wiring/ops.js';
import type { VirtualTree } from '../workspace/tree.js';
import { remainsOf } from './remains.js';

/**
 * Wires the ops into the tree's files, or changes nothing.
 *
 * @returns the ops with what their undo needs
 * @throws UserError `WIRING_BLOCKED` with file, reason and the snippet to paste for each op that could not be done.
 */
export async function wire(tree: VirtualTree, ops: readonly WiringOp[]): Promise<DoneOp[]> {
  const { applyWiring } = await import('../wiring/apply.js');
  const { results, edits } = await applyWiring(ops, tree);
  const blocked = blockedOf(results);
  const problems = blocked.map(({ file, reason, snippet }) => ({ where: file, message: reason, snippet }));
  const mend = [
    ...(blocked.some(({ taken }) => taken) ? ['Rename what has the name'] : []),
    ...(blocked.some(({ taken }) => !taken) ? ['Put back what the edits look for'] : []),
  ];
  refuse(problems, {
    done: 'made',
    hint: `${mend.join(', ')} and run the command again; or run it with --skip-wiring and paste the snippets by hand.`,
  });
  for (const [path, content] of edits) tree.update(path, content);
  return results.map(({ op }) => op);
}

/**
 * Undoes ops. What people took out already is no hindrance.
 *
 * @param going files that are going to be deleted anyway
 * @throws UserError `WIRING_BLOCKED` with file, reason and what to remove for each op that could not be undone.
 */
export async function unwire(tree: VirtualTree, ops: readonly DoneOp[], going: ReadonlySet<string>): Promise<void> {
  const { revertWiring, wiringSnippets } = await import('../wiring/apply.js');
  const { results, edits } = await revertWiring(ops, tree);
  const problems: Problem[] = [];
  for (const { file, op, reason } of blockedOf(results)) {
    const remains = remainsOf(op, tree, going);
    if (remains.length === 0) continue;
    // As for a file that has none of its imports: they are to go, too.
    const [code] = await wiringSnippets([op], { read: () => undefined });
    const where = remains.includes(file) ? file : remains.join(', ');
    problems.push({ where, message: reason, ...(code ? { snippet: code.snippet } : {}) });
  }
  for (const [path, content] of edits) tree.update(path, content);
  refuse(problems, { done: 'undone', hint: 'Remove what is shown by hand, then run the command again.' });
}

/** What is to be pasted instead of those ops that are not done yet. */
export async function snippetsFor(tree: VirtualTree, ops: readonly WiringOp[]): Promise<WiringSnippet[]> {
  const { applyWiring, wiringSnippets } = await import('../wiring/apply.js');
  const snippets = await wiringSnippets(ops, tree);
  const { results } = await applyWiring(ops, tree);
  return snippets.filter((_, index) => results[index]?.status !== 'already');
}

function blockedOf(results: readonly WiringResult[]) {
  return results.flatMap((result) => (result.status === 'blocked' ? [result] : []));
}

function refuse(problems: readonly Problem[], { done, hint }: { done: string; hint: string }): void {
  if (problems.length === 0) return;
  const edits = `${problems.length} ${problems.length === 1 ? 'edit' : 'edits'} of existing files`;
  throw new UserError({
    code: 'WIRING_BLOCKED',
    message: `${edits} cannot be ${done} safely. Nothing was written.`,
    hint,
    problems,
  });
}
