/** Applies placed wiring ops to a tree and undoes them: all or nothing, all blocked edits reported at once. */
import { UserError } from '../errors.js';
import type { WiringOutcome, WiringSnippet } from '../wiring/apply.js';
import type { DoneOp, WiringOp } from '../wiring/ops.js';
import type { VirtualTree } from '../workspace/tree.js';

/**
 * Wires the ops into the tree's files, or changes nothing.
 *
 * @returns the ops with what their undo needs
 * @throws UserError `WIRING_BLOCKED` with file, reason and the snippet to paste for each op that could not be done.
 */
export async function wire(tree: VirtualTree, ops: readonly WiringOp[]): Promise<DoneOp[]> {
  const { applyWiring } = await import('../wiring/apply.js');
  const outcome = await applyWiring(ops, tree);
  finish(tree, outcome, {
    done: 'made',
    hint: 'Put the exported symbols back and run the command again; or run it with --skip-wiring and paste the snippets.',
  });
  return outcome.results.map(({ op }) => op);
}

/**
 * Undoes ops, or changes nothing.
 *
 * @throws UserError `WIRING_BLOCKED` with file, reason and what to remove for each op that could not be undone.
 */
export async function unwire(tree: VirtualTree, ops: readonly DoneOp[]): Promise<void> {
  const { revertWiring } = await import('../wiring/apply.js');
  finish(tree, await revertWiring(ops, tree), {
    done: 'undone',
    hint: 'Remove what is shown by hand, with the imports it alone uses, then run the command again.',
  });
}

/** What is to be pasted instead of those ops that are not done yet. */
export async function snippetsFor(tree: VirtualTree, ops: readonly WiringOp[]): Promise<WiringSnippet[]> {
  const { applyWiring, wiringSnippets } = await import('../wiring/apply.js');
  const snippets = await wiringSnippets(ops, tree);
  const { results } = await applyWiring(ops, tree);
  return snippets.filter((_, index) => results[index]?.status !== 'already');
}

function finish(tree: VirtualTree, { results, edits }: WiringOutcome, words: { done: string; hint: string }): void {
  const blocked = results.flatMap((result) => (result.status === 'blocked' ? [result] : []));
  if (blocked.length > 0) {
    const edit = `${blocked.length} ${blocked.length === 1 ? 'edit' : 'edits'} of existing files`;
    throw new UserError({
      code: 'WIRING_BLOCKED',
      message: `${edit} cannot be ${words.done} safely. Nothing was written.`,
      hint: words.hint,
      problems: blocked.map(({ file, reason, snippet }) => ({ where: file, message: reason, snippet })),
    });
  }
  for (const [path, content] of edits) tree.update(path, content);
}
