/** Properties of object literals: `addProperty`. */
import { literal, objectAt, ownProperty } from './anchor.js';
import { Blocked, NameTaken, unlessBlocked } from './blocked.js';
import {
  checkNames,
  wantedBy,
  withImports,
  withoutImports,
  type Context,
  type Editor,
  type Imported,
} from './context.js';
import { fileOf } from './find.js';
import { keyOf } from './meaning.js';
import type { ImportedName } from './imports.js';
import { atEnd, insertItem, itemIndent, type List } from './list.js';
import { removeItem } from './list-remove.js';
import { meaningOf, mentions, namesIn, namesInOp, withLocalNames } from './meaning.js';
import type { WiringOp } from './ops.js';
import { declarationOf, freeNames, isInScope } from './scope.js';
import { inStyle, styleOf, type Style } from './style.js';
import { parse, parseExpression, startOf, ts, type Source } from './syntax.js';
import { indentAt } from './text.js';

type Op = Extract<WiringOp, { op: 'addProperty' }>;

export const property: Editor<Op> = {
  find: (op, context) => fileOf(op.at, context),
  add,
  remove,
  code: (op) =>
    `${comments(op).join('\n')}${op.comment ? '\n' : ''}${nameOf(op.key, "'")}${op.value ? `: ${op.value}` : ''},`,
};

function nameOf(key: string, quote: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote + key + quote;
}

/** Lines of the op's comment, as they stand in the file. */
function comments(op: Op): string[] {
  const lines = op.comment?.split('\n') ?? [];
  return /^\s*\/[/*]/.test(op.comment ?? '') ? lines : lines.map((line) => `// ${line}`.trimEnd());
}

function valueOf(op: Op): ts.Expression {
  const parsed = parseExpression(op.value ?? op.key);
  if (!parsed) throw new Error(`not an expression: ${op.value ?? op.key}`);
  return parsed.node;
}

function add(path: string, text: string, op: Op, context: Context): string {
  const before = parse(path, text);
  const wanted = wantedBy(before, op.imports, context);
  const there = existing(objectAt(before, op.at), op.key);
  if (there) checkMeaning(before, there, op, wanted);
  if (there) return text;
  const imported = withImports(before, wanted, context.width);
  const { source } = imported;
  const object = objectAt(source, op.at);
  checkNames(object, valueOf(op), imported);
  const style = styleOf(source, context.width);
  const list = listOf(object);
  const indent = itemIndent(source.text, list, list.items.at(-1), style);
  return insertItem(source.text, list, write(op, imported, style, indent), atEnd(list), style);
}

function write(op: Op, { locals }: Imported, style: Style, indent: string): string {
  const above = comments(op).map((line) => line + style.eol + indent);
  const name = nameOf(op.key, style.quote);
  if (op.value === undefined) {
    const local = locals.get(op.key) ?? op.key;
    return above.join('') + (local === op.key ? name : `${name}: ${local}`);
  }
  const value = withLocalNames(op.value, valueOf(op), 1, locals);
  return `${above.join('')}${name}: ${inStyle(value, 'expression', style, indent)}`;
}

/** The property of that name, in the object or in one of the same file spread into it. */
function existing(object: ts.ObjectLiteralExpression, key: string, depth = 0): ts.ObjectLiteralElementLike | undefined {
  const own = ownProperty(object, key);
  if (own || depth > 20) return own;
  for (const spread of object.properties.filter((one) => ts.isSpreadAssignment(one))) {
    const inner = literal(spread.expression, 'object');
    const found = inner && ts.isObjectLiteralExpression(inner) ? existing(inner, key, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** A property of that name may have been changed by hand, but must not be another thing altogether. */
function checkMeaning(
  source: Source,
  there: ts.ObjectLiteralElementLike,
  op: Op,
  wanted: readonly ImportedName[],
): void {
  const resolve = namesIn(source, wanted);
  const used = freeNames(valueOf(op));
  const keys = wanted.filter((one) => used.has(one.local)).map((one) => keyOf(one));
  if (keys.some((key) => mentions(there, key, resolve))) return;
  const foreign = keys.length > 0 || (op.value === undefined && isOther(there, op.key));
  if (foreign) throw new NameTaken(`the property \`${op.key}\` is already there and is something else`);
}

/** Where `key` can be used and the property makes no use of it, the property is another thing. */
function isOther(there: ts.ObjectLiteralElementLike, key: string): boolean {
  if (ts.isShorthandPropertyAssignment(there) || !ts.isPropertyAssignment(there)) return false;
  return isInScope(there, key) && declarationOf(there, key) !== undefined && !freeNames(there.initializer).has(key);
}

function listOf(object: ts.ObjectLiteralExpression, own?: { property: ts.Node; start: number }): List {
  const items = object.properties.map((one) => ({
    start: one === own?.property ? own.start : startOf(one),
    end: one.end,
  }));
  return { kind: 'object', open: startOf(object) + 1, close: object.end - 1, items };
}

function remove(path: string, text: string, op: Op, context: Context): string {
  const source = parse(path, text);
  const wanted = wantedBy(source, op.imports, context);
  const object = objectAt(source, op.at);
  const own = ownProperty(object, op.key);
  if (!own) return withoutImports(source, wanted, context).text;
  const key = meaningOf(valueOf(op), namesInOp(source, wanted));
  const value = ts.isPropertyAssignment(own) ? own.initializer : own.name;
  const resolve = namesIn(source, wanted);
  const same = value && (ts.isIdentifier(value) ? resolve(value.text) : meaningOf(value, resolve)) === key;
  if (!same) throw new Blocked(`the property \`${op.key}\` was changed by hand`);
  const style = styleOf(source, context.width);
  const list = listOf(object, { property: own, start: startWithComment(text, own, op, style) });
  const without = removeItem(text, list, object.properties.indexOf(own), style, {
    relocate: (changed) => unlessBlocked(() => listOf(objectAt(parse(path, changed), op.at))),
    oneLine: context.oneLine,
  });
  return withoutImports(parse(path, without), wanted, context).text;
}

/** Start of a property, or of the comment above it where that is the op's. */
function startWithComment(text: string, own: ts.Node, op: Op, style: Style): number {
  const start = startOf(own);
  const indent = indentAt(text, start);
  const above = comments(op)
    .map((line) => line + style.eol + indent)
    .join('');
  return above !== '' && text.slice(0, start).endsWith(above) ? start - above.length : start;
}
