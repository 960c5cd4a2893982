/** An error as people read it, and as `--json` documents have it. */
import kleur from 'kleur';
import { UserError, type Problem } from '../errors.js';
import { packageInfo } from '../package/root.js';
import { errorCode, reasonOf } from '../workspace/failure.js';

/** What the operating system refuses for reasons outside of this program. */
const systemFaults = /^(?:EACCES|EPERM|EROFS|ENOSPC|EDQUOT|EMFILE|ENFILE|ENAMETOOLONG|ELOOP|EIO|ENOMEM)$/;

/** The error as one that a person is meant to read, where it is no fault of this program. */
export function asUserError(error: unknown): unknown {
  if (!systemFaults.test(errorCode(error) ?? '')) return error;
  return new UserError({
    code: 'SYSTEM',
    message: `The operating system refused: ${reasonOf(error)}.`,
    hint: 'Mend the cause and run the command again.',
    cause: error,
  });
}

/** The `error` of a document. */
export function failureDocument(error: unknown): Record<string, unknown> {
  if (!(error instanceof UserError)) return { code: 'BUG', message: messageOf(error), problems: [] };
  const { code, message, hint, snippet, problems } = error;
  return { code, message, hint, snippet, problems };
}

/** What is wrong, where, and what to do. */
export function failureText(error: unknown): string {
  return error instanceof UserError ? userErrorText(error) : bugText(error);
}

function userErrorText(error: UserError): string {
  const lines = [`${kleur.red('error')} ${error.message}`, ...error.problems.map(problemText)];
  if (error.snippet) lines.push(indent(error.snippet, 4));
  if (error.hint) lines.push(`${kleur.cyan('hint')}  ${error.hint}`);
  return lines.join('\n');
}

function problemText(problem: Problem): string {
  const where = problem.where ? `${kleur.bold(problem.where)}: ` : '';
  const lines = [`  - ${where}${indent(problem.message, 4).trimStart()}`];
  if (problem.hint) lines.push(`    ${kleur.cyan(problem.hint)}`);
  if (problem.snippet) lines.push(indent(problem.snippet, 6));
  return lines.join('\n');
}

function bugText(error: unknown): string {
  return [
    `${kleur.red('error')} ${messageOf(error)}`,
    `This is a bug in ${packageInfo.name} ${packageInfo.version}, not a mistake of yours. Nothing half-made was left behind.`,
    `${kleur.cyan('hint')}  Run it again with --debug and report what it prints.`,
  ].join('\n');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Text with each line moved in. */
export function indent(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(spaces) + line))
    .join('\n');
}
