/**
 * The one kind of error a person is meant to read.
 * Anything else that reaches the command line is a bug and is reported as one.
 */

/** Stable identifiers of refusals; scripts may rely on them. */
export type ErrorCode =
  | 'USAGE'
  | 'UNKNOWN_CHOICE'
  | 'INVALID_SELECTION'
  | 'INVALID_PRESET'
  | 'INVALID_PROJECT_NAME'
  | 'INVALID_RESOURCE'
  | 'RESOURCE_EXISTS'
  | 'RESOURCE_NOT_FOUND'
  | 'RESOURCE_IN_USE'
  | 'FILE_EDITED'
  | 'TARGET_NOT_EMPTY'
  | 'TARGET_NOT_WRITABLE'
  | 'TARGET_NOT_A_DIRECTORY'
  | 'OUTSIDE_TARGET'
  | 'NOT_A_PROJECT'
  | 'MANIFEST_DAMAGED'
  | 'MANIFEST_VERSION'
  | 'FILE_EXISTS'
  | 'FILE_CHANGED'
  | 'LOCKED'
  | 'UNFINISHED'
  | 'WIRING_BLOCKED'
  | 'PLOPFILE_FAILED'
  | 'GENERATOR_EXISTS'
  | 'GENERATOR_FAILED'
  | 'WRITE_FAILED'
  | 'SYSTEM'
  | 'INTERRUPTED';

/** What a {@link UserError} is made of. */
export interface UserErrorInit {
  /** Stable identifier. */
  code: ErrorCode;
  /** What is wrong and where, one sentence. */
  message: string;
  /** What to do about it. */
  hint?: string;
  /** Text to paste by hand, when that is the way out. */
  snippet?: string;
  /** When one call has several faults: each of them, a line each. */
  problems?: readonly Problem[];
  cause?: unknown;
}

/** One fault of a call that may have several. */
export interface Problem {
  /** Set where a call has faults of several kinds. */
  code?: ErrorCode;
  /** Where it is: a flag, a field, a file. */
  where?: string;
  message: string;
  hint?: string;
  snippet?: string;
}

/** A refusal or failure with a stable code, a message for a person and a way out. */
export class UserError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly snippet: string | undefined;
  readonly problems: readonly Problem[];

  constructor(init: UserErrorInit) {
    super(init.message, { cause: init.cause });
    this.name = 'UserError';
    this.code = init.code;
    this.hint = init.hint;
    this.snippet = init.snippet;
    this.problems = init.problems ?? [];
  }
}

/**
 * Runs checks that do not depend on each other and throws their faults together.
 *
 * @returns the values, in the order of the checks
 * @throws UserError the one fault, or one error that lists all of them; other errors pass through
 */
export function checkAll<T extends readonly unknown[]>(...checks: { [K in keyof T]: () => T[K] }): T {
  const faults: UserError[] = [];
  const values = checks.map((check) => {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(error);
      return undefined;
    }
  });
  if (faults.length > 0) throw joinErrors(faults);
  return values as unknown as T;
}

/** One error that says all of them; its code is theirs when they share one. */
export function joinErrors(errors: readonly UserError[], otherwise: ErrorCode = 'USAGE'): UserError {
  const [first, ...others] = errors;
  if (first && others.length === 0) return first;
  const codes = new Set(errors.map(({ code }) => code));
  const problems = errors.flatMap((error) => asProblems(error));
  return new UserError({
    code: first && codes.size === 1 ? first.code : otherwise,
    message: `There are ${problems.length} things to mend.`,
    problems,
  });
}

/** An error's own problems, or itself as one. */
function asProblems({ code, message, hint, snippet, problems }: UserError): readonly Problem[] {
  if (problems.length > 0) return problems.map((problem) => ({ code, ...problem }));
  return [{ code, message, ...(hint === undefined ? {} : { hint }), ...(snippet === undefined ? {} : { snippet }) }];
}
