/**
 * A copy of the project in a temporary folder, for code that people wrote: it may write there as it likes, and what it
 * did is looked at before anything of it reaches the project. The copy goes with the run, however that ends; what a
 * killed run left is cleared away by the next.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { lstatSync, realpathSync, statSync, symlinkSync, type Dirent } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { outputFileSync, removeSync } from 'fs-extra/esm';
import { packageInfo } from '../package/root.js';
import { hasEnded, ownOwner, parseOwner } from './process.js';
import { scratchRules, type ScratchRules } from './scratch-rules.js';
import { nearestExisting } from './target.js';

const prefix = `${packageInfo.name}-scratch-`;
const ownerFile = 'owner.json';

/** What a copied file or link was like in the project. */
interface Copied {
  mtime: number;
  size: number;
  mode: number;
  /** Where it leads, for a link. */
  target?: string;
  /** Where the copy of a link leads; absent for the copy of what it led to. */
  link?: string | undefined;
}

/** A project's copy. */
export class Scratch {
  /** Absolute path of the copy. */
  readonly root: string;
  /** What was copied: paths from the root, `/` separated. */
  readonly copied = new Map<string, Copied>();
  readonly #project: string;
  readonly #folder: string;
  /** Absolute paths of what lies above and beside the copy. */
  readonly #around = new Set<string>();
  #rules: ScratchRules;

