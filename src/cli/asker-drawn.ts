/** Questions drawn on the terminal. The only importer of @clack/prompts. */
import * as clack from '@clack/prompts';
import kleur from 'kleur';
import { cancelled, type Asker, type Choice } from './asker.js';

/** Asks with lists to move in. */
export function drawnAsker(): Asker {
  return {
    async text(message, fallback, check) {
      const validate = (value: string | undefined) => check(value === undefined || value === '' ? fallback : value);
      return answered(await clack.text({ message, placeholder: fallback, defaultValue: fallback, validate }));
    },
    async choose(message, choices) {
      return answered(await clack.select({ message, options: optionsOf(choices) }));
    },
    async chooseSeveral(message, choices) {
      const options = optionsOf(choices);
      return answered(await clack.multiselect({ message, options, required: false }));
    },
    end: () => {},
  };
}

/** Columns that a terminal needs for the help to stand in a column of its own. */
const wide = 60;

function optionsOf(choices: readonly Choice[]): { value: string; label: string }[] {
  const width = (process.stdout.columns || 80) < wide ? 0 : Math.max(...choices.map(({ title }) => title.length));
  return choices.map(({ value, title, help }) => ({
    value,
    label: help === '' ? title : `${title.padEnd(width)}  ${kleur.dim(help)}`,
  }));
}

function answered<T>(answer: T): Exclude<T, symbol> {
  if (clack.isCancel(answer)) throw cancelled();
  return answer as Exclude<T, symbol>;
}
