/** Finds the array, object or function body an op means: from an exported symbol inward, along its path. */
import type { Anchor } from './ops.js';
import { declarationOf } from './scope.js';
import { childrenOf, propertyName, ts, unwrap, type Source } from './syntax.js';
import { Blocked } from './blocked.js';

type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;
type Want = 'array' | 'object';

/** The array an op adds to. */
export function arrayAt(source: Source, at: Anchor): ts.ArrayLiteralExpression {
  const node = literal(anchored(source, at), 'array');
  if (!node || !ts.isArrayLiteralExpression(node)) throw new Blocked(`${describe(at)} is not an array literal`);
  return node;
}

/** The object literal an op adds to. */
export function objectAt(source: Source, at: Anchor): ts.ObjectLiteralExpression {
  const node = literal(anchored(source, at), 'object');
  if (!node || !ts.isObjectLiteralExpression(node)) throw new Blocked(`${describe(at)} is not an object literal`);
  return node;
}

/** The body of the function an op adds a statement to. */
export function bodyAt(source: Source, at: Anchor): ts.Block {
  const body = functionOf(anchored(source, at))?.body;
  if (!body) throw new Blocked(`${describe(at)} is not a function`);
  if (!ts.isBlock(body)) throw new Blocked(`${describe(at)} has no body in braces to add a statement to`);
  return body;
}

/** Words for an anchor: `createContainer → return → dependencies`. */
export function describe(at: Anchor): string {
  return `\`${[at.symbol, ...(at.path ?? [])].join(' → ')}\``;
}

function anchored(source: Source, at: Anchor): ts.Node {
  let node = exported(source, at.symbol);
  if (!node) throw new Blocked(`${source.path} exports no \`${at.symbol}\``);
  const steps = at.path ?? [];
  for (const [index, step] of steps.entries()) {
    const next: ts.Node | undefined = step === 'return' ? returned(node, at) : property(node, step);
    if (!next) throw new Blocked(`found no ${describe({ ...at, path: steps.slice(0, index + 1) })} in ${source.path}`);
    node = next;
  }
  return node;
}

/** What a file exports under a name: the initializer of a variable, or a function. Not what it passes on. */
export function exported(source: Source, symbol: string): ts.Node | undefined {
  for (const statement of source.file.statements) {
    if (isExported(statement)) {
      const found = declared(statement, symbol);
      if (found) return found;
    }
    const local = exportedLocal(statement, symbol);
    if (local !== undefined) return topLevel(source, local);
  }
  return undefined;
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** The local name behind `export { local as symbol }` or `export default symbol`. */
function exportedLocal(statement: ts.Statement, symbol: string): string | undefined {
  if (ts.isExportAssignment(statement) && !statement.isExportEquals) {
    const value = unwrap(statement.expression);
    return ts.isIdentifier(value) && value.text === symbol ? symbol : undefined;
  }
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) return undefined;
  if (!statement.exportClause || !ts.isNamedExports(statement.exportClause)) return undefined;
  const element = statement.exportClause.elements.find((one) => one.name.text === symbol);
  return element && (element.propertyName ?? element.name).text;
}

function topLevel(source: Source, name: string): ts.Node | undefined {
  for (const statement of source.file.statements) {
    const found = declared(statement, name);
    if (found) return found;
  }
  return undefined;
}

function declared(statement: ts.Statement, name: string): ts.Node | undefined {
  if (ts.isFunctionDeclaration(statement))
    return statement.name?.text === name && statement.body ? statement : undefined;
  if (!ts.isVariableStatement(statement)) return undefined;
  const found = statement.declarationList.declarations.find(
    (one) => ts.isIdentifier(one.name) && one.name.text === name,
  );
  return found?.initializer;
}

