/** Import declarations, edited: adding one imported name and taking it out again. Text in, text out. */
import { bindingsOf, importDeclarations, sameModule, specifierOf, type Binding, type ImportedName } from './imports.js';
import { atEnd, insertItem, type List } from './list.js';
import { removeItem } from './list-remove.js';
import { quoted, semicolon, styleOf, type Style } from './style.js';
import { parse, startOf, ts, type Source } from './syntax.js';
import * as t from './text.js';

/** Adds an import that is missing: into a declaration of the same module, or as a new one behind its likes. */
export function addImport(source: Source, wanted: ImportedName, width: number): string {
  const style = styleOf(source, width);
  const same = bindingsOf(source).filter((one) => sameModule(one, wanted));
  const declarations = [...new Set(same.map((one) => one.declaration))];
  const merged = wanted.imported === '' ? undefined : mergeInto(source, declarations, wanted, style);
  if (merged !== undefined) return merged;
  const line = writeImport(wanted, style);
  const last = declarations.at(-1) ?? lastOfSort(source, wanted.specifier);
  if (last) return t.inserted(source.text, t.afterComments(source.text, last.end), style.eol + line);
  return insertFirst(source, line, style);
}

function writeImport(wanted: ImportedName, style: Style): string {
  const end = quoted(wanted.specifier, style) + semicolon(style);
  if (wanted.imported === '') return `import ${end}`;
  const [open, close] = style.spacing ? ['{ ', ' }'] : ['{', '}'];
  const clause = wanted.imported === 'default' ? wanted.local : open + wanted.imported + close;
  return `import ${wanted.typeOnly ? 'type ' : ''}${clause} from ${end}`;
}

