/**
 * Comma-separated lists between brackets - array elements, properties, imported names - and adding one item to them.
 * Works on text and positions; everything around the item stays as it is.
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
export function gaps(list: List): Span[] {
  const starts = [list.open, ...list.items.map((item) => item.end)];
  const ends = [...list.items.map((item) => item.start), list.close];
  return starts.map((start, index) => ({ start, end: ends[index] ?? list.close }));
}

/** Some items, or the closing bracket, stand on lines of their own. */
export function isSpread(text: string, list: List): boolean {
  return gaps(list).some((gap) => t.hasNewline(text, gap.start, gap.end));
}

/** Is there a comment between the items? */
export function hasComments(text: string, list: List): boolean {
  return gaps(list).some((gap) => t.hasComment(text, gap.start, gap.end));
}

/** The line that holds the whole list is short enough; a comment behind it does not count. */
export function fits(text: string, list: List, style: Style): boolean {
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

/** White space inside the brackets of a list on one line. */
export function padOf(list: List, style: Style): string {
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
