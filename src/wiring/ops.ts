/**
 * The vocabulary of wiring: what a fragment or a resource wants done to a file that people edit.
 * Data only; see apply.ts for how.
 */

/** A place in a TypeScript file, found by an exported symbol and never by a comment or a line number. */
export interface Anchor {
  /** Path of the file from the project root, `/` separated. */
  file: string;
  /** Exported name: a variable, or a function. */
  symbol: string;
  /**
   * Steps inward from the symbol: property names, and `return` for the object a function returns.
   * Calls are looked through (`z.object({…})` is the object), so are `as`, `satisfies` and parentheses.
   */
  path?: readonly string[];
}

/** An import that an edit needs. `from` is a path from the project root (`src/a/b.ts`) or a package's name. */
export interface ImportNeed {
  from: string;
  /** Named imports. */
  names?: readonly string[];
  /** Default import. */
  default?: string;
  /** Import types only. */
  typeOnly?: boolean;
}

/** Where an element goes among its siblings; the end when absent or when the sibling is not there. */
export interface Position {
  before?: string;
  after?: string;
}

export type WiringOp =
  /** Adds an import, merging into an existing declaration of the same module. */
  | { op: 'addImport'; file: string; import: ImportNeed }
  /** Adds an element to an array; `element` is an expression, matched by meaning (identifier and its import). */
  | { op: 'appendElement'; at: Anchor; element: string; imports?: readonly ImportNeed[]; position?: Position }
  /** Adds a property to an object literal; shorthand when `value` is absent. */
  | { op: 'addProperty'; at: Anchor; key: string; value?: string; comment?: string; imports?: readonly ImportNeed[] }
  /** Adds a statement that declares `name` to a function's body, before its return or after the one declaring `after`. */
  | { op: 'addStatement'; at: Anchor; name: string; statement: string; after?: string; imports?: readonly ImportNeed[] }
  /** Adds `export * from` to a barrel file. */
  | { op: 'addExport'; file: string; from: string }
  /** Adds a line to a brace-delimited block of a file that is not TypeScript: `{ block: 'model User', key: 'posts' }`. */
  | { op: 'addBlockLine'; file: string; block: string; key: string; line: string };

/**
 * An op that was done. `oneLine` says whether the list it made longer stood on one line before, where the file no
 * longer shows it: keep the op with it for an exact undo.
 */
export type DoneOp = WiringOp & { oneLine?: boolean };

/** What became of one op. */
export type WiringResult =
  | { status: 'applied'; file: string; op: DoneOp }
  | { status: 'already'; file: string; op: WiringOp }
  | {
      status: 'blocked';
      file: string;
      op: WiringOp;
      reason: string;
      snippet: string;
      /** Something else has a name that the op needs. */
      taken?: true;
    };
