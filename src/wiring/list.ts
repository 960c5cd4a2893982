/**
 * Comma-separated lists between brackets - array elements, properties, imported names: adding one item and taking
 * it out again. Works on text and positions; everything around the item stays as it is.
 */
import type { Style } from './style.js';
import * as t from './text.js';

/** Stretch of text. */
export interface Span {
  start: number;
  end: number;
}

/** A list in a text. */
export interface List {
  kind: 'array' | 'object' | 'names';
  /** Behind the opening bracket. */
  open: number;
  /** At the closing bracket. */
  close: number;
  items: readonly Span[];
}

/** Where an item goes; of no account in an empty list. */
export interface Place {
  index: number;
  side: 'before' | 'after';
}

/** Behind the last item. */
export function atEnd(list: List): Place {
  return { index: list.items.length - 1, side: 'after' };
}

/**
 * Adds an item. A list on one line grows on its line while that fits, else gets a line for each item; a list over
 * several lines gets one line more.
 */
export function insertItem(text: string, list: List, item: string, place: Place, style: Style): string {
  if (list.items.length === 0) return insertFirst(text, list, item, style);
  if (isSpread(text, list)) return insertLine(text, list, item, place, style);
  const inline = insertInline(text, list, item, place);
  const longer = { ...list, close: list.close + inline.length - text.length };
  const multiline = item.includes('\n');
  if (!multiline && (fits(inline, longer, style) || t.hasNewline(inline, longer.open, longer.close))) return inline;
  return spreadOut(text, list, withItem(text, list, item, place), style) ?? inline;
}

function withItem(text: string, list: List, item: string, place: Place): string[] {
  const items = list.items.map((span) => text.slice(span.start, span.end));
  items.splice(place.side === 'before' ? place.index : place.index + 1, 0, item);
  return items;
}

/** Stretches between the items, brackets and commas included. */
function gaps(list: List): Span[] {
  const starts = [list.open, ...list.items.map((item) => item.end)];
  const ends = [...list.items.map((item) => item.start), list.close];
  return starts.map((start, index) => ({ start, end: ends[index] ?? list.close }));
}

/** Some items, or the closing bracket, stand on lines of their own. */
function isSpread(text: string, list: List): boolean {
  return gaps(list).some((gap) => t.hasNewline(text, gap.start, gap.end));
}

function hasComments(text: string, list: List): boolean {
  return gaps(list).some((gap) => t.hasComment(text, gap.start, gap.end));
}

/** The line that holds the whole list is short enough; a comment behind it does not count. */
function fits(text: string, list: List, style: Style): boolean {
  const start = t.lineStart(text, list.open);
  const tail = text.slice(list.close, t.lineEnd(text, list.close)).replace(/^([\])};,\s]*?)\s*\/\/.*$/, '$1');
  const line = text.slice(start, list.close) + tail;
  return line.trimEnd().replaceAll('\t', '  ').length <= style.width;
}

function insertFirst(text: string, list: List, item: string, style: Style): string {
  const gap = text.slice(list.open, list.close);
  const base = t.indentAt(text, list.open);
  const comma = style.trailingComma ? ',' : '';
  const comment = t.lastCommentEnd(text, list.open, list.close);
  if (comment !== undefined) {
    if (!gap.includes('\n')) return t.inserted(text, comment, ` ${item}`);
    const indent = t.indentAt(text, comment) || base + style.unit;
    return t.inserted(text, comment, style.eol + indent + item + comma);
  }
  if (gap.includes('\n')) return t.inserted(text, list.open, style.eol + base + style.unit + item + comma);
  const pad = gap || padOf(list, style);
  const inline = text.slice(0, list.open) + pad + item + pad + text.slice(list.close);
  const longer = { ...list, close: list.close + inline.length - text.length };
  const short = !item.includes('\n') && (fits(inline, longer, style) || list.kind === 'names');
  return short ? inline : (spreadOut(text, list, [item], style) ?? inline);
}

function padOf(list: List, style: Style): string {
  return list.kind !== 'array' && style.spacing ? ' ' : '';
}

function insertInline(text: string, list: List, item: string, place: Place): string {
  const sibling = list.items[place.index] as Span;
  if (place.side === 'before') return t.inserted(text, sibling.start, `${item}, `);
  const limit = list.items[place.index + 1]?.start ?? list.close;
  const comma = t.afterComma(text, sibling.end, limit);
  if (comma !== undefined) return t.inserted(text, comma, ` ${item},`);
  return t.inserted(text, t.afterComments(text, sibling.end, limit), `, ${item}`);
}

/** One space after each comma, the same space inside both brackets: what can be spread and joined again. */
function isRegular(text: string, list: List): boolean {
  const items = list.items.map((item) => text.slice(item.start, item.end)).join(', ');
  const inside = text.slice(list.open, list.close);
  return list.items.length === 0 || inside === items || inside === ` ${items} `;
}

/** Rewrites the list with a line for each item; undefined when comments would have to move or spaces be forgotten. */
function spreadOut(text: string, list: List, items: readonly string[], style: Style): string | undefined {
  const single = list.kind === 'names' && items.length === 1;
  const hugging = list.items.some((item) => t.hasNewline(text, item.start, item.end));
  if (single || hugging || !isRegular(text, list)) return undefined;
  const base = t.indentAt(text, list.open);
  const lines = items.map((item) => style.eol + base + style.unit + item).join(',');
  const inside = lines + (style.trailingComma ? ',' : '') + style.eol + base;
  return text.slice(0, list.open) + inside + text.slice(list.close);
}

function insertLine(text: string, list: List, item: string, place: Place, style: Style): string {
  const sibling = list.items[place.index] as Span;
  const indent = itemIndent(text, list, sibling, style);
  if (place.side === 'before') {
    if (!t.startsLine(text, sibling.start)) return t.inserted(text, sibling.start, `${item}, `);
    const previous = list.items[place.index - 1];
    const from = (previous && t.afterComma(text, previous.end, sibling.start)) ?? list.open;
    return t.inserted(text, t.commentBlockStart(text, sibling.start, from), `${indent}${item},${style.eol}`);
  }
  const next = list.items[place.index + 1]?.start;
  const limit = next ?? list.close;
  const comma = t.afterComma(text, sibling.end, limit);
  if (comma === undefined) {
    const line = { at: t.afterComments(text, sibling.end, limit), text: style.eol + indent + item };
    return t.spliced(text, [
      { start: sibling.end, end: sibling.end, text: ',' },
      { start: line.at, end: line.at, text: line.text },
    ]);
  }
  const end = t.afterComments(text, comma, limit);
  if (t.endsLine(text, end)) return t.inserted(text, end, `${style.eol}${indent}${item},`);
  return t.inserted(text, comma, next === undefined ? `${style.eol}${indent}${item},` : ` ${item},`);
}

/** Indentation of the items: that of the sibling's line, unless the list opens on that line. */
export function itemIndent(text: string, list: List, sibling: Span | undefined, style: Style): string {
  if (sibling && t.lineStart(text, sibling.start) >= list.open) return t.indentAt(text, sibling.start);
  return t.indentAt(text, list.open) + style.unit;
}

/** Finds the list again in a changed text. */
export type Relocate = (text: string) => List | undefined;

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
  const before = joined.filter((one) => oneLine ?? joins(text, list, index, one.length - text.length, style));
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
  const above = line - (text[line - 2] === '\r' ? 2 : 1);
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
