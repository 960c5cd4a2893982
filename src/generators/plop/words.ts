/** The words of a call, as answers to a generator's prompts. */
import { UserError } from '../../errors.js';
import { nearest } from '../../suggest.js';
import type { Prompt } from './types.js';

/** Words that are not used up yet; a generator may ask in several goes. */
export class Words {
  #left: string[];
  readonly #generator: string;

  constructor(generator: string, words: readonly string[]) {
    this.#generator = generator;
    this.#left = [...words];
  }

  /**
   * Takes the words that answer these prompts: `name=value` by name, the others in order; `_` leaves one out.
   *
   * @throws UserError `USAGE`
   */
  take(prompts: readonly Prompt[]): Map<string, string> {
    const names = prompts.map(({ name }) => name);
    const given = new Map<string, string>();
    const inOrder: string[] = [];
    for (const word of this.#left) {
      const name = nameIn(word, names);
      if (name === undefined) inOrder.push(word);
      else if (given.has(name)) throw this.#wrong(`${name} is answered twice.`, `Give ${name}=… once.`);
      else given.set(name, word.slice(name.length + 1));
    }
    for (const name of names.filter((one) => !given.has(one))) {
      const word = inOrder.shift();
      if (word === undefined) break;
      if (!/^_+$/.test(word)) given.set(name, word);
    }
    this.#left = inOrder;
    return given;
  }

  /** @throws UserError `USAGE` when there are words that answer nothing. */
  assertUsed(): void {
    if (this.#left.length === 0) return;
    const more = this.#left.map((word) => `"${word}"`).join(', ');
    throw this.#wrong(`${this.#generator} asks for less than was given: ${more}.`, 'Quote an answer of several words.');
  }

  #wrong(message: string, hint: string): UserError {
    return new UserError({ code: 'USAGE', message, hint });
  }
}

/** The prompt that a word of the form `name=value` answers. */
function nameIn(word: string, names: readonly string[]): string | undefined {
  const [, name] = /^([\w.-]+)=/.exec(word) ?? [];
  if (name === undefined || names.includes(name)) return name;
  const near = nearest(name, names);
  if (near === undefined) return undefined;
  throw new UserError({
    code: 'USAGE',
    message: `There is no prompt "${name}".`,
    hint: `did you mean ${near}=…? To give the word as it is: ${names[0]}=${word}`,
  });
}
