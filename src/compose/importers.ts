/** Finds the files that still import what is going: a cheap scan of their text, for a warning. */
import { posix } from 'node:path';
import type { VirtualTree } from '../workspace/tree.js';

/** A file that stays, and what it imports of those that go. */
export interface Importer {
  path: string;
  /** Sorted paths. */
  imports: string[];
}

const relativeImports =
  /(?:\bfrom|\bimport|\b(?:import|require|mock|doMock|importActual)(?:<[^()]*>)?\s*\()\s*(['"`])(\.[^'"`]*)\1/g;

/** What stands for the file of a module: as it is named, compiled, without an ending, or by its folder. */
const forms: readonly [RegExp, string][] = [
  [/$/, ''],
  [/\.js$/, '.ts'],
  [/$/, '.ts'],
  [/\/?$/, '/index.ts'],
];

/** The files of src/ and test/ that import what the tree's changes remove. */
export function importersOf(tree: VirtualTree): Importer[] {
  const wanted = new Set(tree.changes().flatMap(({ kind, path }) => (kind === 'remove' ? [path] : [])));
  return ['src', 'test']
    .flatMap((folder) => tree.list(folder))
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
    .flatMap((path) => {
      const targets = importsOf(path, tree.read(path) ?? '').flatMap((target) => filesOf(target));
      const imports = [...new Set(targets)].filter((target) => wanted.has(target)).sort();
      return imports.length === 0 ? [] : [{ path, imports }];
    });
}

/** What a file imports of the project's own, as paths from its root. */
function importsOf(path: string, text: string): string[] {
  const code = text.replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  return [...code.matchAll(relativeImports)].map(([, , specifier = '']) => posix.join(posix.dirname(path), specifier));
}

function filesOf(target: string): string[] {
  return forms.filter(([ending]) => ending.test(target)).map(([ending, other]) => target.replace(ending, other));
}
