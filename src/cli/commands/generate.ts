/** `generate`: lists the generators, or runs one. */
import kleur from 'kleur';
import { assertProject } from '../../change.js';
import { UserError, type Problem } from '../../errors.js';
import { builtInNames } from '../../generators/built-in.js';
import { checkPlopfile, listGenerators } from '../../generators/list.js';
import { findPlopfile } from '../../generators/plop/find.js';
import { printable } from '../../selection/printable.js';
import { didYouMean } from '../../suggest.js';
import { findProject } from '../../workspace/project.js';
import { exitCodes } from '../exit-codes.js';
import { failureDocument } from '../failure.js';
import { workingDirectory } from '../options.js';
import type { Reporter } from '../reporter.js';
import type { Verb } from '../verbs.js';
import { generateMigrationCommand, generatePartCommand, type PartCommandOptions } from './generate-part.js';
import { generateResourceCommand, type ResourceCommandOptions } from './generate-resource.js';
import { generatorsText } from './list.js';

/** Options of `generate`. */
export type GenerateOptions = ResourceCommandOptions & PartCommandOptions;

/** Options that only some generators take; those of a plopfile take none. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  resource: ['access', 'only', 'under', 'softDelete', 'from', 'skipWiring'],
  middleware: ['before', 'after', 'skipWiring'],
  service: ['skipWiring'],
  migration: [],
};

/** Runs a generator and answers the exit code. */
export async function generateCommand(
  generator: string | undefined,
  words: readonly string[],
  verb: Verb<GenerateOptions>,
): Promise<number> {
  const root = findProject(workingDirectory(verb.options));
  if (generator === undefined) return listCommand(root, verb);
  const plopfile = findPlopfile(root);
  const builtIn = builtInNames.includes(generator);
  if (!builtIn && plopfile === undefined) throw unknown(generator);
  refuseOthersOptions(generator, verb.options);
  if (!builtIn && plopfile !== undefined) {
    const { generateOwnCommand } = await import('./generate-own.js');
    return generateOwnCommand({ root, plopfile, name: generator, words }, verb);
  }
  if (plopfile !== undefined) await checkOwn(root, verb.reporter);
  if (generator === 'migration') return generateMigrationCommand(words, verb);
  if (generator === 'middleware' || generator === 'service') return generatePartCommand(generator, words, verb);
  return generateResourceCommand(words, verb);
}

/** A built-in generator does not depend on the plopfile, but its name must be its own. */
async function checkOwn(root: string, reporter: Reporter): Promise<void> {
  assertProject(root);
  const fault = await checkPlopfile(root);
  if (fault)
    reporter.note(`${kleur.yellow('warning')} ${[fault.message, ...fault.problems.map(problemLine)].join(' ')}`);
}

function problemLine({ where, message }: Problem): string {
  return where === undefined ? message : `${where}: ${message}`;
}

function unknown(generator: string): UserError {
  return new UserError({
    code: 'USAGE',
    message: `There is no generator "${printable(generator)}".`,
    hint: didYouMean(generator, builtInNames),
  });
}

function refuseOthersOptions(generator: string, options: GenerateOptions): void {
  const own = optionsOf[generator] ?? [];
  const problems = Object.entries(optionsOf).flatMap(([other, names]) =>
    names
      .filter((name) => !own.includes(name) && (options as Record<string, unknown>)[name] !== undefined)
      .map((name): Problem => ({ where: flagOf(name), message: `only generate ${other} takes it` })),
  );
  const [first] = problems;
  if (!first) return;
  const flags = [...new Set(problems.map(({ where }) => where))].join(', ');
  throw new UserError({ code: 'USAGE', message: `generate ${generator} does not take ${flags}.`, problems });
}

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

async function listCommand(root: string, { reporter }: Verb<GenerateOptions>): Promise<number> {
  const { generators, plopfile, fault } = await listGenerators(root);
  await reporter.result(
    () => ({
      command: 'generate',
      generators,
      plopfile: plopfile ?? null,
      fault: fault ? failureDocument(fault) : null,
    }),
    () => generatorsText(generators),
  );
  if (!fault) return exitCodes.done;
  reporter.error(fault);
  return exitCodes.refused;
}
