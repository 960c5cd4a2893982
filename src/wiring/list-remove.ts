/** Taking an item out of a comma-separated list, the way back from list.ts. */
import { fits, gaps, hasComments, insertItem, isSpread, padOf, type List, type Place, type Span } from './list.js';
import type { Style } from './style.js';
import * as t from './text.js';

/** Finds the list again in a changed text. */
type Relocate = (text: string) => List | undefined;

/**
 * Takes an item out so that adding it again would give the text there is: of the forms the list may have had, the
 * one that fits. When the list was changed since, the item goes and the rest stays.
 */
export function removeItem(
  text: string,
  list: List,
  index: number,
  style: Style,
  { relocate, oneLine }: { relocate: Relocate; oneLine: boolean | undefined },
): string {
  const { start, end } = list.items[index] as Span;
  const item = text.slice(start, end);
  const plain = plainRemovals(text, list, index, style);
  const joined = joinedRemoval(text, list, index, style);
  const usual = joined.slice(0, 1).filter((one) => joins(text, list, index, one.length - text.length, style));
  const before = oneLine === undefined ? usual : joined.filter(() => oneLine);
  const after = joined.filter((one) => !before.includes(one));
  const candidates = [...before, ...plain, ...after];
  const exact = candidates.find((candidate) => {
    const original = relocate(candidate);
    if (!original || original.items.length !== list.items.length - 1) return false;
    return places(index).some((place) => {
      if (original.items.length > 0 && !original.items[place.index]) return false;
      return insertItem(candidate, original, item, place, style) === text;
    });
  });
  return exact ?? (plain[0] as string);
}

function places(index: number): Place[] {
  return [
    { index: index - 1, side: 'after' },
    { index, side: 'before' },
  ];
}

/** Ways to take out an item and leave the others where they are, likeliest first. */
function plainRemovals(text: string, list: List, index: number, style: Style): string[] {
  const { start, end: itemEnd } = list.items[index] as Span;
  const limit = list.items[index + 1]?.start ?? list.close;
  const comma = t.afterComma(text, itemEnd, limit);
  const end = comma ?? itemEnd;
  const previous = list.items[index - 1];
  const previousComma = previous && t.afterComma(text, previous.end, start);
  const orphan = comma === undefined && previousComma !== undefined ? [previousComma] : [];
  const splices = orphan.map((at) => ({ start: at - 1, end: at, text: '' }));
  const cut = (from: number, to: number) => t.spliced(text, [...splices, { start: from, end: to, text: '' }]);
  const line = t.lineStart(text, start);
  const above = t.endAbove(text, start);
  const startsLine = t.startsLine(text, start) && line > list.open;
  const lead = startsLine ? line : start - (/[ \t]*$/.exec(text.slice(list.open, start))?.[0].length ?? 0);
  const spaced = t.afterSpace(text, end);
  const inline = [cut(start, spaced), cut(start, end)];
  const before = cut(lead, end);
  const sole = list.items.length === 1 ? emptied(text, list, style) : [];
  if (!startsLine) return [...sole, ...(previous || sole.length > 0 ? [before, ...inline] : [...inline, before])];
  const upward = [cut(above, spaced), cut(above, end)];
  return t.endsLine(text, end) ? [cut(line, t.nextLine(text, end)), ...upward] : [...inline, ...upward];
}

function emptied(text: string, list: List, style: Style): string[] {
  if (hasComments(text, list)) return [];
  const [before] = gaps(list) as [Span];
  const pad = text.slice(before.start, before.end);
  const insides = ['', ...(pad.includes('\n') || pad === padOf(list, style) ? [] : [pad]), pad];
  return insides.map((inside) => text.slice(0, list.open) + inside + text.slice(list.close));
}

/** The list on one line without the item, padded inside or not; none when it has comments or long items. */
function joinedRemoval(text: string, list: List, index: number, style: Style): string[] {
  const rest = list.items.filter((_, at) => at !== index);
  if (!isSpread(text, list) || hasComments(text, list)) return [];
  if (rest.some((item) => t.hasNewline(text, item.start, item.end))) return [];
  const inside = rest.map((item) => text.slice(item.start, item.end)).join(', ');
  const pads = rest.length === 0 ? [''] : padOf(list, style) === '' ? ['', ' '] : [' ', ''];
  return pads.map((pad) => text.slice(0, list.open) + pad + inside + pad + text.slice(list.close));
}

/**
 * Was the list likelier on one line before? Arrays and imports are where they fit; objects are spread by taste, and
 * kept so, unless they merely list names.
 */
function joins(text: string, list: List, index: number, growth: number, style: Style): boolean {
  const rest = list.items.filter((_, at) => at !== index);
  if (rest.length === 0 || (list.kind === 'names' && rest.length === 1)) return true;
  if (list.kind === 'object' && rest.some((item) => /\W/.test(text.slice(item.start, item.end)))) return false;
  const close = list.close + growth;
  return fits(
    text.slice(0, list.open) + ' '.repeat(close - list.open) + text.slice(list.close),
    { ...list, close },
    style,
  );
}
