/** `generate resource`: from words, from a file, or from an answer. */
import kleur from 'kleur';
import { UserError } from '../../errors.js';
import { generateResources, resourceFaults, type GenerateOutcome } from '../../pipeline.js';
import type { ResourceInput, ResourceOptions } from '../../resource/parse.js';
import type { ResourceSpec } from '../../resource/spec.js';
import { printable } from '../../selection/printable.js';
import { findProject } from '../../workspace/project.js';
import { openAsker } from '../asker.js';
import { failureText } from '../failure.js';
import { interruptible } from '../interrupts.js';
import { mayAsk, workingDirectory, type SharedOptions } from '../options.js';
import { changeList, changesDocument, dryRunText, pastingText, postDocument, postExitCode } from '../present.js';
import { loadResourceFile } from '../resource-file.js';
import type { Reporter } from '../reporter.js';
import type { Verb } from '../verbs.js';

/** Options of `generate resource`. */
export interface ResourceCommandOptions {
  access?: string;
  only?: string;
  under?: string;
  softDelete?: boolean;
  from?: string;
  skipWiring?: boolean;
}

type Given = ResourceCommandOptions & SharedOptions;

/** Generates resources and answers the exit code. */
export async function generateResourceCommand(
  words: readonly string[],
  { options, reporter }: Verb<ResourceCommandOptions>,
): Promise<number> {
  const { skipWiring = false, dryRun = false } = options;
  const inputs =
    options.from === undefined ? [await describedInWords(words, options, reporter)] : describedInFile(words, options);
  const outcome = await generateResources({
    root: findProject(workingDirectory(options)),
    inputs,
    skipWiring,
    dryRun,
    progress: reporter.progress,
    interruptible,
  });
  await reporter.result(
    async () => ({ ...(options.from === undefined ? onlyOne(outcome) : {}), ...(await document(outcome, dryRun)) }),
    async () =>
      [
        dryRun ? await dryRunText(outcome.changes) : summary(outcome),
        ...pastingText(outcome.snippets, outcome.changes),
      ].join('\n'),
  );
  reporter.undoneSteps(outcome.root, outcome.post);
  return postExitCode(outcome.post);
}

async function describedInWords(words: readonly string[], given: Given, reporter: Reporter): Promise<ResourceInput> {
  const { access, only, under, softDelete } = given;
  const options = {
    ...(access === undefined ? {} : { access }),
    ...(only === undefined ? {} : { only }),
    ...(under === undefined ? {} : { under }),
    ...(softDelete === undefined ? {} : { softDelete }),
  };
  return words.length > 0 ? { words, options } : askForResource(options, given, reporter);
}

/** A file says everything there is to say of its resources. */
function describedInFile(words: readonly string[], options: Given): ResourceInput[] {
  const { from = '', access, only, under, softDelete } = options;
  const flags = { '--access': access, '--only': only, '--under': under, '--soft-delete': softDelete };
  const extra = Object.entries(flags).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (words.length > 0) extra.unshift(`"${printable(words.join(' '))}"`);
  if (extra.length === 0) return loadResourceFile(from, workingDirectory(options));
  throw new UserError({
    code: 'USAGE',
    message: `--from takes its resources from the file alone; ${extra.join(', ')} would add to them.`,
    hint: `Write it into ${printable(from)}, or leave --from out.`,
  });
}

/** The resource, asked for where questions may be asked, until there is nothing wrong with it. */
async function askForResource(
  options: ResourceOptions,
  given: SharedOptions,
  reporter: Reporter,
): Promise<ResourceInput> {
  const example = 'post title:string body:text:optional';
  if (!mayAsk(given)) {
    throw new UserError({ code: 'USAGE', message: 'The resource needs a name.', hint: `generate resource ${example}` });
  }
  const faultOf = await resourceFaults(findProject(workingDirectory(given)), given.dryRun ?? false);
  const asker = await openAsker();
  try {
    const required = (answer: string) => (answer.trim() === '' ? `For instance: ${example}` : undefined);
    for (;;) {
      const answer = await asker.text('Which resource, with which fields? (name field:type …)', '', required);
      const input = { words: answer.trim().split(/\s+/), options };
      const fault = faultOf(input);
      if (fault === undefined) return input;
      if (isOfOptions(fault, options)) throw fault;
      reporter.note(failureText(fault));
    }
  } finally {
    asker.end();
  }
}

/** Whether something is wrong with an option, which no answer mends. */
function isOfOptions({ problems }: UserError, options: ResourceOptions): boolean {
  const said = [options.access, options.only, options.under].filter((value) => value !== undefined);
  const values = new Set(said.flatMap((value) => [value, ...value.split(',')]));
  return problems.some(({ where = '' }) => where.startsWith('--') || values.has(where));
}

async function document(outcome: GenerateOutcome, dryRun: boolean): Promise<Record<string, unknown>> {
  const { root, made, present, wired, changes, snippets, post } = outcome;
  return {
    command: 'generate',
    generator: 'resource',
    dryRun,
    root,
    resources: [
      ...made.map(({ names, line }) => ({ resource: names.key, line, present: false })),
      ...present.map(({ names, line }) => ({ resource: names.key, line, present: true })),
    ],
    wired: wired.map(({ names }) => names.key),
    changes: await changesDocument(changes),
    snippets,
    steps: postDocument(post),
  };
}

/** The resource that was asked for in words. */
function onlyOne({ made, present }: GenerateOutcome): Record<string, unknown> {
  const [spec] = [...made, ...present];
  return { resource: spec?.names.key, line: spec?.line };
}

function summary({ changes, plan, made, present, wired, snippets }: GenerateOutcome): string {
  const there = namesOf(present.filter((spec) => !wired.includes(spec)));
  const verb = present.length === 1 ? 'is' : 'are';
  const [first] = [...made, ...wired];
  if (!first) return `${there} ${verb} there already, with the same fields. Nothing was changed.`;
  const { run } = plan.context.packageManager;
  const before = snippets.length > 0 ? 'paste what is shown below, then ' : '';
  return [
    ...(made.length > 0 ? [`${kleur.green('Generated')} ${kleur.bold(namesOf(made))}:`] : []),
    ...(made.length === 0 ? [`${kleur.green('Wired')} ${kleur.bold(namesOf(wired))}:`] : []),
    changeList(changes),
    ...(made.length > 0 && wired.length > 0 ? ['', `There already, and wired now: ${namesOf(wired)}`] : []),
    ...(there === '' ? [] : ['', `There already, with the same fields: ${there}`]),
    '',
    `Next: ${before}${kleur.cyan(`${run} test`)}, then ${kleur.cyan(`${run} dev`)} and try /api/v1/${first.names.route}`,
    `With DATABASE_URL set, migrate first: ${kleur.cyan(`${run} db:migrate`)}`,
  ].join('\n');
}

function namesOf(specs: readonly ResourceSpec[]): string {
  return specs.map(({ names }) => names.key).join(', ');
}
