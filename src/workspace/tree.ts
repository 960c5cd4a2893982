/**
 * The virtual tree: an overlay of staged changes over a read-only base. Nothing here writes to disk.
 */
import { UserError } from '../errors.js';
import { isInsidePath } from './inside.js';
import type { Change, Content, TreeReader } from './types.js';

/** What a tree starts from; {@link emptyBase} for a new project, a folder on disk for an existing one. */
export interface TreeBase {
  read(path: string): Content | undefined;
  list(folder: string): string[];
}

/** A base without files. */
export const emptyBase: TreeBase = { read: () => undefined, list: () => [] };

interface Staged {
  content: Content | undefined;
  /** Undefined where it stays as it is. */
  executable?: boolean | undefined;
}

/** Files of a project as they will be. Paths are relative to its root, with `/` separators. */
export class VirtualTree implements TreeReader {
  readonly #base: TreeBase;
  readonly #staged = new Map<string, Staged>();
  #locked = false;

  constructor(base: TreeBase = emptyBase) {
    this.#base = base;
  }

  /** Text of a file, or undefined when there is none. */
  read(path: string): string | undefined {
    const content = this.#content(path);
    return content === undefined || typeof content === 'string' ? content : new TextDecoder().decode(content);
  }

  exists(path: string): boolean {
    return this.#content(path) !== undefined;
  }

  /** Paths of all files below a folder (`''` for the root), sorted. */
  list(folder: string): string[] {
    const prefix = folder === '' ? '' : `${folder}/`;
    const paths = new Set(this.#base.list(folder));
    for (const [path, staged] of this.#staged) {
      if (!path.startsWith(prefix)) continue;
      if (staged.content === undefined) paths.delete(path);
      else paths.add(path);
    }
    return [...paths].sort();
  }

  /**
   * Stages a new file.
   *
   * @throws UserError `FILE_EXISTS` when there is one already.
   */
  create(path: string, content: Content, options: { executable?: boolean } = {}): void {
    if (this.exists(path)) {
      throw new UserError({
        code: 'FILE_EXISTS',
        message: `${path} exists already and would be overwritten.`,
        hint: 'Move or delete the file, then run the command again.',
      });
    }
    this.#stage(path, { content, executable: options.executable });
  }

  /** Stages new content of an existing file, and whether it may be executed where that changes. */
  update(path: string, content: Content, options: { executable?: boolean } = {}): void {
    if (!this.exists(path)) throw new Error(`update of a file that is not there: ${path}`);
    this.#stage(path, { content, executable: options.executable ?? this.#staged.get(path)?.executable });
  }

  /** Stages the removal of a file. */
  remove(path: string): void {
    if (!this.exists(path)) throw new Error(`removal of a file that is not there: ${path}`);
    this.#stage(path, { content: undefined });
  }

  /** What differs from the base, sorted by path; writes that restore the base's content do not count. */
  changes(): Change[] {
    const changes: Change[] = [];
    for (const [path, staged] of [...this.#staged].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const before = this.#base.read(path);
      if (staged.content === undefined) {
        if (before !== undefined) changes.push({ kind: 'remove', path, before });
      } else if (before === undefined) {
        changes.push({
          kind: 'create',
          path,
          content: staged.content,
          ...(staged.executable ? { executable: true } : {}),
        });
      } else if (!sameContent(before, staged.content) || staged.executable !== undefined) {
        const { content, executable } = staged;
        changes.push({ kind: 'update', path, content, before, ...(executable === undefined ? {} : { executable }) });
      }
    }
    return changes;
  }

  /** After this no change can be staged: the tree is being committed. */
  lock(): void {
    this.#locked = true;
  }

  #content(path: string): Content | undefined {
    const staged = this.#staged.get(path);
    return staged ? staged.content : this.#base.read(path);
  }

  #stage(path: string, staged: Staged): void {
    if (this.#locked) throw new Error(`the tree is locked: ${path}`);
    assertInside(path);
    this.#staged.set(path, staged);
  }
}

function assertInside(path: string): void {
  if (isInsidePath(path)) return;
  throw new UserError({ code: 'OUTSIDE_TARGET', message: `Refused to write outside of the project: ${path}` });
}

function sameContent(a: Content, b: Content): boolean {
  if (typeof a === typeof b && typeof a === 'string') return a === b;
  return Buffer.from(a as Uint8Array).equals(Buffer.from(b as Uint8Array));
}
