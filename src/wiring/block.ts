/** Lines in brace-delimited blocks of files that are not TypeScript, such as Prisma's schema: `addBlockLine`. */
import { Blocked } from './blocked.js';
import type { Editor } from './context.js';
import { candidates, onlyOne } from './find.js';
import type { WiringOp } from './ops.js';
import { eolOf, unitOf } from './style.js';
import * as t from './text.js';

type Op = Extract<WiringOp, { op: 'addBlockLine' }>;

export const blockLine: Editor<Op> = {
  find(op, context) {
    const text = context.read(op.file);
    if (text !== undefined && blockIn(text, op.block)) return op.file;
    const extension = op.file.slice(op.file.lastIndexOf('.'));
    const others = candidates(op.file, context).filter((path) => {
      return path !== op.file && path.endsWith(extension) && blockIn(context.read(path) ?? '', op.block) !== undefined;
    });
    return onlyOne(others, text === undefined ? `there is no ${op.file}` : `${op.file} has no block \`${op.block}\``);
  },
  add: (_path, text, op) => add(text, op),
  remove: (_path, text, op) => remove(text, op),
  code: (op) => op.line,
};

interface Block {
  /** Behind the opening brace. */
  open: number;
  /** At the closing brace. */
  close: number;
  lines: readonly Line[];
}

/** A line of a block that holds code of its own. */
interface Line {
  start: number;
  /** Behind its code; comments come after. */
  end: number;
  words: readonly string[];
}

/** Code with comments and the contents of strings blanked out: the same positions, and every brace means a brace. */
function bare(text: string): string {
  return text.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g, (match) => {
    return match.startsWith('"') ? `"${'_'.repeat(match.length - 2)}"` : match.replaceAll(/[^\r\n]/g, ' ');
  });
}

function blockIn(text: string, block: string): Block | undefined {
  const code = bare(text);
  const words = block
    .trim()
    .split(/\s+/)
    .map((word) => word.replaceAll(/[^\w]/g, String.raw`\$&`));
  const header = new RegExp(String.raw`^[ \t]*${words.join(String.raw`\s+`)}\s*\{`, 'm').exec(code);
  if (!header) return undefined;
  const open = header.index + header[0].length;
  let depth = 1;
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === '{') depth += 1;
    else if (code[at] === '}') depth -= 1;
    if (depth === 0) return { open, close: at, lines: linesIn(text, code, open, at) };
  }
  return undefined;
}

function linesIn(text: string, code: string, open: number, close: number): Line[] {
  const lines: Line[] = [];
  let depth = 0;
  for (let at = t.nextLine(code, open); at < close; at = t.nextLine(code, at)) {
    const content = code.slice(at, Math.min(t.lineEnd(code, at), close)).trimEnd();
    const outer = depth === 0;
    depth += (content.match(/[{[(]/g)?.length ?? 0) - (content.match(/[}\])]/g)?.length ?? 0);
    if (content.trim() === '') continue;
    const end = at + content.length;
    if (outer) lines.push({ start: at, end, words: text.slice(at, end).trim().split(/\s+/) });
    else (lines.at(-1) as Line).end = end;
  }
  return lines;
}

function blockOf(text: string, op: Op): Block {
  const block = blockIn(text, op.block);
  if (!block) throw new Blocked(`found no block \`${op.block}\``);
  return block;
}

function lineOf(block: Block, key: string): Line | undefined {
  const words = key.trim().split(/\s+/);
  return block.lines.find((line) => words.every((word, index) => line.words[index] === word));
}

function add(text: string, op: Op): string {
  const block = blockOf(text, op);
  if (lineOf(block, op.key)) return text;
  const inside = text.slice(block.open, block.close);
  const eol = eolOf(text);
  if (!inside.includes('\n')) {
    if (inside.trim() !== '') throw new Blocked(`the block \`${op.block}\` is on one line`);
    const base = t.indentAt(text, block.open);
    const line = eol + base + unitOf(text) + op.line + eol + base;
    return text.slice(0, block.open) + line + text.slice(block.close);
  }
  const previous = lineBefore(block, op);
  const end = previous ? t.lineEnd(text, previous.end) : t.afterComments(text, block.open);
  const indent = t.indentAt(text, (previous ?? block.lines[0])?.start ?? block.open) || unitOf(text);
  const { line, apart } = placed(text, block, previous, op.line);
  return t.inserted(text, end, (apart ? eol : '') + eol + indent + line);
}

