/** Collects what is wrong with one resource line and shows where: the line with carets under the place. */
import { UserError, type Problem } from '../errors.js';

/** A stretch of a word of the line. */
export interface Place {
  /** Index of the word; options come after the words of the resource. */
  word: number;
  /** Offset in the word. */
  start: number;
  length: number;
}

const width = 100;
const lead = 40;

/** What is wrong with one line, in the order of the line. */
export class Faults {
  readonly #words: readonly string[];
  readonly #where: (word: number) => string | undefined;
  readonly #found: { at: number; problem: Problem }[] = [];

  /** @param where Where a word stands, when it comes from a file. */
  constructor(words: readonly string[], where: (word: number) => string | undefined = () => undefined) {
    this.#words = words;
    this.#where = where;
  }

  get any(): boolean {
    return this.#found.length > 0;
  }

  /** What has been noted, in the order of the line. */
  get problems(): Problem[] {
    return this.#found.toSorted((a, b) => a.at - b.at).map(({ problem }) => problem);
  }

  /** Notes a fault at a place. The message is one sentence without its full stop. */
  add(place: Place, message: string, hint?: string): void {
    const where = placeName(this.#where(place.word), printable(this.#words[place.word] ?? ''));
    const at = this.#offset(place.word) + place.start;
    const located = where === '' ? {} : { where };
    const problem = { ...located, message: `${message}\n${this.#picture(at, place.length)}` };
    this.#found.push({ at, problem: hint === undefined ? problem : { ...problem, hint } });
  }

  /** Notes a fault of a whole word. */
  addWord(word: number, message: string, hint?: string): void {
    this.add({ word, start: 0, length: (this.#words[word] ?? '').length }, message, hint);
  }

  /** @throws UserError `INVALID_RESOURCE` with every fault noted, when there is one. */
  throwIfAny(): void {
    if (this.#found.length === 0) return;
    throw faultyResource(this.#words[0] ?? '', this.problems);
  }

  #offset(word: number): number {
    return this.#words.slice(0, word).reduce((sum, { length }) => sum + length + 1, 0);
  }

  #picture(at: number, length: number): string {
    const line = this.#words.join(' ');
    const start = line.length <= width ? 0 : Math.max(0, at - lead);
    const before = start > 0 ? '…' : '';
    const after = start + width < line.length ? '…' : '';
    const shown = oneLine(line.slice(start, start + width));
    const carets = '^'.repeat(Math.max(1, Math.min(length, start + width - at)));
    return `  ${before}${shown}${after}\n  ${' '.repeat(before.length + at - start)}${carets}`;
  }
}

/** Where a fault is, for people: `resources.yaml:3:5: title:strng`; a part that is empty or repeated is left out. */
export function placeName(...parts: readonly (string | undefined)[]): string {
  return [...new Set(parts)].filter((part) => part !== undefined && part !== '').join(': ');
}

/** The refusal of a resource that has faults. */
export function faultyResource(name: string, problems: readonly Problem[]): UserError {
  const count = problems.length === 1 ? 'a fault' : `${problems.length} faults`;
  return new UserError({
    code: 'INVALID_RESOURCE',
    message: `The resource "${printable(name)}" has ${count}.`,
    problems,
  });
}

/** A word as it can be printed: no control characters, not too long. */
export function printable(word: string): string {
  return word.length <= lead ? oneLine(word) : `${oneLine(word.slice(0, lead))}…`;
}

/** A text without characters that a terminal would obey. Keeps the length, so that carets stay below their place. */
export function oneLine(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a1-\u024f]/g, '?');
}
