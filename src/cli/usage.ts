/** Wrong usage, said with what was probably meant. */
import type { Command, CommanderError } from 'commander';
import { kinds } from '../catalog/kinds.js';
import { UserError, type Problem } from '../errors.js';
import { nearest } from '../suggest.js';
import { verbNames } from './verbs.js';

/** Verbs of other versions: such a word is no project's name unless `create` is said. */
const reserved: ReadonlySet<string> = new Set(['add', 'doctor', 'upgrade']);

/**
 * Refuses as names of projects the verbs of other versions, and what is a verb but for a slip of the finger; inside of a
 * project, where verbs are typed and projects are hardly made, all that is near one.
 *
 * @throws UserError `USAGE`
 */
export function refuseMeantVerb(name: string, word: string | undefined, inProject: boolean): void {
  if (word === undefined || !/^[a-z]\w*$/i.test(word)) return;
  const other = reserved.has(word);
  const meant = inProject ? nearestVerb(word) : nearest(word, verbNames, 1);
  if (!other && meant === undefined) return;
  const way = meant === undefined ? `See ${name} --help.` : `did you mean ${meant}?`;
  throw new UserError({
    code: 'USAGE',
    message: `There is no verb "${word}"${other ? ' in this version' : ''}.`,
    hint: `${way} For a project of that name: ${name} create ${word}`,
  });
}

/**
 * Refuses options that npm took for its own, because there was no `--` before them: without them the project would be
 * another than the one asked for.
 *
 * @throws UserError `USAGE`
 */
export function refuseLostOptions(): void {
  const { npm_command: command = '', npm_config_user_agent: agent = '' } = process.env;
  if (!agent.startsWith('npm/') || !['exec', 'init'].includes(command)) return;
  // npm has an option --cache of its own.
  const own = ['preset', 'resource', ...kinds.map(({ id }) => id).filter((id) => id !== 'cache')];
  const lost = own.filter((id) => process.env[`npm_config_${id.replaceAll('-', '_')}`] !== undefined);
  if (lost.length === 0) return;
  const flags = lost.map((id) => `--${id}`).join(', ');
  throw new UserError({
    code: 'USAGE',
    message: `npm took ${flags} for itself, because there is no -- before it.`,
    hint: `npm create backend-app my-api -- --${lost[0]} …`,
  });
}

/** What commander refused, in the words of this program. */
export function usageError(error: CommanderError, command: Command, words: readonly string[]): UserError {
  const help = `See ${pathOf(command)} --help`;
  if (error.code === 'commander.unknownOption') return unknownOptions(command, words, help);
  const [text = '', suggestion] = error.message.replace(/^error: /, '').split(/\n\(Did you mean (?:one of )?(.*)\?\)$/);
  const message = `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
  if (error.code === 'commander.excessArguments') return excessArguments(command, message, help);
  return new UserError({ code: 'USAGE', message, hint: suggestion ? `did you mean ${suggestion}?` : help });
}

/** All options that do not exist, and not only the first. */
function unknownOptions(command: Command, words: readonly string[], help: string): UserError {
  const known = command.options.flatMap(({ long, short }) => [long, short].filter((flag) => flag !== undefined));
  const flags = [...known, '--help', '-h'];
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  const problems = words
    .slice(0, end)
    .filter((word, index) => /^-\D/.test(word) && !takesValue(command, words[index - 1]))
    .flatMap((word): Problem[] => {
      const [flag = word] = word.split('=');
      if (!flags.includes(flag)) return [unknownOption(flag, flags)];
      const valued = flag !== word && !takesValue(command, flag);
      return valued ? [{ where: flag, message: 'it takes no value', hint: `write ${flag} alone` }] : [];
    });
  return new UserError({ code: 'USAGE', message: optionsMessage(problems, flags), hint: help, problems });
}

function optionsMessage(problems: readonly Problem[], flags: readonly string[]): string {
  const wrong = problems.flatMap(({ where = '' }) => (flags.includes(where) ? [where] : []));
  if (wrong.length === 0) return problems.length === 1 ? 'There is no such option.' : 'There are no such options.';
  if (wrong.length < problems.length) return `There are ${problems.length} options to mend.`;
  return `${wrong.join(', ')} ${wrong.length === 1 ? 'takes' : 'take'} no value.`;
}

function unknownOption(flag: string, flags: readonly string[]): Problem {
  const near = nearest(
    flag,
    flags.filter((known) => known.startsWith('--')),
  );
  return { where: flag, message: 'unknown option', ...(near ? { hint: `did you mean ${near}?` } : {}) };
}

function takesValue(command: Command, word: string | undefined): boolean {
  return command.options.some((option) => option.required && (option.long === word || option.short === word));
}

function excessArguments(command: Command, message: string, help: string): UserError {
  const [first = '', ...others] = command.args;
  const meant = command.name() === 'create' ? nearestVerb(first) : undefined;
  const hint = others.some((word) => word.includes(':'))
    ? 'Quote the whole line of a resource: --resource "post title:string"'
    : help;
  return new UserError({ code: 'USAGE', message, hint: meant ? `did you mean ${meant}?` : hint });
}

/** The verb that a word was probably meant as: a part of it, a near miss, or what other programs call it. */
export function nearestVerb(word: string): string | undefined {
  const part = word.length > 1 ? verbNames.find((verb) => verb.startsWith(word)) : undefined;
  return part ?? otherNames[word] ?? (word.length > 2 ? nearest(word, verbNames) : undefined);
}

const otherNames: Readonly<Record<string, string>> = {
  new: 'create',
  init: 'create',
  make: 'generate',
  remove: 'destroy',
  rm: 'destroy',
  ls: 'list',
};

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
