/**
 * TypeScript text in, syntax tree out: the only importer of ts-morph, which is slow to load. Nothing outside of
 * this folder may import this module statically; apply.ts loads it on demand. Trees are for locating only.
 */
import { createRequire } from 'node:module';
import type * as tsMorph from 'ts-morph';

// Required and not imported: an import would first scan ten megabytes of CommonJS for the names it exports (0.1 s).
const library = createRequire(import.meta.url)('ts-morph') as typeof tsMorph;

/** The compiler's own functions. */
export const { ts } = library;

/** The compiler's own types, as far as this folder names them. */
export declare namespace ts {
  export type ArrayLiteralExpression = tsMorph.ts.ArrayLiteralExpression;
  export type ArrowFunction = tsMorph.ts.ArrowFunction;
  export type BindingElement = tsMorph.ts.BindingElement;
  export type Block = tsMorph.ts.Block;
  export type DiagnosticWithLocation = tsMorph.ts.DiagnosticWithLocation;
  export type Expression = tsMorph.ts.Expression;
  export type FunctionDeclaration = tsMorph.ts.FunctionDeclaration;
  export type FunctionExpression = tsMorph.ts.FunctionExpression;
  export type Identifier = tsMorph.ts.Identifier;
  export type ImportDeclaration = tsMorph.ts.ImportDeclaration;
  export type MethodDeclaration = tsMorph.ts.MethodDeclaration;
  export type NamedImports = tsMorph.ts.NamedImports;
  export type Node = tsMorph.ts.Node;
  export type ObjectLiteralElementLike = tsMorph.ts.ObjectLiteralElementLike;
  export type ObjectLiteralExpression = tsMorph.ts.ObjectLiteralExpression;
  export type ParameterDeclaration = tsMorph.ts.ParameterDeclaration;
  export type PropertyAccessExpression = tsMorph.ts.PropertyAccessExpression;
  export type PropertyName = tsMorph.ts.PropertyName;
  export type QualifiedName = tsMorph.ts.QualifiedName;
  export type ReturnStatement = tsMorph.ts.ReturnStatement;
  export type SourceFile = tsMorph.ts.SourceFile;
  export type Statement = tsMorph.ts.Statement;
  export type StringLiteral = tsMorph.ts.StringLiteral;
  export type VariableDeclaration = tsMorph.ts.VariableDeclaration;
  export type NodeArray<T extends tsMorph.ts.Node> = tsMorph.ts.NodeArray<T>;
}

/** A parsed file. */
export interface Source {
  /** Path from the project root. */
  readonly path: string;
  readonly text: string;
  readonly file: ts.SourceFile;
}

const parsed = new Map<string, Source>();
const CACHED_FILES = 200;

/** Parses a file; the same text at the same path is parsed once. */
export function parse(path: string, text: string): Source {
  const key = `${path}\0${text}`;
  const known = parsed.get(key);
  if (known) return known;
  // A Project of ts-morph would wrap every node, which costs as much again and is needed for edits only.
  const file = ts.createSourceFile(`/${path}`, text, ts.ScriptTarget.Latest, true);
  const source = { path, text, file };
  if (parsed.size >= CACHED_FILES) parsed.clear();
  parsed.set(key, source);
  return source;
}

/** What the parser complains about first, with its line; undefined for a well-formed file. */
export function syntaxError(source: Source): string | undefined {
  // Asking a program for the same costs ten times the parse itself.
  const { parseDiagnostics } = source.file as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] };
  const first = parseDiagnostics?.[0];
  if (!first) return undefined;
  const { line } = source.file.getLineAndCharacterOfPosition(first.start);
  return `line ${line + 1}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`;
}

/** Start of a node's own text, behind its comments. */
export function startOf(node: ts.Node): number {
  return node.getStart(node.getSourceFile(), false);
}

/** Children in source order, punctuation left out. */
export function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

/** Visits a node and all nodes below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Parses an expression that stands alone; undefined when it is none. */
export function parseExpression(code: string): { source: Source; node: ts.Expression } | undefined {
  const source = parse('expression.ts', `(${code}\n);`);
  const statement = source.file.statements[0];
  if (syntaxError(source) || source.file.statements.length !== 1) return undefined;
  if (!statement || !ts.isExpressionStatement(statement) || !ts.isParenthesizedExpression(statement.expression)) {
    return undefined;
  }
  return { source, node: statement.expression.expression };
}

/** Looks through what does not change an expression's value: parentheses, `as`, `satisfies`, `!`, `<T>`, `await`. */
export function unwrap(node: ts.Node): ts.Node {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** Name of a property, whether bare, quoted or in `['…']`; undefined when it is computed at run time. */
export function propertyName(name: ts.PropertyName): string | undefined {
  if (ts.isComputedPropertyName(name)) {
    return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
  }
  return ts.isPrivateIdentifier(name) ? undefined : name.text;
}
