/** Proof that an edit only added, or only removed: every name, literal and comment is still there, in order. */
import { childrenOf, ts, type Source } from './syntax.js';

/** Is everything in `less` still in `more`, in the same order? */
export function contains(more: Source, less: Source): boolean {
  return isSubsequence(leavesOf(less.file), leavesOf(more.file)) && containsText(more.text, less.text);
}

/** The same for text of any kind: what differs in `less` is found, white space apart, in what differs in `more`. */
export function containsText(more: string, less: string): boolean {
  let start = 0;
  while (start < less.length && more[start] === less[start]) start += 1;
  let end = 0;
  const rest = Math.min(less.length, more.length) - start;
  while (end < rest && more[more.length - 1 - end] === less[less.length - 1 - end]) end += 1;
  const words = (text: string) =>
    text
      .slice(start, text.length - end)
      .replaceAll(/\s/g, '')
      .split('');
  return isSubsequence(words(less), words(more));
}

function isSubsequence(less: readonly string[], more: readonly string[]): boolean {
  let found = 0;
  for (const item of more) if (item === less[found]) found += 1;
  return found === less.length;
}

function leavesOf(node: ts.Node): string[] {
  const children = childrenOf(node);
  if (children.length > 0) return children.flatMap(leavesOf);
  const text = ts.isSourceFile(node) ? '' : node.getText();
  // `[]` and `{}` are no leaves: they may get something inside.
  return text === '' || /^[{[(]/.test(text) ? [] : [text];
}
