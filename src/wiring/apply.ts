/**
 * Wiring: doing ops to the text of files, and undoing them. Text in, text out - nothing here touches a file system.
 * The syntax library behind it is loaded on the first use and not before.
 */
import type { Anchor, DoneOp, WiringOp, WiringResult } from './ops.js';

/** The project as wiring sees it. All paths are real ones, relative to the root with `/` separators. */
export interface WiringHost {
  read(path: string): string | undefined;
  /** Paths of all files below a folder; without it, anchors are looked for in their recorded file alone. */
  list?(folder: string): readonly string[];
  /** How one file names another in an import; ESM style with `.js` unless told otherwise. Packages come as they are. */
  specifier?(fromFile: string, target: string): string;
  /** Greatest length of a line, 100 unless told otherwise. */
  width?: number;
}

/** What came of some ops. */
export interface WiringOutcome {
  /** One for each op, in their order. */
  results: WiringResult[];
  /** New text of every file that changed. */
  edits: Map<string, string>;
}

/** A piece of code for people to paste. */
export interface WiringSnippet {
  file: string;
  /** The code, after the imports that the file lacks. */
  snippet: string;
}

/** What to paste by hand instead of each op, in their order. */
export async function wiringSnippets(ops: readonly WiringOp[], host: WiringHost): Promise<WiringSnippet[]> {
  if (ops.length === 0) return [];
  const { snippetsOf } = await import('./engine.js');
  return snippetsOf(ops, host);
}

/**
 * Does ops in order, each on what the ones before it left. An op that cannot be done safely is `blocked` and changes
 * nothing; the others are done all the same.
 */
export async function applyWiring(ops: readonly WiringOp[], host: WiringHost): Promise<WiringOutcome> {
  if (ops.length === 0) return { results: [], edits: new Map() };
  const { addAll } = await import('./engine.js');
  return addAll(ops, host);
}

/**
 * Undoes ops, the last one first. Right after `applyWiring` the files are as they were, byte for byte; where people
 * edited since, what the ops brought goes and the rest stays, or the op is `blocked`. Give it the ops of the results
 * of `applyWiring` where they are kept: they tell what a file no longer shows.
 */
export async function revertWiring(ops: readonly DoneOp[], host: WiringHost): Promise<WiringOutcome> {
  if (ops.length === 0) return { results: [], edits: new Map() };
  const { removeAll } = await import('./engine.js');
  return removeAll(ops, host);
}

/**
 * The names of the elements of an array, in their order: of each its own, and the one it was exported under. None where
 * the array cannot be told, as the wiring itself will say.
 */
export async function elementNames(at: Anchor, host: WiringHost): Promise<string[][]> {
  const { elementsAt } = await import('./engine.js');
  return elementsAt(at, host);
}
