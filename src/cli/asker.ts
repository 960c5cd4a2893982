/** How questions are put: drawn with @clack/prompts, or line by line where no escape codes may be written. */
import kleur from 'kleur';
import { UserError } from '../errors.js';

/** One answer to choose. */
export interface Choice {
  value: string;
  title: string;
  /** One line. */
  help: string;
}

/** Puts questions on a terminal. Every method throws `INTERRUPTED` when the question is cancelled. */
export interface Asker {
  /**
   * @param fallback the answer of who gives none; with an empty one the question stays until there is an answer
   * @param check what is wrong with an answer; undefined when nothing is
   */
  text(question: string, fallback: string, check: (answer: string) => string | undefined): Promise<string>;
  /** The first choice is the default. */
  choose(question: string, choices: readonly Choice[]): Promise<string>;
  /** None is an answer, and the default. */
  chooseSeveral(question: string, choices: readonly Choice[]): Promise<string[]>;
  /** Lets the terminal go. */
  end(): void;
}

/** The asker that fits the terminal. */
export async function openAsker(): Promise<Asker> {
  return kleur.enabled
    ? (await import('./asker-drawn.js')).drawnAsker()
    : (await import('./asker-plain.js')).plainAsker();
}

/** The error of a cancelled question. */
export function cancelled(): UserError {
  return new UserError({ code: 'INTERRUPTED', message: 'Cancelled.', hint: 'Nothing was written.' });
}
