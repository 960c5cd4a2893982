/**
 * What a piece of code means, as a key to compare by: layout, quotes, parentheses, `as` and the names given to
 * imports do not count; which module a name comes from does.
 */
import { bindingsOf, type ImportedName } from './imports.js';
import { declaredIn, isReference } from './scope.js';
import { childrenOf, propertyName, ts, unwrap, walk, startOf, type Source } from './syntax.js';
import { spliced, type Splice } from './text.js';

/** Meaning of a bare name. */
export type Resolve = (name: string) => string;

/**
 * Meanings of the names in a file. A name that an op imports counts as imported where the file uses it without
 * importing it.
 */
export function namesIn(source: Source, wanted: readonly ImportedName[]): Resolve {
  const own = new Map<string, string>();
  for (const one of wanted) if (!declaredIn(source.file, one.local)) own.set(one.local, keyOf(one));
  for (const binding of wanted.length > 0 ? bindingsOf(source) : []) {
    const same = wanted.find((one) => one.specifier === binding.specifier);
    if (same) own.set(binding.local, keyOf({ ...binding, module: same.module }));
  }
  const imported = importedIn(source);
  return (name) => own.get(name) ?? imported.get(name) ?? name;
}

const seen = new WeakMap<ts.SourceFile, ReadonlyMap<string, string>>();

/** Meanings of the names a file imports. */
function importedIn(source: Source): ReadonlyMap<string, string> {
  const known = seen.get(source.file) ?? new Map(bindingsOf(source).map((one) => [one.local, keyOf(one)]));
  seen.set(source.file, known);
  return known;
}

/** Meanings of the names in an op's code: its own imports first, then whatever the file has. */
export function namesInOp(source: Source, wanted: readonly ImportedName[]): Resolve {
  const own = new Map(wanted.map((one) => [one.local, keyOf(one)]));
  const file = namesIn(source, wanted);
  return (name) => own.get(name) ?? file(name);
}

/** The meaning of an imported name. */
export function keyOf(one: ImportedName): string {
  return `${one.module}#${one.imported}`;
}

/** The key of a node's meaning. */
export function meaningOf(node: ts.Node, resolve: Resolve): string {
  const inner = unwrap(node);
  const of = (child: ts.Node) => meaningOf(child, resolve);
  if (ts.isIdentifier(inner)) return isReference(inner) ? resolve(inner.text) : inner.text;
  if (ts.isStringLiteralLike(inner)) return JSON.stringify(inner.text);
  if (ts.isPropertyAccessExpression(inner)) return memberMeaning(inner, of(inner.expression));
  if (ts.isShorthandPropertyAssignment(inner)) return `${inner.name.text}:${resolve(inner.name.text)}`;
  if (ts.isPropertyAssignment(inner)) return `${propertyName(inner.name) ?? of(inner.name)}:${of(inner.initializer)}`;
  const children = childrenOf(inner);
  if (children.length === 0) return `${inner.kind}${inner.getText().replaceAll(/\s+/g, '')}`;
  return `${inner.kind}${operatorOf(inner)}(${children.map(of).join(',')})`;
}

function memberMeaning(node: ts.PropertyAccessExpression, object: string): string {
  if (object.endsWith('#*')) return object.slice(0, -1) + node.name.text;
  return `${object}${node.questionDotToken ? '?.' : '.'}${node.name.text}`;
}

function operatorOf(node: ts.Node): string {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return `:${node.operator}`;
  if (ts.isVariableDeclarationList(node)) return `:${node.flags & ts.NodeFlags.BlockScoped}`;
  return '';
}

/** Does the meaning occur in a node or below it? */
export function mentions(node: ts.Node, key: string, resolve: Resolve): boolean {
  let found = false;
  walk(node, (inner) => {
    if (ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner)) found ||= meaningOf(inner, resolve) === key;
  });
  return found;
}

/** Gives an op's code the names that its imports have in the file. */
export function withLocalNames(
  code: string,
  root: ts.Node,
  shift: number,
  locals: ReadonlyMap<string, string>,
): string {
  const splices: Splice[] = [];
  walk(root, (node) => {
    const local = ts.isIdentifier(node) && isReference(node) ? locals.get(node.text) : undefined;
    if (local === undefined || !ts.isIdentifier(node) || local === node.text) return;
    const text = ts.isShorthandPropertyAssignment(node.parent) ? `${node.text}: ${local}` : local;
    splices.push({ start: startOf(node) - shift, end: node.end - shift, text });
  });
  return spliced(code, splices);
}
