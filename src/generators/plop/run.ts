/** Runs a generator's actions in the scratch copy: all of them, or it failed. */
import { UserError, type Problem } from '../../errors.js';
import { runAside } from './aside.js';
import type { PlopHost } from './host.js';
import { faultOf, inProject, type Fault } from './place.js';
import type { Action, ActionFailure, ActionHooks, Answers, GeneratorConfig } from './types.js';

const aborted = 'Aborted due to previous action failure';
/** Actions of node-plop, whose results the list of changes shows. */
const fileActions: ReadonlySet<string> = new Set(['add', 'addMany', 'modify', 'append']);

/**
 * Runs the actions.
 *
 * @returns what they had to say: comments, and results of actions that are no change of a file
 * @throws UserError `GENERATOR_FAILED` with every action that failed
 */
export async function runActions(host: PlopHost, name: string, answers: Answers): Promise<string[]> {
  const { scratch, plop, own } = host;
  const report = new Report(scratch.root);
  await runAside(scratch.root, async () => {
    try {
      const config = own.get(name);
      if (config) await settleActions(config, answers, report);
      await plop.getGenerator(name).runActions(answers, report);
    } catch (error) {
      report.failed(error);
    }
  });
  report.throwIfFailed(name);
  return report.notes;
}

/** Actions that are made from the answers are made here: node-plop does not wait for them, and forgets where they threw. */
async function settleActions(config: GeneratorConfig, answers: Answers, report: Report): Promise<void> {
  const actions = typeof config.actions === 'function' ? await config.actions(answers) : config.actions;
  if (Array.isArray(actions)) config.actions = actions.map((action: Action) => traced(action, report));
}

function traced(action: Action, report: Report): Action {
  if (typeof action !== 'function') return action;
  return async (...args) => {
    try {
      return await action(...args);
    } catch (error) {
      report.place(error);
      throw error;
    }
  };
}

/** What became of the actions. */
class Report implements ActionHooks {
  readonly notes: string[] = [];
  readonly #root: string;
  readonly #problems: Problem[] = [];
  #skipped = 0;
  #where: string | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** Keeps the place of an error that node-plop is about to turn into a text. */
  place(error: unknown): void {
    this.#where = faultOf(error, this.#root).where;
  }

  readonly onComment = (text: string): void => {
    this.notes.push(text);
  };

  readonly onSuccess = ({ type, path }: { type: string; path: string }): void => {
    if (!fileActions.has(type) && path) this.notes.push(inProject(path, this.#root));
  };

  readonly onFailure = (failure: ActionFailure): void => {
    if (failure instanceof Error) return this.failed(failure);
    const { type = '', path = '', error = 'it failed' } = failure;
    if (error === aborted) {
      this.#skipped++;
      return;
    }
    const where = this.#where ?? [type, path].filter((part) => part !== '').join(' ');
    this.#where = undefined;
    this.#add({ where, message: inProject(error, this.#root) });
  };

  /** Notes an error that is not the outcome of one action. */
  failed(error: unknown): void {
    this.#add(faultOf(error, this.#root));
  }

  /** @throws UserError `GENERATOR_FAILED` */
  throwIfFailed(name: string): void {
    if (this.#problems.length === 0) return;
    const later =
      this.#skipped === 0 ? '' : ` The ${this.#skipped} after it ${this.#skipped === 1 ? 'was' : 'were'} not run.`;
    const count = this.#problems.length === 1 ? 'An action' : `${this.#problems.length} actions`;
    throw new UserError({
      code: 'GENERATOR_FAILED',
      message: `${count} of ${name} failed.${later} Nothing was written.`,
      problems: this.#problems,
    });
  }

  #add({ where, message }: Fault): void {
    this.#problems.push({ ...(where ? { where } : {}), message: message.replaceAll('\n -> ', ': ') });
  }
}
