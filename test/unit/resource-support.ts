/** What the tests of the resource language share. */
import { UserError, type Problem } from '../../src/errors.js';
import { parseFragmentResource, parseResourceLine, type ResourceProject } from '../../src/resource/parse.js';
import type { FieldSpec } from '../../src/resource/spec.js';

/** A project that nobody can sign in to, with nothing in it. */
export const open: ResourceProject = { resources: [], hasAuth: false };

/** The user of a project with accounts. */
export const user = parseFragmentResource(
  { line: 'user email:email:unique name:string:optional passwordHash:string:hidden', methods: ['findById', 'create'] },
  open,
);

/** A project with accounts. */
export const guarded: ResourceProject = { resources: [user], hasAuth: true };

/** The error that a call refuses with. */
export function refusal(call: () => unknown): UserError {
  try {
    call();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** What is wrong with a line, first lines only. */
export function faults(line: string, project: ResourceProject = guarded): string[] {
  return problems(line, project).map(({ message }) => message.split('\n')[0] ?? '');
}

/** What is wrong with a line. */
export function problems(line: string, project: ResourceProject = guarded): readonly Problem[] {
  return refusal(() => parseResourceLine(line, project)).problems;
}

/** What the carets below each fault of a line point at. */
export function pointed(line: string, project: ResourceProject = guarded): string[] {
  return problems(line, project).map(({ message }) => {
    const [, shown = '', carets = ''] = message.split('\n');
    return shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1);
  });
}

/** The field that a word means. */
export function field(word: string, project: ResourceProject = guarded): FieldSpec {
  const [first] = parseResourceLine(`thing ${word} other:string`, project).fields;
  if (!first) throw new Error(`no field: ${word}`);
  return first;
}
