/** Which names are declared where, and which names a piece of code needs. By syntax alone, without types. */
import { childrenOf, ts, walk } from './syntax.js';

/** The declaration of a name that code at `node` sees; undefined when the file has none. */
export function declarationOf(node: ts.Node, name: string): ts.Node | undefined {
  for (let scope: ts.Node | undefined = node; scope; scope = scope.parent) {
    const found = declaredIn(scope, name);
    if (found) return found;
  }
  return undefined;
}

const declared = new WeakMap<ts.SourceFile, Map<string, ts.Node | undefined>>();

/** The declaration of a name in one scope itself. */
export function declaredIn(scope: ts.Node, name: string): ts.Node | undefined {
  return ts.isSourceFile(scope) ? declaredInFile(scope, name) : foundIn(scope, name);
}

function declaredInFile(file: ts.SourceFile, name: string): ts.Node | undefined {
  const known = declared.get(file) ?? new Map<string, ts.Node | undefined>();
  declared.set(file, known);
  if (!known.has(name)) known.set(name, foundIn(file, name));
  return known.get(name);
}

function foundIn(scope: ts.Node, name: string): ts.Node | undefined {
  if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope)) {
    return firstOf(scope.statements, (statement) => declaredBy(statement, name));
  }
  if (ts.isFunctionLike(scope)) return firstOf(scope.parameters, (parameter) => bound(parameter, name));
  if (ts.isCatchClause(scope) && scope.variableDeclaration) return bound(scope.variableDeclaration, name);
  if ((ts.isForStatement(scope) || ts.isForOfStatement(scope)) && scope.initializer) {
    const { initializer } = scope;
    if (ts.isVariableDeclarationList(initializer)) return firstOf(initializer.declarations, (one) => bound(one, name));
  }
  return undefined;
}

function firstOf<T, R>(items: Iterable<T>, find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

/** What a statement declares under a name. */
export function declaredBy(statement: ts.Statement, name: string): ts.Node | undefined {
  if (ts.isVariableStatement(statement)) {
    return firstOf(statement.declarationList.declarations, (declaration) => bound(declaration, name));
  }
  if (ts.isImportDeclaration(statement)) return importedBy(statement, name);
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement)
  ) {
    return statement.name?.text === name ? statement : undefined;
  }
  return undefined;
}

function importedBy(statement: ts.ImportDeclaration, name: string): ts.Node | undefined {
  const clause = statement.importClause;
  if (clause?.name?.text === name) return clause;
  const bindings = clause?.namedBindings;
  if (!bindings) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === name ? bindings : undefined;
  return bindings.elements.find((element) => element.name.text === name);
}

function bound(
  declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  name: string,
): ts.Node | undefined {
  if (ts.isIdentifier(declaration.name)) return declaration.name.text === name ? declaration : undefined;
  return firstOf(declaration.name.elements, (element) =>
    ts.isBindingElement(element) ? bound(element, name) : undefined,
  );
}

/** Is this identifier a use of a variable - and not a property's name, a label, a declaration? */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return !isSecond(parent, node);
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isExportSpecifier(parent))
    return (parent.propertyName ?? parent.name) === node && !parent.parent.parent.moduleSpecifier;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
  return !('name' in parent && parent.name === node);
}

function isSecond(parent: ts.PropertyAccessExpression | ts.QualifiedName, node: ts.Identifier): boolean {
  return ts.isPropertyAccessExpression(parent) ? parent.name === node : parent.right === node;
}

/** All uses of a name in a file, as a value or as a type; without its imports and declarations. */
export function referencesTo(root: ts.Node, name: string): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  walk(root, (node) => {
    if (ts.isIdentifier(node) && node.text === name && isReference(node)) found.push(node);
  });
  return found;
}

/** Values that a piece of code takes from around it: names used and not declared in it; types do not count. */
export function freeNames(root: ts.Node): Set<string> {
  const used = new Set<string>();
  const own = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isIdentifier(node)) (isReference(node) ? used : own).add(node.text);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(root);
  const inside = new Set([...own].filter((name) => declaresInside(root, name)));
  return new Set([...used].filter((name) => !inside.has(name)));
}

function declaresInside(root: ts.Node, name: string): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= declaredIn(node, name) !== undefined;
  });
  return found;
}

/** Can code at `node` use this name: declared in the file, or a global of the platform? */
export function isInScope(node: ts.Node, name: string): boolean {
  return name in globalThis || name === 'undefined' || name === 'arguments' || declarationOf(node, name) !== undefined;
}