  /** Copies a project. */
  constructor(project: string) {
    removeStale();
    this.#project = realpathSync(project);
    this.#rules = scratchRules(this.#project);
    this.#folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), prefix)));
    process.once('exit', this.remove);
    const owner = path.join(this.#folder, ownerFile);
    outputFileSync(owner, JSON.stringify(ownOwner()));
    this.#around.add(owner);
    this.root = this.#nest();
    this.refresh();
  }

  /** Copies again what has changed in the project, and takes out what is gone there. */
  refresh(): void {
    this.#rules = scratchRules(this.#project);
    const present = new Set<string>();
    for (const file of this.#walk('')) {
      present.add(file);
      this.#copy(file);
    }
    for (const file of this.copied.keys()) {
      if (present.has(file)) continue;
      removeSync(path.join(this.root, file));
      this.copied.delete(file);
    }
  }

  /** Removes the copy. */
  readonly remove = (): void => {
    process.removeListener('exit', this.remove);
    try {
      removeSync(this.#folder);
    } catch {
      // Nothing depends on it, and the next run tries again.
    }
  };

  /**
   * Where in the copy something lies: a path of the project is taken for the same path of the copy.
   *
   * @param target absolute path; nothing needs to be there
   * @returns undefined for what is outside of both, by its path or through a link: packages are such links
   */
  place(target: string): string | undefined {
    const real = realPlace(target);
    const inside = [this.root, this.#project].find((folder) => isBelow(folder, real));
    if (inside === undefined) return undefined;
    const place = path.join(this.root, path.relative(inside, real));
    return isBelow(this.root, realPlace(place)) ? place : undefined;
  }

  /** What was put above or beside the copy, as paths from it. */
  strays(): string[] {
    return ancestorsOf(this.root)
      .filter((folder) => folder === this.#folder || isBelow(this.#folder, folder))
      .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
      .filter((entry) => !this.#around.has(entry))
      .map((entry) => path.relative(this.root, entry).replaceAll(path.sep, '/'));
  }

  /** What is different in the project since it was copied: paths from its root. */
  outdated(): string[] {
    const present = new Set(this.#walk(''));
    const other = [...present].filter((file) => !this.#isCurrent(file, statusOf(path.join(this.#project, file))));
    return [...other, ...[...this.copied.keys()].filter((file) => !present.has(file))].sort();
  }

  /** As many folders as the project has above it, so that `..` stays in here; packages are found in them as there. */
  #nest(): string {
    let folder = this.#folder;
    for (const ancestor of ancestorsOf(this.#project)) {
      folder = this.#makeFolder(path.join(folder, 'up'));
      if (!hasPackages(ancestor)) continue;
      link(path.join(ancestor, 'node_modules'), path.join(folder, 'node_modules'));
      this.#around.add(path.join(folder, 'node_modules'));
    }
    const root = this.#makeFolder(path.join(folder, path.basename(this.#project) || 'project'));
    if (hasPackages(this.#project)) linkPackages(path.join(this.#project, 'node_modules'), root);
    return root;
  }

  #makeFolder(folder: string): string {
    mkdirSync(folder);
    this.#around.add(folder);
    return folder;
  }

  /** Paths of everything that is copied. */
  #walk(folder: string): string[] {
    return readdirSync(path.join(this.#project, folder), { withFileTypes: true }).flatMap((entry) => {
      const child = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (this.#rules.isLeftOut(child, entry.isDirectory())) return [];
      if (entry.isDirectory()) return this.#walk(child);
      return isCopied(entry) ? [child] : [];
    });
  }

  #copy(file: string): void {
    const from = path.join(this.#project, file);
    const now = statusOf(from);
    if (this.#isCurrent(file, now)) return;
    const to = path.join(this.root, file);
    removeSync(to);
    mkdirSync(path.dirname(to), { recursive: true });
    if (now.target === undefined) copyFileSync(from, to);
    else now.link = this.#copyLink(from, to, now.target);
    this.copied.set(file, now);
  }

  #isCurrent(file: string, now: Copied): boolean {
    const then = this.copied.get(file);
    return then !== undefined && isDeepStrictEqual({ ...then, link: undefined }, { ...now, link: undefined });
  }

  /** A link that stays inside stays a link; of what is outside a file is copied, and a folder is not there. */
  #copyLink(from: string, to: string, target: string): string | undefined {
    const end = statSync(from, { throwIfNoEntry: false });
    const inside = path.relative(this.#project, path.resolve(path.dirname(from), target));
    if (inside.startsWith('..') || path.isAbsolute(inside)) {
      if (end?.isFile()) copyFileSync(from, to);
      return undefined;
    }
    const own = path.relative(path.dirname(to), path.join(this.root, inside)) || '.';
    symlinkSync(own, to, end?.isDirectory() ? 'dir' : null);
    return own;
  }
}

/** The path with links followed, also of what is not there yet. */
function realPlace(target: string): string {
  const existing = nearestExisting(target);
  return path.join(realpathSync(existing), path.relative(existing, target));
}

function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}

function statusOf(file: string): Copied {
  const stats = lstatSync(file);
  const target = stats.isSymbolicLink() ? readlinkSync(file) : undefined;
  return { mtime: stats.mtimeMs, size: stats.size, mode: stats.mode, ...(target && { target }) };
}

function isCopied(entry: Dirent): boolean {
  return entry.isFile() || entry.isSymbolicLink();
}

/** The folders above one, the outermost first. */
function ancestorsOf(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [] : [...ancestorsOf(parent), parent];
}

function hasPackages(folder: string): boolean {
  return existsSync(path.join(folder, 'node_modules'));
}

/** A folder of links, and not one link: what is put into it does not come to lie in the project's own. */
function linkPackages(packages: string, root: string): void {
  const folder = path.join(root, 'node_modules');
  mkdirSync(folder);
  for (const name of readdirSync(packages)) {
    if (!name.startsWith('@')) {
      link(path.join(packages, name), path.join(folder, name));
      continue;
    }
    mkdirSync(path.join(folder, name));
    for (const inner of readdirSync(path.join(packages, name))) {
      link(path.join(packages, name, inner), path.join(folder, name, inner));
    }
  }
}

function link(target: string, place: string): void {
  // Links to folders that need no rights on Windows.
  symlinkSync(target, place, process.platform === 'win32' ? 'junction' : null);
}

/** Removes the copies of runs that were killed. */
function removeStale(): void {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(os.tmpdir(), name);
    try {
      const owner = parseOwner(readFileSync(path.join(folder, ownerFile), 'utf8'));
      if (owner && hasEnded(owner)) removeSync(folder);
    } catch {
      // Being made, gone meanwhile, or somebody else's.
    }
  }
}
