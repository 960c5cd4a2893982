/** What node-plop hands out, as far as it is used here: its own types leave out what its runtime has. */

import type { EventEmitter } from 'node:events';

/** Answers by the names of prompts. */
export type Answers = Record<string, unknown>;

/** A value, or how to make it from the answers so far. */
export type Dynamic<T> = T | ((answers: Answers) => T | Promise<T>);

/** A choice of a list. */
export type Choice =
  | string
  | number
  | {
      type?: string;
      name?: unknown;
      value?: unknown;
      key?: string;
      checked?: Dynamic<boolean>;
      disabled?: Dynamic<boolean | string>;
    };

/** A question of a generator, in inquirer's form. */
export interface Prompt {
  name: string;
  type?: string;
  message?: Dynamic<string>;
  default?: Dynamic<unknown>;
  choices?: Dynamic<readonly Choice[]>;
  when?: Dynamic<boolean>;
  filter?: (value: unknown, answers: Answers) => unknown;
  validate?: (value: unknown, answers: Answers) => unknown;
  bypass?: (word: string, prompt: Prompt) => unknown;
}

/** Asks questions; the answers so far come back with the new ones. */
type Ask = (prompts: readonly Prompt[], answers?: Answers) => Promise<Answers> & { ui?: { rl: EventEmitter } };

/** The part of inquirer that generators get. */
export interface Inquirer {
  prompt: Ask & { prompts: Record<string, { bypass?: Prompt['bypass'] } | undefined> };
}

/** What an action is given of node-plop. */
export interface ActionApi {
  getDestBasePath(): string;
  renderString(template: string, data: unknown): string;
  /** As it is kept: the plopfile's own object, or where the pack has it. */
  getGenerator(name: string): GeneratorConfig | { proxy: Plop; proxyName: string };
}

/** The work of an action. */
export type ActionFunction = (answers: Answers, config: Record<string, unknown>, api: ActionApi) => unknown;

/** An action: a comment, a function, or what node-plop knows by its type. */
export type Action = string | ActionFunction | Record<string, unknown>;

/** A generator as a plopfile writes it. */
export interface GeneratorConfig {
  description?: string;
  prompts?: readonly Prompt[] | ((inquirer: Inquirer) => Promise<Answers>);
  actions?: readonly Action[] | ((answers: Answers) => readonly Action[] | Promise<readonly Action[]>);
}

/** One action that failed; an error that is thrown at once comes as it is. */
export type ActionFailure = Error | { type?: string; path?: string; error?: string };

/** Told of actions as they are done; node-plop calls these as plain functions. */
export interface ActionHooks {
  onSuccess(change: { type: string; path: string }): void;
  onFailure(failure: ActionFailure): void;
  onComment(text: string): void;
}

/** A generator that can be run. */
export interface Generator extends GeneratorConfig {
  name: string;
  runActions(answers: Answers, hooks?: ActionHooks): Promise<unknown>;
}

/** node-plop. */
export interface Plop {
  inquirer: Inquirer;
  setGenerator(name: string, config: GeneratorConfig): Generator;
  getGenerator(name: string): Generator;
  getGeneratorList(): { name: string }[];
  setActionType(name: string, work: ActionFunction): void;
  setPlopfilePath(file: string): void;
  load(targets: string | string[], config?: object | null, include?: unknown): Promise<void>;
}
