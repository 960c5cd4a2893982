/** Module specifiers: how a file names another, and when two spellings name the same. Pure text. */
import type { Source } from './syntax.js';

const sourceExtension = /\.(?:d\.)?[cm]?[jt]sx?$/;

/** A file of the project, and not a package. */
function isProjectPath(target: string): boolean {
  return /\.(?:[cm]?tsx?|json)$/.test(target) || target.startsWith('src/');
}

/** Specifier of a project's file for an import in another, ESM style (`.js` for `.ts`); packages keep their name. */
export function defaultSpecifier(fromFile: string, target: string): string {
  if (!isProjectPath(target)) return target;
  const from = folderOf(fromFile);
  const to = target.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  const up = '../'.repeat(from.length - shared) || './';
  return (up + to.slice(shared).join('/')).replace(/\.([cm]?)tsx?$/, '.$1js');
}

function folderOf(file: string): string[] {
  return file.split('/').slice(0, -1);
}

const keys = new Map<string, string>();

/** One key for every spelling of a module: its path without extension and `/index`, or the package's name. */
export function moduleKey(fromFile: string, specifier: string): string {
  const place = `${fromFile}\0${specifier}`;
  const key = keys.get(place) ?? keyOf(fromFile, specifier);
  keys.set(place, key);
  return key;
}

function keyOf(fromFile: string, specifier: string): string {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return stem(resolved(folderOf(fromFile), specifier));
  const alias = /^(?:@|~|#)\/(.+)$/.exec(specifier) ?? /^#(.+)$/.exec(specifier);
  if (alias?.[1]) return stem(alias[1].startsWith('src/') ? alias[1] : `src/${alias[1]}`);
  return specifier.replace(/^node:/, '');
}

/** The same key for a target as wiring ops name it. */
export function targetKey(target: string): string {
  return isProjectPath(target) ? stem(target) : target.replace(/^node:/, '');
}

function resolved(folder: readonly string[], specifier: string): string {
  const parts = [...folder];
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function stem(path: string): string {
  return path.replace(sourceExtension, '').replace(/(?:^|\/)index$/, '');
}

/** Spells a relative specifier the way the file spells its others: with `.js`, with `.ts`, or without. */
export function inFileSpelling(source: Source, specifier: string): string {
  if (!specifier.startsWith('.') || !sourceExtension.test(specifier)) return specifier;
  const others = [...source.text.matchAll(/(?:from|import)\s*\(?\s*(['"])(\.{1,2}\/[^'"\n]+)\1/g)].map(
    (m) => m[2] ?? '',
  );
  const code = others.filter((other) => !/\.(?:json|css|node|txt)$/.test(other));
  if (code.length === 0) return specifier;
  if (code.every((other) => !sourceExtension.test(other))) {
    return specifier.replace(sourceExtension, '').replace(/\/index$/, '');
  }
  if (code.every((other) => /\.[cm]?tsx?$/.test(other))) return specifier.replace(/\.([cm]?)jsx?$/, '.$1ts');
  return specifier;
}
