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
  return t.inserted(text, end, eol + indent + aligned(text, block, previous, op.line));
}

/** The line the new one follows: the last; for a field, the last before the block's attributes (`@@index`). */
function lineBefore(block: Block, op: Op): Line | undefined {
  if (op.line.startsWith('@@')) return block.lines.at(-1);
  return block.lines.findLast((line) => !line.words[0]?.startsWith('@@'));
}

/** Puts the line's words into the columns of its neighbours, where those have columns and there is room. */
function aligned(text: string, block: Block, previous: Line | undefined, line: string): string {
  const [name = '', type, ...rest] = line.split(/\s+/);
  if (type === undefined || !previous || line.startsWith('@@') || /["(]/.test(`${name}${type}`)) return line;
  const group = groupOf(text, block, previous).map((one) => columnsOf(text.slice(one.start, one.end)));
  const second = common(group.map((columns) => columns[1]));
  if (second === undefined || name.length >= second) return line;
  const start = name.padEnd(second) + type;
  if (rest.length === 0) return start;
  const third = common(group.map((columns) => columns[2]));
  const attributes = line.slice(line.indexOf(type, name.length) + type.length).trimStart();
  return third !== undefined && start.length < third ? start.padEnd(third) + attributes : `${start} ${attributes}`;
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

/** Where the words of a line start, counted from its first. */
function columnsOf(line: string): number[] {
  const content = line.trim();
  return [...content.matchAll(/\S+/g)].map((match) => match.index).slice(0, 3);
}

/** The column all lines share; undefined when they differ or when there is but one line to go by. */
function common(columns: readonly (number | undefined)[]): number | undefined {
  const known = columns.filter((column) => column !== undefined);
  return known.length > 1 && known.every((column) => column === known[0]) ? known[0] : undefined;
}

function remove(text: string, op: Op): string {
  const block = blockOf(text, op);
  const line = lineOf(block, op.key);
  if (!line) return text;
  if (line.words.join(' ') !== op.line.trim().split(/\s+/).join(' ')) {
    throw new Blocked(`the line \`${op.key}\` of \`${op.block}\` was changed by hand`);
  }
  if (t.endsLine(text, line.end)) return t.removed(text, line.start, t.nextLine(text, line.end));
  const start = line.start + t.indentAt(text, line.start).length;
  return t.removed(text, start, t.afterSpace(text, line.end));
}
