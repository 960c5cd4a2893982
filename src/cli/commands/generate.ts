/** `generate`: lists the generators, or runs one. */
import { UserError } from '../../errors.js';
import { generators } from '../../generators/generators.js';
import { didYouMean } from '../../suggest.js';
import { exitCodes } from '../exit-codes.js';
import type { Verb } from '../verbs.js';
import { generateResourceCommand, type ResourceCommandOptions } from './generate-resource.js';
import { generatorsText } from './list.js';

/** Options of `generate`. */
export type GenerateOptions = ResourceCommandOptions;

/** Runs a generator and answers the exit code. */
export async function generateCommand(
  generator: string | undefined,
  words: readonly string[],
  verb: Verb<GenerateOptions>,
): Promise<number> {
  if (generator === undefined) return listGenerators(verb);
  if (!generators.some(({ name }) => name === generator)) {
    throw new UserError({
      code: 'USAGE',
      message: `There is no generator "${generator}".`,
      hint: didYouMean(
        generator,
        generators.map(({ name }) => name),
      ),
    });
  }
  return generateResourceCommand(words, verb);
}

async function listGenerators({ reporter }: Verb<GenerateOptions>): Promise<number> {
  await reporter.result(() => ({ command: 'generate', generators }), generatorsText);
  return exitCodes.done;
}
