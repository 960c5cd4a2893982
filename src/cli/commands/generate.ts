/** `generate`: lists the generators, or runs one. */
import kleur from 'kleur';
import { UserError } from '../../errors.js';
import { generators } from '../../generators/generators.js';
import { findProject } from '../../workspace/project.js';
import { assertProject, generateResource, type GenerateOutcome } from '../../pipeline.js';
import { didYouMean } from '../../suggest.js';
import { openAsker } from '../asker.js';
import { exitCodes } from '../exit-codes.js';
import { interruptible } from '../interrupts.js';
import { mayAsk, workingDirectory, type SharedOptions } from '../options.js';
import { changeList, changesDocument, dryRunText, postDocument, postExitCode } from '../present.js';
import type { Verb } from '../verbs.js';
import { generatorsText } from './list.js';

/** Options of `generate resource`. */
export interface GenerateOptions {
  access?: string;
  only?: string;
}

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
  return runResource(words.length > 0 ? words : await askForWords(verb.options), verb);
}

/** The words of the resource, asked for where questions may be asked. */
async function askForWords(options: GenerateOptions & SharedOptions): Promise<string[]> {
  const example = 'post title:string body:text:optional';
  if (!mayAsk(options)) {
    throw new UserError({ code: 'USAGE', message: 'The resource needs a name.', hint: `generate resource ${example}` });
  }
  assertProject(findProject(workingDirectory(options)));
  const asker = await openAsker();
  try {
    const required = (answer: string) => (answer.trim() === '' ? `For instance: ${example}` : undefined);
    return (await asker.text('Which resource, with which fields? (name field:type …)', '', required))
      .trim()
      .split(/\s+/);
  } finally {
    asker.end();
  }
}

async function runResource(words: readonly string[], { options, reporter }: Verb<GenerateOptions>): Promise<number> {
  const dryRun = options.dryRun ?? false;
  const outcome = await generateResource({
    root: findProject(workingDirectory(options)),
    words,
    options: {
      ...(options.access === undefined ? {} : { access: options.access }),
      ...(options.only === undefined ? {} : { only: options.only }),
    },
    dryRun,
    progress: reporter.progress,
    interruptible,
  });
  await reporter.result(
    () => generateDocument(outcome, dryRun),
    () => (dryRun ? dryRunText(outcome.changes) : summary(outcome)),
  );
  reporter.undoneSteps(outcome.root, outcome.post);
  return postExitCode(outcome.post);
}

async function generateDocument(outcome: GenerateOutcome, dryRun: boolean): Promise<Record<string, unknown>> {
  const { root, resource, changes, post } = outcome;
  return {
    command: 'generate',
    generator: 'resource',
    dryRun,
    root,
    resource: resource.names.key,
    line: resource.line,
    changes: await changesDocument(changes),
    steps: postDocument(post),
  };
}

function summary({ changes, plan, resource }: GenerateOutcome): string {
  const { key, route } = resource.names;
  if (changes.length === 0) return `${key} is there already, with the same fields. Nothing was changed.`;
  const { run } = plan.context.packageManager;
  return [
    `${kleur.green('Generated')} ${kleur.bold(key)}:`,
    changeList(changes),
    '',
    `Next: ${kleur.cyan(`${run} test`)}, then ${kleur.cyan(`${run} dev`)} and try /api/v1/${route}`,
    `With DATABASE_URL set, migrate first: ${kleur.cyan(`${run} db:migrate`)}`,
  ].join('\n');
}

async function listGenerators({ reporter }: Verb<GenerateOptions>): Promise<number> {
  await reporter.result(() => ({ command: 'generate', generators }), generatorsText);
  return exitCodes.done;
}
