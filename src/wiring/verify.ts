/** Proof that an edit only added, or only removed: every name, literal and comment is still there, in order. */
import { startOf, ts, walk, type Source } from './syntax.js';

/** Is everything in `less` still in `more`, in the same order? */
export function contains(more: Source, less: Source): boolean {
  const [longer, shorter] = differing(more, less);
  return isSubsequence(inventoryOf(less, shorter).words, inventoryOf(more, longer).words);
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
  const [was, is] = differing(before, after);
  const left = [...inventoryOf(after, is).comments];
  return inventoryOf(before, was).comments.every((comment) => {
    const index = left.indexOf(comment);
    if (index >= 0) left.splice(index, 1);
    return index >= 0 || own.includes(comment);
  });
}

/** Statements of a file from one to before another. */
interface Part {
  first: number;
  end: number;
}

/** What is left of two files without the statements at both ends that are the same to the letter. */
function differing(one: Source, other: Source): [Part, Part] {
  const [a, b] = [one.file.statements, other.file.statements];
  const same = (at: number, opposite: number) => textOf(one, a[at]) === textOf(other, b[opposite]);
  const shorter = Math.min(a.length, b.length);
  let first = 0;
  while (first < shorter && same(first, first)) first += 1;
  let last = 0;
  while (last < shorter - first && same(a.length - 1 - last, b.length - 1 - last)) last += 1;
  return [
    { first, end: a.length - last },
    { first, end: b.length - last },
  ];
}

function textOf({ text }: Source, statement: ts.Node | undefined): string {
  return statement ? text.slice(statement.pos, statement.end) : '';
}

interface Inventory {
  /** Names, literals and keywords that are nodes, in source order. */
  words: string[];
  comments: string[];
}

/** Words and comments of a part; what stands behind the last statement of a file counts always. */
function inventoryOf({ file, text }: Source, { first, end }: Part): Inventory {
  const inventory: Inventory = { words: [], comments: [] };
  const { statements } = file;
  let at = statements[first]?.pos ?? statements.end;
  // Between words stand but punctuation, keywords and comments.
  const gapUpTo = (to: number) => {
    const gap = text.slice(at, to);
    if (gap.includes('/')) inventory.comments.push(...(gap.match(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g) ?? []));
  };
  const take = (node: ts.Node) => {
    if (!isWord(node)) return;
    const start = startOf(node);
    // `[]` and `{}` are no words: they may get something inside.
    if (start >= node.end || '{[('.includes(text[start] ?? '')) return;
    gapUpTo(start);
    inventory.words.push(text.slice(start, node.end));
    at = node.end;
  };
  for (const statement of statements.slice(first, end)) walk(statement, take);
  gapUpTo(statements[end - 1]?.end ?? at);
  at = statements.end;
  gapUpTo(text.length);
  return inventory;
}

function isWord(node: ts.Node): boolean {
  return ts.forEachChild(node, () => true) === undefined;
}
