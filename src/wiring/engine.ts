/** Runs ops one after another over the files of a project, proves each edit, and turns what cannot be into results. */
import type { WiringHost, WiringOutcome, WiringSnippet } from './apply.js';
import { blockLine } from './block.js';
import { Blocked, NameTaken, unlessBlocked } from './blocked.js';
import type { Context, Editor } from './context.js';
import { element, namesAt } from './element.js';
import { exportAll } from './export.js';
import { importing } from './import-op.js';
import type { Anchor, DoneOp, WiringOp, WiringResult } from './ops.js';
import { property } from './property.js';
import { snippetOf } from './snippet.js';
import { defaultSpecifier } from './specifier.js';
import { statement } from './statement.js';
import { defaultWidth } from './style.js';
import { parse, syntaxError, type Source } from './syntax.js';
import { contains, containsText, keepsComments } from './verify.js';

const editors: { [K in WiringOp['op']]: Editor<Extract<WiringOp, { op: K }>> } = {
  addImport: importing,
  appendElement: element,
  addProperty: property,
  addStatement: statement,
  addExport: exportAll,
  addBlockLine: blockLine,
};

/** Files as edited so far over the files there are. A byte order mark is kept out of the way and put back. */
class Overlay implements Context {
  readonly edits = new Map<string, string>();
  readonly width: number;

  constructor(private readonly host: WiringHost) {
    this.width = host.width ?? defaultWidth;
  }

  private raw(path: string): string | undefined {
    return this.edits.get(path) ?? this.host.read(path);
  }

  read(path: string): string | undefined {
    return this.raw(path)?.replace(/^\uFEFF/, '');
  }

  write(path: string, text: string): void {
    const mark = this.raw(path)?.startsWith('\uFEFF') ? '\uFEFF' : '';
    this.edits.set(path, mark + text);
  }

  /** The same files for an undo that knows the form a list had. */
  forUndo(oneLine: boolean | undefined): Context {
    const { width } = this;
    const read = (path: string) => this.read(path);
    const list = (folder: string) => this.list(folder);
    const specifier = (fromFile: string, target: string) => this.specifier(fromFile, target);
    return { read, list, specifier, width, oneLine };
  }

  list(folder: string): readonly string[] {
    return this.host.list?.(folder) ?? [];
  }

  specifier(fromFile: string, target: string): string {
    return (this.host.specifier ?? defaultSpecifier)(fromFile, target);
  }
}

/** Does the ops in order. */
export function addAll(ops: readonly WiringOp[], host: WiringHost): WiringOutcome {
  const files = new Overlay(host);
  const results = ops.map((op) => run(op, files, 'add'));
  return { results, edits: files.edits };
}

/** Undoes the ops, last first; results in the order of the ops. */
export function removeAll(ops: readonly DoneOp[], host: WiringHost): WiringOutcome {
  const files = new Overlay(host);
  const results = ops.toReversed().map((op) => run(op, files, 'remove'));
  return { results: results.toReversed(), edits: files.edits };
}

/** What to paste by hand instead of each op, and into which file. */
export function snippetsOf(ops: readonly WiringOp[], host: WiringHost): WiringSnippet[] {
  const files = new Overlay(host);
  return ops.map((op) => {
    const recorded = 'at' in op ? op.at.file : op.file;
    const file = unlessBlocked(() => editorFor(op).find(op, files)) ?? recorded;
    return { file, snippet: snippetOf(op, editorFor(op), file, files) };
  });
}

/** The names of an array's elements; none where the array cannot be told. */
export function elementsAt(at: Anchor, host: WiringHost): string[][] {
  return unlessBlocked(() => namesAt(at, new Overlay(host))) ?? [];
}

type Direction = 'add' | 'remove';

function run(op: DoneOp, files: Overlay, direction: Direction): WiringResult {
  let file = 'at' in op ? op.at.file : op.file;
  try {
    file = editorFor(op).find(op, files);
    const before = files.read(file) ?? '';
    const after = edited(file, before, op, files, direction);
    if (after === before) return { status: 'already', file, op };
    const done = direction === 'add' ? withForm(op, file, before, after, files) : op;
    files.write(file, after);
    return { status: 'applied', file, op: done };
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    const snippet = snippetOf(op, editorFor(op), file, files);
    const taken = error instanceof NameTaken ? { taken: true as const } : {};
    return { status: 'blocked', file, op, reason: error.message, snippet, ...taken };
  }
}

function editorFor(op: WiringOp): Editor {
  return editors[op.op] as Editor;
}

/** The op with the form of the list before, where undoing would otherwise guess it wrong. */
function withForm(op: WiringOp, file: string, before: string, after: string, files: Overlay): DoneOp {
  if (editorFor(op).isLong?.(file, after, op, files)) return op;
  const undone = (oneLine?: boolean) =>
    unlessBlocked(() => editorFor(op).remove(file, after, op, files.forUndo(oneLine)));
  if (undone() === before) return op;
  const oneLine = [true, false].find((form) => undone(form) === before);
  return oneLine === undefined ? op : { ...op, oneLine };
}

function edited(file: string, before: string, op: DoneOp, overlay: Overlay, direction: Direction): string {
  const files = direction === 'remove' ? overlay.forUndo(op.oneLine) : overlay;
  const typescript = op.op !== 'addBlockLine';
  const error = typescript ? syntaxError(parse(file, before)) : undefined;
  if (error !== undefined) throw new Blocked(`${file} has a syntax error (${error})`);
  const editor = editorFor(op);
  const after = editor[direction](file, before, op, files);
  const [more, less] = direction === 'add' ? [after, before] : [before, after];
  const kept = containsText(more, less) && (!typescript || contains(parse(file, more), parse(file, less)));
  const sound = !typescript || isSound(parse(file, before), parse(file, after), op);
  if (!kept || !sound || editor[direction](file, after, op, files) !== after) {
    throw new Blocked(`the edit of ${file} could not be proved safe`);
  }
  return after;
}

function isSound(before: Source, after: Source, op: WiringOp): boolean {
  const own = op.op === 'addProperty' ? property.code(op, String) : '';
  return syntaxError(after) === undefined && keepsComments(before, after, own);
}
