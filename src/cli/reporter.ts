/** Everything a person or a script reads. The only owner of the console and of colours. */
import { inspect, stripVTControlCharacters } from 'node:util';
import kleur from 'kleur';
import { UserError } from '../errors.js';
import type { PostResult, Progress } from '../post/post.js';
import { asUserError, failureDocument, failureText, indent } from './failure.js';
import type { SharedOptions } from './options.js';

type Awaitable<T> = T | Promise<T>;

/** Writes for people, or one JSON document for scripts. */
export class Reporter {
  readonly #json: boolean;
  readonly #debug: boolean;
  #ended = false;

  constructor(options: Pick<SharedOptions, 'json' | 'debug' | 'color'>) {
    this.#json = options.json ?? false;
    this.#debug = options.debug ?? false;
    kleur.enabled = wantsColor(options.color);
    // Read by what prints colours of its own: the prompts, programs that are run.
    if (kleur.enabled) return;
    process.env['NO_COLOR'] = '1';
    delete process.env['FORCE_COLOR'];
  }

  /** Ends a command: the document for scripts, or text for people, on stdout. */
  async result(document: () => Awaitable<Record<string, unknown>>, text: () => Awaitable<string>): Promise<void> {
    const output = this.#json ? JSON.stringify({ ok: true, ...(await document()) }, null, 2) : await text();
    this.#ended = true;
    if (output !== '') process.stdout.write(`${output}\n`);
  }

  /** Shows that a long step runs: a spinner on a terminal, plain lines elsewhere; always on stderr. */
  readonly progress: Progress = (step) => {
    const started = performance.now();
    const spinner = process.stderr.isTTY && kleur.enabled && !this.#json ? spin(step) : undefined;
    if (!spinner) process.stderr.write(`${step} …\n`);
    return (outcome) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      const failed = outcome === 'failed' || outcome === 'interrupted';
      const sign = failed ? kleur.red('✗') : kleur.green('✓');
      const clear = spinner?.() ?? '';
      process.stderr.write(`${clear}${sign} ${step}${outcome ? `: ${outcome}` : ''} ${kleur.dim(`(${seconds} s)`)}\n`);
    };
  };

  /** A remark that is neither result nor error, on stderr. */
  note(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  /** The project stands, but steps after it were not done: why, and the commands to go on with. */
  undoneSteps(root: string, steps: readonly PostResult[]): void {
    const undone = steps.filter(({ status }) => status !== 'done');
    if (undone.length === 0) return;
    for (const { status, command, message, hint } of undone) {
      const mark = status === 'skipped' ? kleur.yellow('note') : kleur.red(status);
      this.note(`\n${mark} ${indent(status === 'interrupted' ? command : (message ?? command), 2).trimStart()}`);
      if (hint) this.note(`${kleur.cyan('hint')}  ${hint}`);
    }
    const commands = undone.map(({ command }) => command).filter((command) => command !== '');
    if (commands.length === 0) return;
    this.note(`\nThe project is in ${root}. To go on, run there:`);
    for (const command of commands) this.note(`  ${kleur.cyan(command)}`);
  }

  /** Says what is wrong, where, and what to do; in JSON mode also as the document. */
  error(thrown: unknown): void {
    const error = asUserError(thrown);
    if (this.#json && !this.#ended) {
      process.stdout.write(`${JSON.stringify({ ok: false, error: failureDocument(error) }, null, 2)}\n`);
    }
    this.#ended = true;
    process.stderr.write(`${failureText(error)}\n`);
    if (this.#debug) process.stderr.write(`\n${inspect(thrown)}\n`);
  }

  /**
   * The program is told to end.
   *
   * @param committed whether its files were written already
   */
  interrupted(committed: boolean): void {
    const hint = committed ? 'The files were written; the step after that was cut off.' : 'Nothing was written.';
    const error = new UserError({ code: 'INTERRUPTED', message: 'Interrupted.', hint });
    const clear = process.stderr.isTTY && kleur.enabled ? '\r\u001b[K\u001b[?25h' : '';
    process.stderr.write(`${clear}\n`);
    this.error(error);
  }
}

/** Whether to colour: both streams are terminals, and nothing says otherwise. */
function wantsColor(allowed: boolean): boolean {
  const { NO_COLOR = '', NODE_DISABLE_COLORS = '', FORCE_COLOR, TERM } = process.env;
  if (!allowed || NO_COLOR !== '' || NODE_DISABLE_COLORS !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && process.stdout.isTTY && process.stderr.isTTY;
}

/** Draws until the answer is called, which gives the text that clears the line. */
function spin(step: string): () => string {
  const frames = ['◒', '◐', '◓', '◑'];
  let frame = 0;
  const draw = () => {
    // A line that wraps could not be drawn over.
    const text = stripVTControlCharacters(step).slice(0, Math.max(0, (process.stderr.columns || 80) - 4));
    process.stderr.write(`\r\u001b[K${kleur.cyan(frames[frame++ % frames.length] ?? '')} ${text}`);
  };
  draw();
  const timer = setInterval(draw, 100);
  return () => {
    clearInterval(timer);
    return '\r\u001b[K';
  };
}
