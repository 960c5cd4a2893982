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
  #rules: ScratchRules;

  /** Copies a project. */
  constructor(project: string) {
    removeStale();
    this.#project = realpathSync(project);
    this.#rules = scratchRules(this.#project);
    this.#folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), prefix)));
    process.once('exit', this.remove);
    outputFileSync(path.join(this.#folder, ownerFile), JSON.stringify(ownOwner()));
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

  /** Folders for the ancestors that packages are found in, so that imports of the copy resolve as in the project. */
  #nest(): string {
    let folder = this.#folder;
    for (const ancestor of ancestorsOf(this.#project).filter(hasPackages)) {
      folder = path.join(folder, 'above');
      mkdirSync(folder);
      link(path.join(ancestor, 'node_modules'), path.join(folder, 'node_modules'));
    }
    const root = path.join(folder, path.basename(this.#project) || 'project');
    mkdirSync(root);
    if (hasPackages(this.#project)) linkPackages(path.join(this.#project, 'node_modules'), root);
    return root;
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
    const stats = lstatSync(from);
    const target = stats.isSymbolicLink() ? readlinkSync(from) : undefined;
    const now: Copied = { mtime: stats.mtimeMs, size: stats.size, mode: stats.mode, ...(target && { target }) };
    const then = this.copied.get(file);
    if (then && isDeepStrictEqual({ ...then, link: undefined }, { ...now, link: undefined })) return;
    const to = path.join(this.root, file);
    removeSync(to);
    mkdirSync(path.dirname(to), { recursive: true });
    if (target === undefined) copyFileSync(from, to);
    else now.link = this.#copyLink(from, to, target);
    this.copied.set(file, now);
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
