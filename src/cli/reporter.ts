/** Everything a person or a script reads. The only owner of the console and of colours. */
import kleur from 'kleur';
import { UserError, type Problem } from '../errors.js';
import { packageInfo } from '../package/root.js';
import type { PostResult, Progress } from '../post/post.js';
import type { SharedOptions } from './options.js';

/** Writes for people, or one JSON document for scripts. */
export class Reporter {
  readonly #json: boolean;
  readonly #debug: boolean;

  constructor(options: SharedOptions) {
    this.#json = options.json ?? false;
    this.#debug = options.debug ?? false;
    if (!options.color) {
      kleur.enabled = false;
      process.env['NO_COLOR'] = '1';
    }
  }

  /** Ends a command: the document for scripts, or text for people, on stdout. */
  result(document: Record<string, unknown>, text: () => string): void {
    const output = this.#json ? JSON.stringify({ ok: true, ...document }, null, 2) : text();
    if (output !== '') process.stdout.write(`${output}\n`);
  }

  /** Shows that a long step runs: a spinner on a terminal, plain lines elsewhere; always on stderr. */
  readonly progress: Progress = (step) => {
    const started = performance.now();
    const spinner = process.stderr.isTTY && !this.#json ? spin(step) : undefined;
    if (!spinner) process.stderr.write(`${step} …\n`);
    return (outcome) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const text = `${step}${outcome ? `: ${outcome}` : ''} ${kleur.dim(`(${seconds} s)`)}\n`;
      if (spinner) clearInterval(spinner);
      process.stderr.write(
        `${spinner ? '\r\u001b[K' : ''}${outcome === 'failed' ? kleur.red('✗') : kleur.green('✓')} ${text}`,
      );
    };
  };

  /** A remark that is neither result nor error, on stderr. */
  note(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The project stands, but steps after it failed: which, why, and the command to go on with. */
  failedSteps(root: string, failed: readonly PostResult[]): void {
    for (const { command, message } of failed) {
      this.note(`\n${kleur.red('failed')} ${indent(message ?? command, 2).trimStart()}`);
      this.note(`${kleur.cyan('hint')}   The project is in ${root}. When that is mended, run there: ${command}`);
    }
  }

  /** Says what is wrong, where, and what to do; in JSON mode also as the document. */
  error(error: unknown): void {
    if (this.#json) process.stdout.write(`${JSON.stringify({ ok: false, error: errorDocument(error) }, null, 2)}\n`);
    process.stderr.write(`${error instanceof UserError ? userErrorText(error) : bugText(error)}\n`);
    if (this.#debug && error instanceof Error) process.stderr.write(`\n${error.stack ?? ''}\n`);
  }
}

function spin(step: string): NodeJS.Timeout {
  const frames = ['◒', '◐', '◓', '◑'];
  let frame = 0;
  const draw = () => process.stderr.write(`\r\u001b[K${kleur.cyan(frames[frame++ % frames.length] ?? '')} ${step}`);
  draw();
  return setInterval(draw, 100);
}

function errorDocument(error: unknown): Record<string, unknown> {
  if (!(error instanceof UserError)) return { code: 'BUG', message: messageOf(error), problems: [] };
  const { code, message, hint, snippet, problems } = error;
  return { code, message, hint, snippet, problems };
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

function indent(text: string, spaces: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(spaces) + line))
    .join('\n');
}
