/** Statements in a function's body: `addStatement`. */
import { bodyAt } from './anchor.js';
import { Blocked, NameTaken, unlessBlocked } from './blocked.js';
import { checkNames, wantedBy, withImports, withoutImports, type Context, type Editor } from './context.js';
import { fileOf } from './find.js';
import type { ImportedName } from './imports.js';
import { keyOf, meaningOf, mentions, namesIn, namesInOp, withLocalNames, type Resolve } from './meaning.js';
import type { WiringOp } from './ops.js';
import { declarationOf, declaredBy, declaredIn, freeNames, referencesTo } from './scope.js';
import { inStyle, styleOf, type Style } from './style.js';
import { parse, startOf, ts, walk, type Source } from './syntax.js';
import * as t from './text.js';

type Op = Extract<WiringOp, { op: 'addStatement' }>;

export const statement: Editor<Op> = {
  find: (op, context) => fileOf(op.at, context),
  add,
  remove,
  code: (op) => op.statement,
};

function parsedStatement(op: Op): ts.Statement {
  const only = parse('statement.ts', op.statement).file.statements[0];
  if (!only) throw new Error(`not a statement: ${op.statement}`);
  return only;
}

function add(path: string, text: string, op: Op, context: Context): string {
  const before = parse(path, text);
  const wanted = wantedBy(before, op.imports, context);
  if (isThere(before, bodyAt(before, op.at), op, wanted)) return text;
  const imported = withImports(before, wanted, context.width);
  const { source, locals } = imported;
  const body = bodyAt(source, op.at);
  const code = parsedStatement(op);
  checkNames(body, code, imported);
  const style = styleOf(source, context.width);
  return insert(source, body, withLocalNames(op.statement, code, 0, locals), op.after, style);
}

/** Is the variable declared already, or another one with the same value? Blocked when the name is another thing's. */
function isThere(source: Source, body: ts.Block, op: Op, wanted: readonly ImportedName[]): boolean {
  const resolve = namesIn(source, wanted);
  const code = parsedStatement(op);
  const own = declaredIn(body, op.name);
  if (own) {
    if (isAkin(own, code, resolve, namesInOp(source, wanted), wanted)) return true;
    throw new NameTaken(`\`${op.name}\` is already declared there and is something else`);
  }
  const value = initializerOf(code, op.name);
  const key = value && meaningOf(value, namesInOp(source, wanted));
  if (key !== undefined && valuesIn(body).some((other) => meaningOf(other, resolve) === key)) return true;
  if (declarationOf(body, op.name)) throw new NameTaken(`the name \`${op.name}\` is already taken there`);
  return false;
}

/** May a declaration have come from this statement and been changed since? It calls or uses one of the same things. */
function isAkin(
  own: ts.Node,
  code: ts.Statement,
  resolve: Resolve,
  resolveOp: Resolve,
  wanted: readonly ImportedName[],
): boolean {
  const used = freeNames(code);
  const keys = wanted.filter((one) => used.has(one.local)).map((one) => keyOf(one));
  if (keys.length === 0) keys.push(...calleesIn(code, resolveOp));
  if (keys.some((key) => mentions(own, key, resolve))) return true;
  return (
    statementOf(own) !== undefined && meaningOf(statementOf(own) as ts.Node, resolve) === meaningOf(code, resolveOp)
  );
}

function calleesIn(node: ts.Node, resolve: Resolve): string[] {
  const found: string[] = [];
  walk(node, (inner) => {
    if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) found.push(meaningOf(inner.expression, resolve));
  });
  return found;
}

function statementOf(declaration: ts.Node): ts.Node | undefined {
  return ts.findAncestor(declaration, (node) => ts.isStatement(node));
}

function initializerOf(code: ts.Statement, name: string): ts.Expression | undefined {
  const declaration = declaredBy(code, name);
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}

function valuesIn(body: ts.Block): ts.Expression[] {
  return body.statements
    .filter((one) => ts.isVariableStatement(one))
    .flatMap((one) => one.declarationList.declarations.map((declaration) => declaration.initializer))
    .filter((value) => value !== undefined);
}

