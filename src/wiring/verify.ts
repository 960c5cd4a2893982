/** Proof that an edit only added, or only removed: every name, literal and comment is still there, in order. */
import { startOf, ts, walk, type Source } from './syntax.js';

/** Is everything in `less` still in `more`, in the same order? */
export function contains(more: Source, less: Source): boolean {
  return isSubsequence(inventoryOf(less).words, inventoryOf(more).words);
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

/** Are all comments of one text in the other, but for those that are the op's own? */
export function keepsComments(before: Source, after: Source, own: string): boolean {
  const left = [...inventoryOf(after).comments];
  return inventoryOf(before).comments.every((comment) => {
    const index = left.indexOf(comment);
    if (index >= 0) left.splice(index, 1);
    return index >= 0 || own.includes(comment);
  });
}

interface Inventory {
  /** Names, literals and keywords that are nodes, in source order. */
  words: string[];
  comments: string[];
}

const taken = new WeakMap<ts.SourceFile, Inventory>();

function inventoryOf({ file, text }: Source): Inventory {
  const known = taken.get(file);
  if (known) return known;
  const inventory: Inventory = { words: [], comments: [] };
  let at = 0;
  // Between words stand but punctuation, keywords and comments.
  const gapUpTo = (end: number) => {
    const gap = text.slice(at, end);
    if (gap.includes('/')) inventory.comments.push(...(gap.match(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g) ?? []));
  };
  walk(file, (node) => {
    if (!isWord(node)) return;
    const start = startOf(node);
    // `[]` and `{}` are no words: they may get something inside.
    if (start >= node.end || '{[('.includes(text[start] ?? '')) return;
    gapUpTo(start);
    inventory.words.push(text.slice(start, node.end));
    at = node.end;
  });
  gapUpTo(text.length);
  taken.set(file, inventory);
  return inventory;
}

function isWord(node: ts.Node): boolean {
  if (ts.isSourceFile(node) || node.kind === ts.SyntaxKind.EndOfFileToken) return false;
  return ts.forEachChild(node, () => true) === undefined;
}
