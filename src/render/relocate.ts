/**
 * Layouts: templates are written for the default layout, and their relative imports are rewritten when files lie
 * elsewhere. Works on rendered templates only, never on files a person has edited.
 */
import path from 'node:path';
import type { PathMap } from '../catalog/fragment.js';

const specifiers = /(\bfrom\s+|\bimport\s*\(\s*|^import\s+|\bmock\(\s*)(['"])(\.{1,2}\/[^'"\n]*)\2/gm;

/**
 * Rewrites the relative import specifiers of a TypeScript file.
 *
 * @param source text of the file, with imports as they are in the default layout
 * @param file path of the file in the default layout
 */
export function relocateImports(source: string, file: string, paths: PathMap): string {
  return source.replace(specifiers, (_match: string, lead: string, quote: string, specifier: string) => {
    const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts');
    return `${lead}${quote}${specifierBetween(paths(file), paths(target))}${quote}`;
  });
}

/** The import specifier that leads from one file to another, both from the project root. */
export function specifierBetween(from: string, to: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), to).replace(/\.ts$/, '.js');
  return relative.startsWith('.') ? relative : `./${relative}`;
}