function isTypeOnly(declaration: ts.ImportDeclaration): boolean {
  return declaration.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function namedImports(declaration: ts.ImportDeclaration): ts.NamedImports | undefined {
  const bindings = declaration.importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings : undefined;
}

function namesList(named: ts.NamedImports): List {
  const items = named.elements.map((element) => ({ start: startOf(element), end: element.end }));
  return { kind: 'names', open: startOf(named) + 1, close: named.end - 1, items };
}

/** Puts a name into a declaration that can take it; undefined when none can. */
function mergeInto(
  source: Source,
  declarations: readonly ts.ImportDeclaration[],
  wanted: ImportedName,
  style: Style,
): string | undefined {
  const plain = declarations.filter((one) => one.importClause && !one.attributes);
  if (wanted.imported === 'default') {
    const host = plain.find((one) => !isTypeOnly(one) && namedImports(one) && !one.importClause?.name);
    const named = host && namedImports(host);
    return named && !wanted.typeOnly ? t.inserted(source.text, startOf(named), `${wanted.local}, `) : undefined;
  }
  const alike = plain.find((one) => isTypeOnly(one) === wanted.typeOnly && namedImports(one));
  const inline = wanted.typeOnly && usesInlineTypes(source);
  const host = alike ?? (inline ? plain.find((one) => namedImports(one)) : undefined);
  const named = host && namedImports(host);
  if (named) {
    const item = alike ? wanted.imported : `type ${wanted.imported}`;
    return insertItem(source.text, namesList(named), item, atEnd(namesList(named)), style);
  }
  const bare = plain.find((one) => !isTypeOnly(one) && one.importClause?.name && !one.importClause.namedBindings);
  if (!bare?.importClause || wanted.typeOnly) return undefined;
  const list = style.spacing ? `{ ${wanted.imported} }` : `{${wanted.imported}}`;
  return t.inserted(source.text, bare.importClause.end, `, ${list}`);
}

/** Does the file write `import { type A }`? */
function usesInlineTypes(source: Source): boolean {
  return importDeclarations(source).some((one) => namedImports(one)?.elements.some((element) => element.isTypeOnly));
}

/** Sorts of imports in the order people write them: the platform's, packages, the project's own. */
function sortOf(specifier: string): number {
  if (specifier.startsWith('node:')) return 0;
  return /^(?:\.|@\/|~\/|#)/.test(specifier) ? 2 : 1;
}

function lastOfSort(source: Source, specifier: string): ts.ImportDeclaration | undefined {
  const wanted = sortOf(specifier);
  const all = importDeclarations(source);
  const sorts = all.map((one) => sortOf(specifierOf(one)));
  for (let sort = wanted; sort >= 0; sort -= 1) {
    const last = all[sorts.lastIndexOf(sort)];
    if (last) return last;
  }
  const first = all[0];
  return first && hasOwnComment(source.text, first) ? all.at(-1) : undefined;
}

/** A comment on its line, or a `//` right above, speaks about a statement (`// eslint-disable-next-line`): nothing goes between. */
function hasOwnComment(text: string, statement: ts.Node): boolean {
  if (!t.startsLine(text, startOf(statement))) return true;
  const start = t.lineStart(text, startOf(statement));
  return (
    start > 0 &&
    text
      .slice(t.lineStart(text, start - 1), start)
      .trim()
      .startsWith('//')
  );
}

/** The first import of a file, or the first of a sort that comes before all others. */
function insertFirst(source: Source, line: string, style: Style): string {
  const { text } = source;
  const [first] = importDeclarations(source);
  if (first) return t.inserted(text, startOf(first), line + style.eol);
  const at = behindHeader(source);
  return t.inserted(text, at, line + style.eol + (at === text.length ? '' : style.eol));
}

/** Behind what has to stay on top: `#!`, directives, and a comment set off by a blank line. */
function behindHeader(source: Source): number {
  const { text, file } = source;
  let at = text.startsWith('#!') ? t.nextLine(text, 0) : 0;
  for (const statement of file.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    at = t.nextLine(text, statement.end);
  }
  const next = file.statements.find((statement) => startOf(statement) >= at);
  const end = next ? startOf(next) : text.length;
  const header = /^[\s\S]*(?:\*\/|\/\/[^\n]*)[ \t]*\r?\n(?=[ \t]*\r?\n)/.exec(text.slice(at, end))?.[0] ?? '';
  const blank = /^(?:[ \t]*\r?\n)*/.exec(text.slice(at + header.length, end))?.[0] ?? '';
  return at + header.length + blank.length;
}

/** What a removal has to know about the form of lists. */
interface Form {
  width: number;
  oneLine?: boolean | undefined;
}

/** Takes an imported name out, its whole declaration when nothing else is in it. */
export function removeImport(source: Source, binding: Binding, wanted: ImportedName, form: Form): string {
  const { text } = source;
  const candidates = removals(source, binding, form);
  const exact = candidates.find((candidate) => addImport(parse(source.path, candidate), wanted, form.width) === text);
  return exact ?? (candidates[0] as string);
}

function removals(source: Source, binding: Binding, { width, oneLine }: Form): string[] {
  const { text } = source;
  const { declaration } = binding;
  const named = namedImports(declaration);
  const clause = declaration.importClause;
  const elements = named?.elements ?? [];
  if (binding.imported === 'default' && clause?.name && clause.namedBindings) {
    return [t.removed(text, startOf(clause.name), startOf(clause.namedBindings))];
  }
  const index = elements.findIndex((element) => element.name.text === binding.local);
  if (named && index >= 0 && elements.length > 1) {
    const at = startOf(declaration);
    const relocate = (changed: string) => relocateNames(parse(source.path, changed), at);
    return [removeItem(text, namesList(named), index, styleOf(source, width), { relocate, oneLine })];
  }
  if (named && index >= 0 && clause?.name) return [t.removed(text, clause.name.end, named.end)];
  return declarationRemovals(text, declaration);
}

function relocateNames(source: Source, start: number): List | undefined {
  const declaration = importDeclarations(source).find((one) => startOf(one) === start);
  const named = declaration && namedImports(declaration);
  return named && namesList(named);
}

function declarationRemovals(text: string, declaration: ts.ImportDeclaration): string[] {
  const start = startOf(declaration);
  if (!t.startsLine(text, start) || !t.endsLine(text, declaration.end))
    return [t.removed(text, start, declaration.end)];
  const end = t.nextLine(text, declaration.end);
  const blank = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  const line = t.lineStart(text, start);
  const above = t.endAbove(text, start);
  const alone = blank > 0 && /(?:^|\n[ \t]*\r?\n)$/.test(text.slice(0, line));
  const candidates = [t.removed(text, line, end), t.removed(text, line, end + blank)];
  if (alone) candidates.reverse();
  if (above >= 0) candidates.push(t.removed(text, above, t.lineEnd(text, declaration.end)));
  return candidates;
}
