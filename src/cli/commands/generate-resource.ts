/** `generate resource`: from words, from a file, or from an answer. */
import kleur from 'kleur';
import { UserError } from '../../errors.js';
import { assertProject } from '../../change.js';
import { generateResource, type GenerateOutcome } from '../../pipeline.js';
import { findProject } from '../../workspace/project.js';
import { openAsker } from '../asker.js';
import { indent } from '../failure.js';
import { interruptible } from '../interrupts.js';
import { mayAsk, workingDirectory, type SharedOptions } from '../options.js';
import { changeList, changesDocument, dryRunText, postDocument, postExitCode } from '../present.js';
import type { Verb } from '../verbs.js';

/** Options of `generate resource`. */
export interface ResourceCommandOptions {
  access?: string;
  only?: string;
  under?: string;
  softDelete?: boolean;
  skipWiring?: boolean;
}

/** Generates a resource and answers the exit code. */
export async function generateResourceCommand(
  given: readonly string[],
  { options, reporter }: Verb<ResourceCommandOptions>,
): Promise<number> {
  const words = given.length > 0 ? given : await askForWords(options);
  const { access, only, under, softDelete, skipWiring = false, dryRun = false } = options;
  const outcome = await generateResource({
    root: findProject(workingDirectory(options)),
    words,
    options: {
      ...(access === undefined ? {} : { access }),
      ...(only === undefined ? {} : { only }),
      ...(under === undefined ? {} : { under }),
      ...(softDelete === undefined ? {} : { softDelete }),
    },
    skipWiring,
    dryRun,
    progress: reporter.progress,
    interruptible,
  });
  await reporter.result(
    () => generateDocument(outcome, dryRun),
    async () => [dryRun ? await dryRunText(outcome.changes) : summary(outcome), ...pasting(outcome)].join('\n'),
  );
  reporter.undoneSteps(outcome.root, outcome.post);
  return postExitCode(outcome.post);
}

/** The words of the resource, asked for where questions may be asked. */
async function askForWords(options: SharedOptions): Promise<string[]> {
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

async function generateDocument(outcome: GenerateOutcome, dryRun: boolean): Promise<Record<string, unknown>> {
  const { root, resource, changes, snippets, post } = outcome;
  return {
    command: 'generate',
    generator: 'resource',
    dryRun,
    root,
    resource: resource.names.key,
    line: resource.line,
    changes: await changesDocument(changes),
    snippets,
    steps: postDocument(post),
  };
}

function summary({ changes, plan, resource, snippets }: GenerateOutcome): string {
  const { key, route } = resource.names;
  if (changes.length === 0) return `${key} is there already, with the same fields. Nothing was changed.`;
  const { run } = plan.context.packageManager;
  const first = snippets.length > 0 ? 'paste what is shown below, then ' : '';
  return [
    `${kleur.green('Generated')} ${kleur.bold(key)}:`,
    changeList(changes),
    '',
    `Next: ${first}${kleur.cyan(`${run} test`)}, then ${kleur.cyan(`${run} dev`)} and try /api/v1/${route}`,
    `With DATABASE_URL set, migrate first: ${kleur.cyan(`${run} db:migrate`)}`,
  ].join('\n');
}

/** What the skipped wiring leaves to be done by hand. */
function pasting({ snippets }: GenerateOutcome): string[] {
  if (snippets.length === 0) return [];
  const parts = snippets.flatMap(({ file, snippet }) => ['', `${kleur.bold(file)}:`, indent(snippet, 4)]);
  return ['', 'No existing file was edited. Paste by hand:', ...parts];
}
