/** `generate middleware`, `generate service` and `generate migration`. */
import kleur from 'kleur';
import { assertProject, type Outcome } from '../../change.js';
import { UserError } from '../../errors.js';
import { builtIns } from '../../generators/built-in.js';
import { generateMigration, generatePart } from '../../generators/generate.js';
import { printable } from '../../selection/printable.js';
import type { WiringSnippet } from '../../wiring/apply.js';
import { findProject } from '../../workspace/project.js';
import { openAsker } from '../asker.js';
import { interruptible } from '../interrupts.js';
import { mayAsk, workingDirectory, type SharedOptions } from '../options.js';
import { changeList, changesDocument, dryRunText, pastingText, postDocument, postExitCode } from '../present.js';
import type { Reporter } from '../reporter.js';
import type { Verb } from '../verbs.js';

/** Options of these generators. */
export interface PartCommandOptions {
  before?: string;
  after?: string;
  skipWiring?: boolean;
}

/** Generates a middleware or a service and answers the exit code. */
export async function generatePartCommand(
  kind: 'middleware' | 'service',
  words: readonly string[],
  { options, reporter }: Verb<PartCommandOptions>,
): Promise<number> {
  const { before, after, skipWiring = false, dryRun = false } = options;
  if (before !== undefined && after !== undefined) {
    throw new UserError({
      code: 'USAGE',
      message: '--before and --after exclude each other.',
      hint: 'Give one of them.',
    });
  }
  const [name = '', ...more] = words.length > 0 ? words : [await askForName(kind, options)];
  if (more.length > 0) throw tooMany(kind, words);
  const place = before === undefined ? (after === undefined ? undefined : { after }) : { before };
  const run = { ...base(options, reporter), kind, name, skipWiring, ...(place && { place }) };
  const outcome = await generatePart(run);
  const { snippets, file, apart } = outcome;
  const beside = before === undefined ? `after ${printable(after ?? '')}` : `before ${printable(before)}`;
  const there = apart ? `, but not right ${beside}; it was not moved` : '';
  const next = `Next: write it in ${kleur.cyan(file)}`;
  await finish(
    { generator: kind, outcome, there, next, snippets, about: { name: outcome.name, file, snippets, apart } },
    { reporter, dryRun },
  );
  return postExitCode(outcome.post);
}

/** Generates an empty migration and answers the exit code. */
export async function generateMigrationCommand(
  words: readonly string[],
  { options, reporter }: Verb<object>,
): Promise<number> {
  const given = words.length > 0 ? words : [await askForName('migration', options)];
  const outcome = await generateMigration({ ...base(options, reporter), words: given });
  const { name, file = '' } = outcome;
  const migrate = kleur.cyan(`${outcome.plan.context.packageManager.run} db:migrate`);
  const next = `Next: write its SQL in ${kleur.cyan(file)}, then ${migrate}`;
  const about = { name, file: outcome.file ?? null };
  await finish(
    { generator: 'migration', outcome, there: '', next, snippets: [], about },
    { reporter, dryRun: options.dryRun ?? false },
  );
  return postExitCode(outcome.post);
}

function base(options: SharedOptions, { progress }: Reporter) {
  const root = findProject(workingDirectory(options));
  return { root, dryRun: options.dryRun ?? false, codegen: false, progress, interruptible };
}

/** The name, asked for where questions may be asked. */
async function askForName(kind: string, options: SharedOptions): Promise<string> {
  const info = builtIns.find(({ name }) => name === kind);
  if (!mayAsk(options)) {
    throw new UserError({ code: 'USAGE', message: `The ${kind} needs a name.`, hint: info?.usage ?? '' });
  }
  assertProject(findProject(workingDirectory(options)));
  const asker = await openAsker();
  try {
    const question = info?.prompts?.[0]?.message ?? '';
    return (await asker.text(question, '', (answer) => (answer.trim() === '' ? 'It needs a name.' : undefined))).trim();
  } finally {
    asker.end();
  }
}

function tooMany(kind: string, words: readonly string[]): UserError {
  return new UserError({
    code: 'USAGE',
    message: `A ${kind} has one name, and not ${words.length}.`,
    hint: `generate ${kind} ${words.join('-')}`,
  });
}

interface Finished {
  generator: string;
  outcome: Outcome & { name: string };
  /** What is to be said beside of one that was there already. */
  there: string;
  /** What to do next. */
  next: string;
  snippets: readonly WiringSnippet[];
  /** What the document says of it. */
  about: Record<string, unknown>;
}

async function finish(
  { generator, outcome, there, next, snippets, about }: Finished,
  { reporter, dryRun }: { reporter: Reporter; dryRun: boolean },
): Promise<void> {
  const { root, changes, post, name } = outcome;
  const text = async () => {
    if (changes.length === 0) return `The ${generator} ${name} is there already${there}. Nothing was changed.`;
    if (dryRun) return dryRunText(changes);
    return [`${kleur.green('Generated')} ${kleur.bold(name)}:`, changeList(changes), '', next].join('\n');
  };
  await reporter.result(
    async () => ({
      command: 'generate',
      generator,
      dryRun,
      root,
      ...about,
      changes: await changesDocument(changes),
      steps: postDocument(post),
    }),
    async () => [await text(), ...pastingText(snippets, changes)].join('\n'),
  );
  reporter.undoneSteps(root, post);
}
