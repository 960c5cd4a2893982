/** Shapes shared by the virtual tree, its diff and the transaction. */

/** Content of a file: text, or bytes for what is not text. */
export type Content = string | Uint8Array;

/** One change of a virtual tree against what it started from. */
export type Change =
  | { kind: 'create'; path: string; content: Content; executable?: boolean }
  /** `executable` is set where that changes, and may be all that does. */
  | { kind: 'update'; path: string; content: Content; before: Content; executable?: boolean }
  | { kind: 'remove'; path: string; before: Content };

/** Read-only view of a tree, paths relative to its root with `/` separators. */
export interface TreeReader {
  /** Text of a file, or undefined when there is none. */
  read(path: string): string | undefined;
  exists(path: string): boolean;
  /** Paths of all files below a folder, sorted; empty when there is none. */
  list(folder: string): string[];
}