/** A variable of the file that an identifier stands for, as its initializer or function. */
function followed(node: ts.Identifier): ts.Node | undefined {
  const declaration = declarationOf(node, node.text);
  if (!declaration) return undefined;
  if (ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name)) return declaration.initializer;
  return ts.isFunctionDeclaration(declaration) ? declaration : undefined;
}

/**
 * The literal a value comes down to, seen through variables of the file and calls: what a chain starts with
 * (`z.object({…}).strict()`), else the first argument that is one (`Object.freeze([…])`).
 */
export function literal(node: ts.Node, want: Want, depth = 0): ts.Node | undefined {
  if (depth > 20) return undefined;
  const inner = unwrap(node);
  const deeper = (next: ts.Node | undefined) => next && literal(next, want, depth + 1);
  if (ts.isArrayLiteralExpression(inner)) return want === 'array' ? inner : undefined;
  if (ts.isObjectLiteralExpression(inner)) return want === 'object' ? inner : undefined;
  if (ts.isIdentifier(inner)) return deeper(followed(inner));
  if (ts.isAwaitExpression(inner)) return deeper(inner.expression);
  if (ts.isPropertyAccessExpression(inner)) return deeper(property(inner.expression, inner.name.text));
  if (!ts.isCallExpression(inner) && !ts.isNewExpression(inner)) return undefined;
  const callee = inner.expression;
  const receiver = ts.isPropertyAccessExpression(callee) ? deeper(callee.expression) : undefined;
  return receiver ?? (inner.arguments ?? []).map((argument) => deeper(argument)).find((found) => found !== undefined);
}

function functionOf(node: ts.Node, depth = 0): FunctionNode | undefined {
  if (depth > 20) return undefined;
  const inner = unwrap(node);
  if (ts.isFunctionDeclaration(inner) || ts.isFunctionExpression(inner) || ts.isArrowFunction(inner)) return inner;
  if (ts.isMethodDeclaration(inner)) return inner;
  if (ts.isIdentifier(inner)) {
    const next = followed(inner);
    return next && functionOf(next, depth + 1);
  }
  if (!ts.isCallExpression(inner)) return undefined;
  return inner.arguments.map((argument) => functionOf(argument, depth + 1)).find((found) => found !== undefined);
}

/** The object a function returns; blocked when it returns several. */
function returned(node: ts.Node, at: Anchor): ts.Node | undefined {
  const body = functionOf(node)?.body;
  if (!body) return undefined;
  if (!ts.isBlock(body)) return literal(body, 'object');
  const objects = returnsOf(body)
    .map((statement) => statement.expression && literal(statement.expression, 'object'))
    .filter((found) => found !== undefined);
  const distinct = [...new Set(objects)];
  if (distinct.length > 1) throw new Blocked(`\`${at.symbol}\` returns an object in ${distinct.length} places`);
  return distinct[0];
}

/** Return statements of a function's own, in source order. */
function returnsOf(body: ts.Node): ts.ReturnStatement[] {
  return childrenOf(body).flatMap((child) => {
    if (ts.isReturnStatement(child)) return [child];
    return ts.isFunctionLike(child) || ts.isClassLike(child) ? [] : returnsOf(child);
  });
}

/** The value of a property, also where it comes in by a spread of an object in the same file. */
function property(node: ts.Node, name: string, depth = 0): ts.Node | undefined {
  const object = depth > 20 ? undefined : literal(node, 'object');
  if (!object || !ts.isObjectLiteralExpression(object)) return undefined;
  const own = ownProperty(object, name);
  if (own && ts.isPropertyAssignment(own)) return own.initializer;
  if (own && ts.isShorthandPropertyAssignment(own)) return followed(own.name);
  if (own && ts.isMethodDeclaration(own)) return own;
  for (const spread of object.properties.filter((one) => ts.isSpreadAssignment(one))) {
    const found = property(spread.expression, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** The property of that name written in an object literal itself. */
export function ownProperty(object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined {
  return object.properties.find((one) => one.name && propertyName(one.name) === name);
}