/** The line the new one follows: the last; for a field, the last before the block's attributes (`@@index`). */
function lineBefore(block: Block, op: Op): Line | undefined {
  if (op.line.startsWith('@@')) return block.lines.at(-1);
  return block.lines.findLast((line) => !line.words[0]?.startsWith('@@'));
}

/**
 * The line with its words in the columns of its neighbours. Where those have columns and there is no room, it stands
 * apart, in a paragraph of its own: no other line moves, and a formatter that aligns paragraphs has nothing to do.
 */
function placed(
  text: string,
  block: Block,
  previous: Line | undefined,
  line: string,
): { line: string; apart: boolean } {
  const [name = '', type, ...rest] = line.split(/\s+/);
  const adjoining = { line, apart: false };
  if (type === undefined || !previous || line.startsWith('@@') || /["(]/.test(`${name}${type}`)) return adjoining;
  const columns = columnsOf(groupOf(text, block, previous).map((one) => text.slice(one.start, one.end).trim()));
  if (!columns) return adjoining;
  const start = name.padEnd(columns.second) + type;
  const third = columns.third ?? (rest.length > 0 ? Math.max(columns.end, start.length) + 1 : Infinity);
  if (name.length >= columns.second || start.length >= third) return { line, apart: true };
  if (rest.length === 0) return { line: start, apart: false };
  const attributes = line.slice(line.indexOf(type, name.length) + type.length).trimStart();
  return { line: start.padEnd(third) + attributes, apart: false };
}

/** The lines around one, up to blank lines. */
function groupOf(text: string, block: Block, line: Line): readonly Line[] {
  const index = block.lines.indexOf(line);
  let first = index;
  while (first > 0) {
    const above = block.lines[first - 1] as Line;
    if (/\n[ \t]*\r?\n/.test(text.slice(above.end, (block.lines[first] as Line).start + 1))) break;
    first -= 1;
  }
  return block.lines.slice(first, index + 1).filter((one) => !one.words[0]?.startsWith('@@'));
}

/** Where the columns of a paragraph start, counted from its first word. */
interface Columns {
  second: number;
  /** Undefined when no line has one, or not all of them the same. */
  third: number | undefined;
  /** Behind the longest word of the second, when there is no third. */
  end: number;
}

/** Undefined when the lines have no columns in common. A line by itself shows columns only if it is a list or optional. */
function columnsOf(lines: readonly string[]): Columns | undefined {
  const words = lines.map((line) => [...line.matchAll(/\S+/g)]);
  const second = common(words.map((line) => line[1]?.index));
  if (second === undefined || (words.length === 1 && !/[\]?]$/.test(words[0]?.[1]?.[0] ?? ''))) return undefined;
  const thirds = words.flatMap((line) => line[2]?.index ?? []);
  const ends = words.map((line) => second + (line[1]?.[0].length ?? 0));
  return { second, third: common(thirds), end: thirds.length === 0 ? Math.max(...ends) : 0 };
}

/** The column all of them share. */
function common(columns: readonly (number | undefined)[]): number | undefined {
  const known = columns.filter((column) => column !== undefined);
  return known.every((column) => column === known[0]) ? known[0] : undefined;
}

function remove(text: string, op: Op): string {
  const block = blockOf(text, op);
  const line = lineOf(block, op.key);
  if (!line) return text;
  if (line.words.join(' ') !== op.line.trim().split(/\s+/).join(' ')) {
    throw new Blocked(`the line \`${op.key}\` of \`${op.block}\` was changed by hand`);
  }
  if (t.endsLine(text, line.end)) return t.removed(text, apartFrom(text, line), t.nextLine(text, line.end));
  const start = line.start + t.indentAt(text, line.start).length;
  return t.removed(text, start, t.afterSpace(text, line.end));
}

/** Where a line starts; if it stands apart, where the blank line before it does. */
function apartFrom(text: string, line: Line): number {
  const blankAbove = /\n[ \t]*\r?\n$/.exec(text.slice(0, line.start));
  const below = text.slice(t.nextLine(text, line.end));
  return blankAbove && /^[ \t]*(?:\r?\n|\})/.test(below) ? blankAbove.index + 1 : line.start;
}
