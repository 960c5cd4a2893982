/** `generate`: lists the generators, or runs one. */
import kleur from 'kleur';
import { UserError } from '../../errors.js';
import { generators } from '../../generators/generators.js';
import { findProject } from '../../workspace/project.js';
import { generateResource } from '../../pipeline.js';
import { didYouMean } from '../../suggest.js';
import { exitCodes } from '../exit-codes.js';
import { interruptible } from '../interrupts.js';
import { workingDirectory } from '../options.js';
import { changeList, changesDocument, dryRunText, postDocument, postExitCode } from '../present.js';
import type { Verb } from '../verbs.js';

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
  if (words.length === 0) {
    throw new UserError({
      code: 'USAGE',
      message: 'The resource needs a name.',
      hint: 'generate resource post title:string body:text:optional',
    });
  }
  return runResource(words, verb);
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
  const { changes, plan, resource, post } = outcome;
  const document = {
    command: 'generate',
    generator: 'resource',
    dryRun,
    root: outcome.root,
    resource: resource.names.key,
    line: resource.line,
    changes: changesDocument(changes),
    steps: postDocument(post),
  };
  reporter.result(document, () => {
    if (dryRun) return dryRunText(changes);
    if (changes.length === 0)
      return `${resource.names.key} is there already, with the same fields. Nothing was changed.`;
    const url = `/api/v1/${resource.names.route}`;
    return [
      `${kleur.green('Generated')} ${kleur.bold(resource.names.key)}:`,
      changeList(changes),
      '',
      `Next: ${kleur.cyan(`${plan.context.packageManager.run} test`)}, then ${kleur.cyan(`${plan.context.packageManager.run} dev`)} and try ${url}`,
      `With DATABASE_URL set, migrate first: ${kleur.cyan(`${plan.context.packageManager.run} db:migrate`)}`,
    ].join('\n');
  });
  for (const step of post.filter(({ status }) => status !== 'done')) reporter.undoneStep(outcome.root, step);
  return postExitCode(post);
}

function listGenerators({ reporter }: Verb<GenerateOptions>): number {
  reporter.result({ command: 'generate', generators }, () =>
    generators.map(({ name, usage, help }) => `${kleur.bold(name)}  ${help}\n  ${usage}`).join('\n'),
  );
  return exitCodes.done;
}
