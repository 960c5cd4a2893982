/** How a file is written - line ends, quotes, semicolons, indent, commas - and how to write new code like it. */
import { parse, parseExpression, startOf, ts, walk, type Source } from './syntax.js';
import { hasNewline, spliced, type Splice } from './text.js';

/** What new code has to look like. */
export interface Style {
  eol: string;
  quote: "'" | '"';
  semicolons: boolean;
  /** One level of indentation. */
  unit: string;
  trailingComma: boolean;
  /** `{ a }` and not `{a}`. */
  spacing: boolean;
  /** Greatest length of a line. */
  width: number;
}

/** Longest line unless the project says otherwise. */
export const defaultWidth = 100;

/** Nodes that tell a style well enough; reading on would cost time in long files. */
const nodesEnough = 1000;

class Vote {
  yes = 0;
  no = 0;
  cast(yes: boolean): void {
    if (yes) this.yes += 1;
    else this.no += 1;
  }
  /** True on a tie. */
  get won(): boolean {
    return this.yes >= this.no;
  }
}

interface Votes {
  single: Vote;
  semicolons: Vote;
  trailing: Vote;
  spacing: Vote;
}

const seen = new WeakMap<ts.SourceFile, Style>();

/** Reads a file's style; where the file shows nothing, Prettier's ways with single quotes. */
export function styleOf(source: Source, width = defaultWidth): Style {
  const known = seen.get(source.file);
  if (known?.width === width) return known;
  const votes = { single: new Vote(), semicolons: new Vote(), trailing: new Vote(), spacing: new Vote() };
  let nodes = 0;
  for (const statement of source.file.statements) {
    if (nodes > nodesEnough) break;
    walk(statement, (node) => {
      nodes += 1;
      observe(node, source.text, votes);
    });
  }
  const style: Style = {
    eol: eolOf(source.text),
    quote: votes.single.won ? "'" : '"',
    semicolons: votes.semicolons.won,
    unit: unitOf(source.text),
    trailingComma: votes.trailing.won,
    spacing: votes.spacing.won,
    width,
  };
  seen.set(source.file, style);
  return style;
}

function observe(node: ts.Node, text: string, votes: Votes): void {
  if (ts.isStringLiteral(node)) votes.single.cast(text[startOf(node)] === "'");
  else if (endsWithSemicolon(node)) votes.semicolons.cast(text[node.end - 1] === ';');
  else if (ts.isObjectLiteralExpression(node)) observeList(node, node.properties, text, votes);
  else if (ts.isArrayLiteralExpression(node)) observeList(node, node.elements, text, votes);
  else if (ts.isNamedImports(node) || ts.isNamedExports(node)) observeList(node, node.elements, text, votes);
}

function endsWithSemicolon(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isExportAssignment(node) ||
    ts.isVariableStatement(node) ||
    ts.isExpressionStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function observeList(node: ts.Node, items: ts.NodeArray<ts.Node>, text: string, votes: Votes): void {
  const last = items.at(-1);
  if (!last) return;
  if (hasNewline(text, last.end, node.end)) votes.trailing.cast(items.hasTrailingComma ?? false);
  else if (!ts.isArrayLiteralExpression(node)) votes.spacing.cast(text[startOf(node) + 1] === ' ');
}

/** The line end that most lines have. */
export function eolOf(text: string): string {
  const all = text.split('\n').length - 1;
  const crlf = text.split('\r\n').length - 1;
  return crlf * 2 > all ? '\r\n' : '\n';
}

/** One level of indentation: a tab, or the least indentation in use. */
export function unitOf(text: string): string {
  let tabs = 0;
  let spaces = 0;
  let least = Infinity;
  for (const [, indent = '', first = ''] of text.matchAll(/^([ \t]+)(\S)/gm)) {
    if (first === '*') continue;
    if (indent.startsWith('\t')) tabs += 1;
    else {
      spaces += 1;
      if (indent.length >= 2) least = Math.min(least, indent.length);
    }
  }
  if (tabs > spaces) return '\t';
  return ' '.repeat(least <= 8 ? least : 2);
}

/**
 * Rewrites a piece of code, written the Prettier way with two spaces, in a file's style. The first line gets no
 * indentation; the others get `indent` in front. Texts of template literals stay as they are.
 */
export function inStyle(code: string, kind: 'expression' | 'statement', style: Style, indent: string): string {
  const wrapped = kind === 'expression' ? parseExpression(code) : undefined;
  const source = wrapped?.source ?? parse('statement.ts', code);
  const shift = wrapped ? 1 : 0;
  const splices: Splice[] = [];
  const templates: ts.Node[] = [];
  walk(source.file, (node) => {
    if (ts.isStringLiteral(node)) splices.push(...requoted(node, style, shift));
    if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node)) templates.push(node);
  });
  const inTemplate = (at: number) => templates.some((node) => startOf(node) - shift < at && at < node.end - shift);
  for (const { index } of code.matchAll(/\n/g)) {
    if (inTemplate(index)) continue;
    const leading = /^ */.exec(code.slice(index + 1))?.[0].length ?? 0;
    const blank = code[index + 1 + leading] === '\n';
    const text = blank ? '' : indent + style.unit.repeat(leading >> 1) + ' '.repeat(leading & 1);
    splices.push({ start: index + 1, end: index + 1 + leading, text });
  }
  const written = spliced(code, splices).replaceAll('\n', style.eol);
  return style.semicolons || kind === 'expression' ? written : written.replace(/;$/, '');
}

function requoted(node: ts.StringLiteral, style: Style, shift: number): Splice[] {
  const raw = node.getText();
  const body = raw.slice(1, -1);
  if (raw[0] === style.quote || /['"\\]/.test(body)) return [];
  return [{ start: startOf(node) - shift, end: node.end - shift, text: style.quote + body + style.quote }];
}

/** Writes a string literal. */
export function quoted(value: string, style: Style): string {
  return style.quote + value + style.quote;
}

/** `;` where the file writes it. */
export function semicolon(style: Style): string {
  return style.semicolons ? ';' : '';
}
