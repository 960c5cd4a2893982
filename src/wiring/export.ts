/** Barrel files: `addExport`. */
import { wantedBy, type Context, type Editor } from './context.js';
import { existing } from './find.js';
import type { WiringOp } from './ops.js';
import { moduleKey, targetKey } from './specifier.js';
import { quoted, semicolon, styleOf } from './style.js';
import { parse, startOf, ts, type Source } from './syntax.js';
import * as t from './text.js';

type Op = Extract<WiringOp, { op: 'addExport' }>;

export const exportAll: Editor<Op> = {
  find: (op, context) => existing(op.file, context),
  add,
  remove,
  code: (op, specifier) => `export * from '${specifier(op.from)}';`,
};

/** The specifier under which a file would name the op's module. */
function specifierFor(source: Source, op: Op, context: Context): string {
  return wantedBy(source, [{ from: op.from }], context)[0]?.specifier ?? op.from;
}

function add(path: string, text: string, op: Op, context: Context): string {
  const source = parse(path, text);
  if (find(source, op, context)) return text;
  const style = styleOf(source, context.width);
  const line = `export * from ${quoted(specifierFor(source, op, context), style)}${semicolon(style)}`;
  const { statements } = source.file;
  const last = statements.findLast((one) => ts.isExportDeclaration(one) && one.moduleSpecifier);
  const neighbour = last ?? statements.findLast((one) => ts.isImportDeclaration(one)) ?? statements.at(-1);
  if (neighbour) return t.inserted(text, t.afterComments(text, neighbour.end), style.eol + line);
  return text === '' || text.endsWith('\n') ? text + line + style.eol : text + style.eol + line;
}

function find(source: Source, op: Op, context: Context): ts.Statement | undefined {
  const key = targetKey(op.from);
  const specifier = specifierFor(source, op, context);
  return source.file.statements.find((one) => {
    if (!ts.isExportDeclaration(one) || one.exportClause || !one.moduleSpecifier) return false;
    if (!ts.isStringLiteral(one.moduleSpecifier) || one.isTypeOnly) return false;
    const { text } = one.moduleSpecifier;
    return text === specifier || moduleKey(source.path, text) === key;
  });
}

function remove(path: string, text: string, op: Op, context: Context): string {
  const own = find(parse(path, text), op, context);
  if (!own) return text;
  const candidates = removals(text, own);
  return candidates.find((candidate) => add(path, candidate, op, context) === text) ?? (candidates[0] as string);
}

function removals(text: string, own: ts.Statement): string[] {
  const start = startOf(own);
  if (!t.startsLine(text, start) || !t.endsLine(text, own.end)) return [t.removed(text, start, own.end)];
  const line = t.lineStart(text, start);
  const candidates = [t.removed(text, line, t.nextLine(text, own.end))];
  const above = t.endAbove(text, start);
  if (above >= 0) candidates.push(t.removed(text, above, t.lineEnd(text, own.end)));
  return candidates;
}
