/** Runs a generator's actions in the scratch copy: all of them, or it failed. */
import { UserError, type Problem } from '../../errors.js';
import { runAside } from './aside.js';
import type { PlopHost } from './host.js';
import { fileActionOf, held, teachHeld } from './hold.js';
import { faultOf, inProject, type Fault } from './place.js';
import { sourceOf } from './source.js';
import type { Action, ActionFailure, ActionHooks, Answers, GeneratorConfig } from './types.js';

const aborted = 'Aborted due to previous action failure';

/**
 * Runs the actions.
 *
 * @returns what they had to say: comments, and results of actions that are no change of a file
 * @throws UserError `GENERATOR_FAILED` with every action that failed; `OUTSIDE_TARGET` when one of node-plop's own would
 * write outside of the project
 */
export async function runActions({ scratch, plop }: PlopHost, name: string, answers: Answers): Promise<string[]> {
  const report = new Report(scratch.root);
  await runAside(scratch.root, async () => {
    try {
      const source = await sourceOf(plop, name);
      await teachHeld(source.plop, scratch, report.outside);
      await settleActions(source.config, answers, report);
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
  if (Array.isArray(actions)) config.actions = actions.map((action: Action) => held(traced(action, report)));
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
  #isOutside = false;

  constructor(root: string) {
    this.#root = root;
  }

  /** Keeps the place of an error that node-plop is about to turn into a text. */
  place(error: unknown): void {
    this.#where = faultOf(error, this.#root).where;
  }

  /** Notes that the failure to come is a refusal. */
  readonly outside = (): void => {
    this.#isOutside = true;
  };

  readonly onComment = (text: string): void => {
    this.notes.push(text);
  };

  readonly onSuccess = ({ type, path }: { type: string; path: string }): void => {
    if (fileActionOf(type) === undefined && path) this.notes.push(inProject(path, this.#root));
  };

  readonly onFailure = (failure: ActionFailure): void => {
    if (failure instanceof Error) return this.failed(failure);
    const { type = '', path = '', error = 'it failed' } = failure;
    if (error === aborted) {
      this.#skipped++;
      return;
    }
    const where = this.#where ?? [fileActionOf(type) ?? type, path].filter((part) => part !== '').join(' ');
    this.#where = undefined;
    this.#add({ where, message: inProject(error, this.#root) });
  };

  /** Notes an error that is not the outcome of one action. */
  failed(error: unknown): void {
    this.#add(faultOf(error, this.#root));
  }

  /** @throws UserError `GENERATOR_FAILED`, `OUTSIDE_TARGET` */
  throwIfFailed(name: string): void {
    if (this.#problems.length === 0) return;
    const later =
      this.#skipped === 0 ? '' : ` The ${this.#skipped} after it ${this.#skipped === 1 ? 'was' : 'were'} not run.`;
    const count = this.#problems.length === 1 ? 'An action' : `${this.#problems.length} actions`;
    throw new UserError({
      code: this.#isOutside ? 'OUTSIDE_TARGET' : 'GENERATOR_FAILED',
      message: `${count} of ${name} failed.${later} Nothing was written.`,
      ...(this.#isOutside ? { hint: 'Actions make files of the project alone: give their paths from its root.' } : {}),
      problems: this.#problems,
    });
  }

  #add({ where, message }: Fault): void {
    this.#problems.push({ ...(where ? { where } : {}), message: message.replaceAll('\n -> ', ': ') });
  }
}
