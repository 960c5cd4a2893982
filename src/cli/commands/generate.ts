/** `generate`: lists the generators, or runs one. */
import kleur from 'kleur';
import { UserError } from '../../errors.js';
import { generators } from '../../generators/generators.js';
import { findProject } from '../../workspace/project.js';
import { generateResource } from '../../pipeline.js';
import { didYouMean } from '../../suggest.js';
import { exitCodes } from '../main.js';
import { workingDirectory } from '../options.js';
import { changeList, changesDocument, dryRunText, postDocument, postFailures } from '../present.js';
import type { Verb } from '../program.js';

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
  });
  const { changes, plan, resource, post } = outcome;
  const failed = postFailures(post);
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
  if (failed.length > 0) reporter.failedSteps(outcome.root, failed);
  return failed.length > 0 ? exitCodes.refused : exitCodes.done;
}

function listGenerators({ reporter }: Verb<GenerateOptions>): number {
  reporter.result({ command: 'generate', generators }, () =>
    generators.map(({ name, usage, help }) => `${kleur.bold(name)}  ${help}\n  ${usage}`).join('\n'),
  );
  return exitCodes.done;
}
