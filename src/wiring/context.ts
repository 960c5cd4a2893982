/** What an editor works with: a file's text, the rest of the project to look into, and how to name modules. */
import { addImport, removeImport } from './import-edit.js';
import { bindingsOf, importedNames, importState, sameModule, type ImportedName } from './imports.js';
import { Blocked, NameTaken } from './blocked.js';
import type { ImportNeed, WiringOp } from './ops.js';
import { declarationOf, freeNames, isInScope, referencesTo } from './scope.js';
import { inFileSpelling } from './specifier.js';
import { parse, ts, type Source } from './syntax.js';

/** The project around an edit. */
export interface Context {
  read(path: string): string | undefined;
  list(folder: string): readonly string[];
  specifier(fromFile: string, target: string): string;
  /** Greatest length of a line. */
  width: number;
  /** For an undo: whether the list to make shorter stood on one line before; judged by the file when unknown. */
  oneLine?: boolean | undefined;
}

/** How one kind of op is done and undone. Every function is pure; a `Blocked` says why it cannot be. */
export interface Editor<O extends WiringOp = WiringOp> {
  /** The file to edit, which may not be the recorded one. */
  find(op: O, context: Context): string;
  /** The text with the op done; the same text when it is already. */
  add(path: string, text: string, op: O, context: Context): string;
  /** The text with the op undone; the same text when nothing of it is there. */
  remove(path: string, text: string, op: O, context: Context): string;
  /** Whether the list with the op done is too long ever to have stood on one line: undoing cannot mistake its form. */
  isLong?(path: string, text: string, op: O, context: Context): boolean;
  /** The code to paste by hand, without its imports. */
  code(op: O, specifier: (target: string) => string): string;
}

/** What an op needs imported, as a file would write it. */
export function wantedBy(source: Source, needs: readonly ImportNeed[] | undefined, context: Context): ImportedName[] {
  const specifier = (target: string) => inFileSpelling(source, context.specifier(source.path, target));
  return importedNames(needs ?? [], specifier);
}

/** A file with all that is needed imported, and the names it has there. */
export interface Imported {
  source: Source;
  /** Name in the op's code to name in the file. */
  locals: ReadonlyMap<string, string>;
}

/** Adds the imports that are missing. */
export function withImports(source: Source, wanted: readonly ImportedName[], width: number): Imported {
  const { text, locals } = importing(source, wanted, width);
  return { source: parse(source.path, text), locals };
}

/** The same for a text that need not be parsed again. */
export function importing(
  source: Source,
  wanted: readonly ImportedName[],
  width: number,
): { text: string; locals: ReadonlyMap<string, string> } {
  const locals = new Map<string, string>();
  let { text } = source;
  for (const one of wanted) {
    const current = parse(source.path, text);
    const state = importState(current, one);
    if (state.kind === 'clash') throw new NameTaken(state.reason);
    if (state.kind === 'missing') text = addImport(current, one, width);
    locals.set(one.local, state.kind === 'bound' ? state.local : one.local);
  }
  return { text, locals };
}

/** Takes out the imports that nothing in the file uses any more. */
export function withoutImports(source: Source, wanted: readonly ImportedName[], context: Context): Source {
  let current = source;
  for (const one of wanted.toReversed()) {
    const binding = bindingsOf(current).find(
      (other) => sameModule(other, one) && other.imported === one.imported && (!other.typeOnly || one.typeOnly),
    );
    if (!binding || referencesTo(current.file, binding.local).length > 0) continue;
    current = parse(current.path, removeImport(current, binding, one, context));
  }
  return current;
}

/** Blocks code that would use a name nothing declares, or another thing of that name, at the place it goes. */
export function checkNames(place: ts.Node, code: ts.Node, { locals }: Pick<Imported, 'locals'>): void {
  for (const name of freeNames(code)) {
    const local = locals.get(name);
    if (local === undefined) {
      if (!isInScope(place, name)) throw new Blocked(`there is no \`${name}\` to use`);
      continue;
    }
    const declaration = declarationOf(place, local);
    if (declaration && !isImport(declaration)) throw new NameTaken(`\`${local}\` is another thing there`);
  }
}

function isImport(node: ts.Node): boolean {
  return ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node);
}
