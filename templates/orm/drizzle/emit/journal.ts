/** Which migrations there are, in order: drizzle-kit's journal. What is added to its text can be taken out again. */
import { isDeepStrictEqual } from 'node:util';
import type { TreeReader } from '../../../../src/workspace/types.js';
import { parseJson, printJson } from './json.js';

/** Where it lies. */
export const journalPath = 'drizzle/meta/_journal.json';

/** Migrations are numbered and not clocked, so that two runs write the same bytes: one second each from here. */
const firstMoment = Date.UTC(2026, 0, 1);

/** One migration; its files are named after its tag. */
export interface Entry {
  idx: number;
  version: string;
  /** Milliseconds since 1970; the migrator applies what is later than the last one it applied. */
  when: number;
  tag: string;
  breakpoints: boolean;
}

/** The journal as a text, and what it says. */
export interface Journal {
  text: string;
  entries: readonly Entry[];
}

/** @throws UserError `FILE_CHANGED` when it is no JSON. */
export function readJournal(tree: TreeReader): Journal {
  const text = tree.read(journalPath) ?? `${printJson({ version: '7', dialect: 'postgresql', entries: [] })}\n`;
  return { text, entries: parseJson<Journal>(text, journalPath).entries };
}

/** The entry of a migration that comes after all others. */
export function nextEntry({ entries }: Journal, name: string): Entry {
  const idx = Math.max(-1, ...entries.map((entry) => entry.idx)) + 1;
  const when = Math.max(firstMoment - 1000, ...entries.map((entry) => entry.when)) + 1000;
  return { idx, version: '7', when, tag: `${String(idx).padStart(4, '0')}_${name}`, breakpoints: true };
}

/** The journal's text with one entry more. */
export function addEntry(journal: Journal, entry: Entry): string {
  const { text, entries } = journal;
  const end = text.lastIndexOf(']');
  const list = text.slice(0, end).trimEnd();
  const { first, further } = pieces(text, entry);
  const added = entries.length === 0 ? list + first + text.slice(end) : list + further + text.slice(list.length);
  return orReprinted(added, journal, [...entries, entry]);
}

/** The journal's text without one entry: byte for byte as if it had not come by {@link addEntry}. */
export function removeEntry(journal: Journal, entry: Entry): string {
  const { text, entries } = journal;
  const { first, leading, further } = pieces(text, entry);
  const isFirst = entries[0] === entry;
  const only = entries.length === 1 ? first : leading;
  const piece = isFirst ? only : further;
  const start = text.lastIndexOf(piece);
  const removed = text.slice(0, start) + text.slice(start + piece.length);
  const rest = entries.filter((other) => other !== entry);
  return orReprinted(removed, journal, rest);
}

/** What an entry adds to the text: as the only one of a list on one line, before others, or after others. */
function pieces(text: string, entry: Entry): { first: string; leading: string; further: string } {
  const block = `\n    ${printJson(entry, '    ')}`;
  const inStyle = (piece: string) => (text.includes('\r\n') ? piece.replaceAll('\n', '\r\n') : piece);
  return { first: inStyle(`${block}\n  `), leading: inStyle(`${block},`), further: inStyle(`,${block}`) };
}

/** The spliced text when it says what it should; a journal of another layout is printed anew. */
function orReprinted(spliced: string, { text }: Journal, entries: readonly Entry[]): string {
  const journal = { ...(JSON.parse(text) as object), entries };
  try {
    if (isDeepStrictEqual(JSON.parse(spliced), journal)) return spliced;
  } catch {
    // Not even JSON.
  }
  return `${printJson(journal)}\n`;
}
