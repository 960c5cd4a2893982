/** Names with a line of help beside them, fitted to the terminal. */
import kleur from 'kleur';

const indentation = 2;
const gap = 2;
/** Columns below which the help goes under its name. */
const narrow = 60;

/** One name and what it stands for. */
export interface Entry {
  name: string;
  help: string;
  /** Follows the help, faintly: `default`. */
  mark?: string;
}

/** The entries, a line each; on a terminal, help that is longer goes on below itself. */
export function columns(entries: readonly Entry[], nameWidth = widest(entries)): string {
  const width = process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY;
  return entries.map((entry) => (width < narrow ? stacked(entry, width) : beside(entry, nameWidth, width))).join('\n');
}

/** Length of the longest name. */
export function widest(entries: readonly Entry[]): number {
  return Math.max(0, ...entries.map(({ name }) => name.length));
}

function beside({ name, help, mark }: Entry, nameWidth: number, width: number): string {
  const start = indentation + nameWidth + gap;
  const text = wrap(withMark(help, mark), width - start).join(`\n${' '.repeat(start)}`);
  return `${' '.repeat(indentation)}${kleur.cyan(name.padEnd(nameWidth))}${' '.repeat(gap)}${text}`.trimEnd();
}

function stacked({ name, help, mark }: Entry, width: number): string {
  const margin = ' '.repeat(indentation);
  const lines = wrap(withMark(help, mark), width - 2 * indentation).map((line) => `${margin}${margin}${line}`);
  return [`${margin}${kleur.cyan(name)}`, ...lines].join('\n').trimEnd();
}

function withMark(help: string, mark: string | undefined): string {
  return [help, ...(mark ? [`(${mark})`] : [])].join(' ').trim();
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
