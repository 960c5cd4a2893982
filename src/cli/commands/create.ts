/** `create`: from arguments and answers to one pipeline call, and its summary. */
import path from 'node:path';
import kleur from 'kleur';
import { kinds, type Kind } from '../../catalog/kinds.js';
import { UserError } from '../../errors.js';
import { create, type CreateOutcome } from '../../pipeline.js';
import { loadPreset } from '../../selection/preset.js';
import type { Choices } from '../../selection/types.js';
import { projectAround } from '../../workspace/project.js';
import { interruptible } from '../interrupts.js';
import { mayAsk, workingDirectory } from '../options.js';
import { changesDocument, countOf, dryRunText, postDocument, postExitCode, quoted } from '../present.js';
import type { Reporter } from '../reporter.js';
import type { Verb } from '../verbs.js';

/** Options of `create`, as commander gives them. */
export interface CreateOptions {
  preset?: string;
  resource?: string[];
  install: boolean;
  git: boolean;
}

/** Creates a project and answers the exit code. */
export async function createCommand(dir: string | undefined, verb: Verb<CreateOptions>): Promise<number> {
  const { options, reporter } = verb;
  const cwd = workingDirectory(options);
  const fallbacks = callersPackageManager();
  const given = await answers(dir, verb, cwd, fallbacks);
  const dryRun = options.dryRun ?? false;
  const outcome = await create({
    dir: given.dir,
    cwd,
    selection: {
      choices: given.choices,
      fallbacks,
      resources: options.resource ?? [],
      ...(given.preset === undefined ? {} : { preset: loadPreset(given.preset, cwd) }),
    },
    dryRun,
    post: { install: options.install, git: options.git },
    progress: reporter.progress,
    interruptible,
  });
  noteSurroundings(outcome.root, reporter);
  await reporter.result(
    () => createDocument(outcome, dryRun),
    () => (dryRun ? dryRunText(outcome.changes) : summary(outcome, cwd)),
  );
  reporter.undoneSteps(outcome.root, outcome.post);
  // Without a repository the project is whole; without its dependencies it is not.
  return postExitCode(outcome.post.filter(({ step, status }) => step !== 'git' || status === 'interrupted'));
}

/** A project inside of another is wanted at times, and a slip at others. */
function noteSurroundings(root: string, reporter: Reporter): void {
  const around = projectAround(path.dirname(root));
  if (around === undefined) return;
  reporter.note(`${kleur.yellow('warning')} ${root} is inside of another project: ${around}`);
}

interface Answers {
  dir: string;
  preset: string | undefined;
  choices: Choices;
}

/** What the arguments say, completed by questions where they may be asked. */
async function answers(
  dir: string | undefined,
  { options }: Verb<CreateOptions>,
  cwd: string,
  fallbacks: Choices,
): Promise<Answers> {
  const choices = flagChoices(options as unknown as Record<string, unknown>);
  const { preset } = options;
  if (mayAsk(options)) {
    const { askForProject } = await import('../prompts.js');
    return askForProject({ dir, preset, choices }, { cwd, preferred: fallbacks });
  }
  if (dir === undefined) {
    throw new UserError({
      code: 'USAGE',
      message: 'The project needs a name: the argument [dir] is missing.',
      hint: 'create-backend-app my-api   (or . for this folder)',
    });
  }
  return { dir, preset, choices };
}

/** Axis flags as commander names them: `--package-manager` is `packageManager`. */
function flagChoices(options: Record<string, unknown>): Choices {
  const choices: Choices = {};
  for (const { id } of kinds) {
    const value = options[id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
    if (Array.isArray(value)) choices[id as Kind] = value as string[];
  }
  return choices;
}

/** Without a choice the package manager is the one that called: `pnpm create …` makes a pnpm project. */
function callersPackageManager(): Choices {
  const caller = /^(npm|pnpm|yarn|bun)\//.exec(process.env['npm_config_user_agent'] ?? '')?.[1];
  return caller ? { 'package-manager': caller } : {};
}

async function createDocument(outcome: CreateOutcome, dryRun: boolean): Promise<Record<string, unknown>> {
  return {
    command: 'create',
    dryRun,
    root: outcome.root,
    project: outcome.plan.selection.project.name,
    choices: outcome.plan.selection.choices,
    changes: await changesDocument(outcome.changes),
    kept: outcome.kept,
    unignored: outcome.unignored,
    steps: postDocument(outcome.post),
  };
}

function summary({ root, plan, post, changes, kept, unignored }: CreateOutcome, cwd: string): string {
  const { packageManager, project } = plan.context;
  const folder = path.relative(cwd, root);
  const pending = post.filter(({ step, status }) => step !== 'git' && status !== 'done').map(({ command }) => command);
  const installed = post.some(({ step, status }) => step === 'install' && status === 'done');
  const commands = [
    ...(folder === '' ? [] : [`cd ${quoted(folder)}`]),
    ...(installed || pending.length > 0 ? pending : [packageManager.install]),
    `${packageManager.run} dev`,
  ];
  const lines = [
    `${kleur.green('Created')} ${kleur.bold(project.name)} in ${root} (${countOf(changes)})`,
    ...(kept.length > 0 ? [`Kept as they were: ${kept.join(', ')}`] : []),
    ...(unignored.length > 0 ? [`Your .gitignore lets these through; add them: ${unignored.join(' ')}`] : []),
    '',
    'Next:',
    ...commands.map((command) => `  ${kleur.cyan(command)}`),
    '',
    'Then open http://localhost:3000/docs, and add a resource:',
    `  ${kleur.cyan(`${packageManager.runArgs.replace('<script>', 'generate')} resource ${exampleResource(plan)}`)}`,
  ];
  return lines.join('\n');
}

/** A resource that the project does not have yet. */
function exampleResource({ selection }: CreateOutcome['plan']): string {
  const hasPost = selection.resources.some((line) => /^posts?\b/i.test(line));
  return hasPost ? 'comment text:text post:ref=post:cascade' : 'post title:string body:text:optional';
}
