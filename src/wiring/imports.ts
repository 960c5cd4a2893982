/** Import declarations, read: what a file imports, and whether what an op needs is among it. */
import type { ImportNeed } from './ops.js';
import { declaredIn } from './scope.js';
import { moduleKey, targetKey } from './specifier.js';
import { ts, type Source } from './syntax.js';

/** One imported thing. `*` is the namespace, `default` the default export, '' the module's side effect alone. */
export interface ImportedName {
  /** Specifier as this file writes it. */
  specifier: string;
  /** The same for all spellings of the module. */
  module: string;
  imported: string;
  /** Name in the file, unless it is there under another. */
  local: string;
  typeOnly: boolean;
}

/** One binding of an import declaration. */
export interface Binding extends ImportedName {
  declaration: ts.ImportDeclaration;
}

/** State of an imported thing in a file. */
type ImportState = { kind: 'bound'; local: string } | { kind: 'missing' } | { kind: 'clash'; reason: string };

const seen = new WeakMap<ts.SourceFile, Binding[]>();

/** Everything a file imports. */
export function bindingsOf(source: Source): Binding[] {
  const known = seen.get(source.file);
  if (known) return known;
  const bindings = importDeclarations(source).flatMap((declaration) => bindingsIn(source, declaration));
  seen.set(source.file, bindings);
  return bindings;
}

/** The import declarations of a file. */
export function importDeclarations(source: Source): ts.ImportDeclaration[] {
  return source.file.statements.filter((statement) => ts.isImportDeclaration(statement));
}

function bindingsIn(source: Source, declaration: ts.ImportDeclaration): Binding[] {
  const specifier = specifierOf(declaration);
  const clause = declaration.importClause;
  const base = { specifier, module: moduleKey(source.path, specifier), declaration };
  if (!clause) return [{ ...base, imported: '', local: '', typeOnly: false }];
  const typeOnly = clause.phaseModifier === ts.SyntaxKind.TypeKeyword;
  const bindings: Binding[] = [];
  if (clause.name) bindings.push({ ...base, imported: 'default', local: clause.name.text, typeOnly });
  const named = clause.namedBindings;
  if (named && ts.isNamespaceImport(named)) {
    bindings.push({ ...base, imported: '*', local: named.name.text, typeOnly });
  }
  for (const element of named && ts.isNamedImports(named) ? named.elements : []) {
    const imported = (element.propertyName ?? element.name).text;
    bindings.push({ ...base, imported, local: element.name.text, typeOnly: typeOnly || element.isTypeOnly });
  }
  return bindings;
}

/** The module specifier of a declaration as it is written. */
export function specifierOf(declaration: ts.ImportDeclaration): string {
  return ts.isStringLiteral(declaration.moduleSpecifier) ? declaration.moduleSpecifier.text : '';
}

/** Splits what an op needs into single names. */
export function importedNames(needs: readonly ImportNeed[], specifier: (target: string) => string): ImportedName[] {
  return needs.flatMap((need) => {
    const base = { specifier: specifier(need.from), module: targetKey(need.from), typeOnly: need.typeOnly ?? false };
    const names = (need.names ?? []).map((name) => ({ ...base, imported: name, local: name }));
    if (need.default !== undefined) names.unshift({ ...base, imported: 'default', local: need.default });
    return names.length > 0 ? names : [{ ...base, imported: '', local: '' }];
  });
}

/** Do both come from the same module, however it is spelled? */
export function sameModule(a: ImportedName, b: ImportedName): boolean {
  return a.module === b.module || a.specifier === b.specifier;
}

/** Is it imported already, under which name, or does something else hold its name? */
export function importState(source: Source, wanted: ImportedName): ImportState {
  const bindings = bindingsOf(source);
  const same = bindings.filter((one) => sameModule(one, wanted));
  if (wanted.imported === '') {
    return same.some((one) => !one.typeOnly) ? { kind: 'bound', local: '' } : { kind: 'missing' };
  }
  const matching = same.filter((one) => one.imported === wanted.imported);
  const usable = matching.find((one) => wanted.typeOnly || !one.typeOnly);
  if (usable) return { kind: 'bound', local: usable.local };
  if (matching.length > 0) {
    return { kind: 'clash', reason: `\`${wanted.imported}\` is imported from '${wanted.specifier}' as a type only` };
  }
  const other = bindings.find((one) => one.local === wanted.local);
  if (other) {
    return { kind: 'clash', reason: `the name \`${wanted.local}\` is already imported from '${other.specifier}'` };
  }
  if (declaredIn(source.file, wanted.local)) {
    return { kind: 'clash', reason: `the name \`${wanted.local}\` is already declared in this file` };
  }
  return { kind: 'missing' };
}
