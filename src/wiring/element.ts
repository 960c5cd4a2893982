/** Array elements: `appendElement`. */
import { arrayAt, literal } from './anchor.js';
import { Blocked, unlessBlocked } from './blocked.js';
import { checkNames, importing, wantedBy, withImports, withoutImports, type Context, type Editor } from './context.js';
import { fileOf } from './find.js';
import { bindingsOf, sameModule, type ImportedName } from './imports.js';
import { atEnd, insertItem, itemIndent, type List, type Place } from './list.js';
import { removeItem } from './list-remove.js';
import { meaningOf, mentions, namesIn, namesInOp, withLocalNames } from './meaning.js';
import type { Anchor, Position, WiringOp } from './ops.js';
import { referencesTo } from './scope.js';
import { inStyle, styleOf } from './style.js';
import { parse, parseExpression, startOf, ts, unwrap, type Source } from './syntax.js';
import { bothEdits } from './text.js';

type Op = Extract<WiringOp, { op: 'appendElement' }>;

export const element: Editor<Op> = {
  find: (op, context) => fileOf(op.at, context),
  add,
  remove,
  isLong,
  code: (op) => `${op.element},`,
};

function isLong(path: string, text: string, op: Op, context: Context): boolean {
  const { open, close } = listOf(arrayAt(parse(path, text), op.at));
  return close - open > 4 * context.width;
}

function listOf(array: ts.ArrayLiteralExpression): List {
  const items = array.elements.map((one) => ({ start: startOf(one), end: one.end }));
  return { kind: 'array', open: startOf(array) + 1, close: array.end - 1, items };
}

function expressionOf(op: Op): ts.Expression {
  const parsed = parseExpression(op.element);
  if (!parsed) throw new Error(`not an expression: ${op.element}`);
  return parsed.node;
}

function add(path: string, text: string, op: Op, context: Context): string {
  const before = parse(path, text);
  const wanted = wantedBy(before, op.imports, context);
  const there = isIn(before, arrayAt(before, op.at), op, wanted);
  if (there) return withLostImports(before, wanted, context.width);
  const imported = importing(before, wanted, context.width);
  const array = arrayAt(before, op.at);
  const code = expressionOf(op);
  checkNames(array, code, imported);
  const style = styleOf(before, context.width);
  const list = listOf(array);
  const renamed = withLocalNames(op.element, code, 1, imported.locals);
  const item = inStyle(renamed, 'expression', style, itemIndent(text, list, list.items.at(-1), style));
  const longer = insertItem(text, list, item, placeOf(before, array, op.position), style);
  return bothEdits(text, imported.text, longer);
}

/** An element may be there without its import, which somebody deleted by mistake. */
function withLostImports(source: Source, wanted: readonly ImportedName[], width: number): string {
  const lost = wanted.filter((one) => referencesTo(source.file, one.local).length > 0);
  return withImports(source, lost, width).source.text;
}

/** All elements, those of arrays of the same file spread into it included. */
function elementsOf(array: ts.ArrayLiteralExpression, depth = 0): ts.Expression[] {
  return array.elements.flatMap((one) => {
    const inner = ts.isSpreadElement(one) && depth < 20 ? literal(one.expression, 'array') : undefined;
    return inner && ts.isArrayLiteralExpression(inner) ? [one, ...elementsOf(inner, depth + 1)] : [one];
  });
}

/**
 * Is the element there by meaning? A name is there when any element makes use of it; a call without arguments when
 * it is called with whatever arguments; anything else when the same stands there.
 */
function isIn(source: Source, array: ts.ArrayLiteralExpression, op: Op, wanted: readonly ImportedName[]): boolean {
  if (wanted.length > 0 && !wanted.some((one) => isKnown(source, one))) return false;
  const code = unwrap(expressionOf(op));
  const key = meaningOf(code, namesInOp(source, wanted));
  const resolve = namesIn(source, wanted);
  const elements = elementsOf(array);
  if (ts.isIdentifier(code)) return elements.some((one) => mentions(one, key, resolve));
  if (ts.isCallExpression(code) && code.arguments.length === 0) {
    const callee = meaningOf(code.expression, namesInOp(source, wanted));
    return elements.some((one) => calleeOf(one, resolve) === callee);
  }
  return elements.some((one) => meaningOf(one, resolve) === key);
}

/** A file that neither imports a thing nor has its name makes no use of it. */
function isKnown(source: Source, wanted: ImportedName): boolean {
  return source.text.includes(wanted.local) || bindingsOf(source).some((one) => sameModule(one, wanted));
}

function calleeOf(node: ts.Expression, resolve: (name: string) => string): string | undefined {
  const inner = unwrap(node);
  return ts.isCallExpression(inner) ? meaningOf(inner.expression, resolve) : undefined;
}

function placeOf(source: Source, array: ts.ArrayLiteralExpression, position: Position | undefined): Place {
  const at = (name: string | undefined) =>
    name === undefined ? -1 : array.elements.findIndex((one) => namesOf(source, one).includes(name));
  const before = at(position?.before);
  if (before >= 0) return { index: before, side: 'before' };
  const after = at(position?.after);
  return after >= 0 ? { index: after, side: 'after' } : atEnd(listOf(array));
}

/** Names an element goes by: its own, that of the function it calls, and those under which they were exported. */
function namesOf(source: Source, node: ts.Expression): string[] {
  const inner = unwrap(node);
  if (ts.isCallExpression(inner)) return namesOf(source, inner.expression);
  if (ts.isPropertyAccessExpression(inner)) return [inner.getText(), inner.name.text];
  if (!ts.isIdentifier(inner)) return [];
  const binding = bindingsOf(source).find((one) => one.local === inner.text);
  return binding ? [inner.text, binding.imported] : [inner.text];
}

/** The names that each element of an array goes by, in their order. */
export function namesAt(at: Anchor, context: Context): string[][] {
  const path = fileOf(at, context);
  const source = parse(path, context.read(path) ?? '');
  return arrayAt(source, at).elements.map((one) => namesOf(source, one));
}

function remove(path: string, text: string, op: Op, context: Context): string {
  const source = parse(path, text);
  const wanted = wantedBy(source, op.imports, context);
  const array = arrayAt(source, op.at);
  const key = meaningOf(expressionOf(op), namesInOp(source, wanted));
  const index = array.elements.findIndex((one) => meaningOf(one, namesIn(source, wanted)) === key);
  if (index < 0 && isIn(source, array, op, wanted)) throw new Blocked(`\`${op.element}\` is there in another form`);
  if (index < 0) return withoutImports(source, wanted, context).text;
  const style = styleOf(source, context.width);
  const without = removeItem(text, listOf(array), index, style, {
    relocate: (changed) => unlessBlocked(() => listOf(arrayAt(parse(path, changed), op.at))),
    oneLine: context.oneLine,
  });
  return withoutImports(parse(path, without), wanted, context).text;
}