function insert(source: Source, body: ts.Block, code: string, after: string | undefined, style: Style): string {
  const { text } = source;
  const { previous, next } = neighbours(body, after);
  const own = previous ?? next;
  const indent = own && t.startsLine(text, startOf(own)) ? t.indentAt(text, startOf(own)) : undefined;
  const inner = indent ?? t.indentAt(text, startOf(body)) + style.unit;
  const written = guarded(inStyle(code, 'statement', style, inner), next, text);
  if (previous) {
    const at = t.afterComments(text, previous.end, next && startOf(next));
    return t.inserted(text, at, t.endsLine(text, at) ? style.eol + inner + written : ` ${ended(written)}`);
  }
  if (next) {
    if (!t.startsLine(text, startOf(next))) return t.inserted(text, startOf(next), `${ended(written)} `);
    const at = t.commentBlockStart(text, startOf(next), startOf(body) + 1);
    return t.inserted(text, at, inner + written + style.eol);
  }
  const open = startOf(body) + 1;
  const empty = text.slice(open, body.end - 1);
  if (empty.includes('\n')) return t.inserted(text, t.afterComments(text, open), style.eol + inner + written);
  const rest = empty.trim() === '' ? '' : empty;
  return `${text.slice(0, open)}${rest}${style.eol}${inner}${written}${style.eol}${t.indentAt(text, open)}${text.slice(body.end - 1)}`;
}

/** The statements the new one goes between. */
function neighbours(body: ts.Block, after: string | undefined): { previous?: ts.Statement; next?: ts.Statement } {
  const all = body.statements;
  const declaring = after === undefined ? -1 : all.findIndex((one) => declaredBy(one, after));
  const last = all.findLastIndex((one) => ts.isReturnStatement(one));
  const index = declaring >= 0 ? declaring : (last >= 0 ? last : all.length) - 1;
  const [previous, next] = [all[index], all[index + 1]];
  return { ...(previous && { previous }), ...(next && { next }) };
}

/** On a line with others, a statement ends with a semicolon whatever the style. */
function ended(code: string): string {
  return code.endsWith(';') ? code : `${code};`;
}

/** Without semicolons, a following line that starts with a bracket would run on from this one. */
function guarded(code: string, next: ts.Statement | undefined, text: string): string {
  return next && !code.endsWith(';') && /[([`+\-/]/.test(text[startOf(next)] ?? '') ? ended(code) : code;
}

function remove(path: string, text: string, op: Op, context: Context): string {
  const source = parse(path, text);
  const wanted = wantedBy(source, op.imports, context);
  const body = bodyAt(source, op.at);
  const own = body.statements.find((one) => declaredBy(one, op.name));
  if (!own) return withoutImports(source, wanted, context).text;
  if (meaningOf(own, namesIn(source, wanted)) !== meaningOf(parsedStatement(op), namesInOp(source, wanted))) {
    throw new Blocked(`the statement that declares \`${op.name}\` was changed by hand`);
  }
  const used = referencesTo(body, op.name).filter((one) => one.pos < own.pos || one.end > own.end);
  if (used.length > 0) throw new Blocked(`\`${op.name}\` is still used there`);
  const candidates = removals(text, body, own);
  const exact = candidates.find((candidate) => unlessBlocked(() => add(path, candidate, op, context)) === text);
  return withoutImports(parse(path, exact ?? (candidates.at(-1) as string)), wanted, context).text;
}

function removals(text: string, body: ts.Block, own: ts.Statement): string[] {
  const start = startOf(own);
  if (!t.startsLine(text, start)) {
    const [lead] = /[ \t]*$/.exec(text.slice(0, start)) ?? [''];
    const [tail] = /^[ \t]*/.exec(text.slice(own.end)) ?? [''];
    return [t.removed(text, start - lead.length, own.end), t.removed(text, start, own.end + tail.length)];
  }
  if (!t.endsLine(text, own.end)) return [t.removed(text, start, t.afterSpace(text, own.end))];
  const line = t.removed(text, t.lineStart(text, start), t.nextLine(text, own.end));
  const above = t.endAbove(text, start);
  const upward = t.removed(text, above, own.end);
  const close = body.end - 1;
  const sole = body.statements.length === 1 && text.slice(own.end, close).trim() === '';
  return [...(sole ? [t.removed(text, above, close)] : []), upward, line];
}
