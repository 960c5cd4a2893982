/** `create`: from arguments and answers to one pipeline call, and its summary. */
import path from 'node:path';
import kleur from 'kleur';
import { kinds, type Kind } from '../../catalog/kinds.js';
import { checkAll, UserError } from '../../errors.js';
import { create, type Outcome } from '../../pipeline.js';
import { loadPreset, type LoadedPreset } from '../../selection/preset.js';
import { projectPlace } from '../../selection/project-name.js';
import type { Choices } from '../../selection/types.js';
import { exitCodes } from '../main.js';
import { mayAsk, workingDirectory } from '../options.js';
import type { Verb } from '../program.js';
import { changesDocument, dryRunText, postDocument, postFailures } from '../present.js';

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
  const given = await answers(dir, verb, cwd);
  const [place, preset] = checkAll(
    () => projectPlace(given.dir, cwd),
    () => (given.preset === undefined ? undefined : loadPreset(given.preset, cwd)),
  );
  const outcome = await create({
    target: place.target,
    selection: {
      name: place.name,
      choices: withCallersPackageManager(given.choices, preset),
      resources: options.resource ?? [],
      ...(preset ? { preset } : {}),
    },
    dryRun: options.dryRun ?? false,
    post: { install: options.install, git: options.git },
    progress: reporter.progress,
  });
  const failed = postFailures(outcome.post);
  reporter.result(createDocument(outcome, options.dryRun ?? false), () =>
    options.dryRun ? dryRunText(outcome.changes) : summary(outcome, cwd),
  );
  if (failed.length > 0) reporter.failedSteps(outcome.root, failed);
  return failed.some((step) => step.step !== 'git') ? exitCodes.refused : exitCodes.done;
}

interface Answers {
  dir: string;
  preset: string | undefined;
  choices: Choices;
}

/** What the arguments say, completed by questions where they may be asked. */
async function answers(dir: string | undefined, verb: Verb<CreateOptions>, cwd: string): Promise<Answers> {
  const choices = flagChoices(verb.options as unknown as Record<string, unknown>);
  if (mayAsk(verb.options)) {
    const { askForProject } = await import('../prompts.js');
    return askForProject({ dir, preset: verb.options.preset, choices }, cwd);
  }
  if (dir === undefined) {
    throw new UserError({
      code: 'USAGE',
      message: 'The project needs a name: the argument [dir] is missing.',
      hint: 'create-backend-app my-api   (or . for this folder)',
    });
  }
  return { dir, preset: verb.options.preset, choices };
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
function withCallersPackageManager(choices: Choices, preset: LoadedPreset | undefined): Choices {
  const caller = /^(npm|pnpm|yarn|bun)\//.exec(process.env['npm_config_user_agent'] ?? '')?.[1];
  if (!caller || choices['package-manager'] || preset?.choices['package-manager']) return choices;
  return { ...choices, 'package-manager': caller };
}

function createDocument(outcome: Outcome, dryRun: boolean): Record<string, unknown> {
  return {
    command: 'create',
    dryRun,
    root: outcome.root,
    project: outcome.plan.selection.project.name,
    choices: outcome.plan.selection.choices,
    changes: changesDocument(outcome.changes),
    kept: outcome.kept,
    steps: postDocument(outcome.post),
  };
}

function summary({ root, plan, post, changes, kept }: Outcome, cwd: string): string {
  const { packageManager, project } = plan.context;
  const folder = path.relative(cwd, root);
  const installed = post.some((step) => step.step === 'install' && step.status === 'done');
  const commands = [
    ...(folder === '' ? [] : [`cd ${/\s/.test(folder) ? `"${folder}"` : folder}`]),
    ...(installed ? [] : [packageManager.install]),
    `${packageManager.run} dev`,
  ];
  const lines = [
    `${kleur.green('Created')} ${kleur.bold(project.name)} in ${root} (${changes.length} files)`,
    ...(kept.length > 0 ? [`Kept as they were: ${kept.join(', ')}`] : []),
    '',
    'Next:',
    ...commands.map((command) => `  ${kleur.cyan(command)}`),
    '',
    'Then open http://localhost:3000/docs, and add a resource:',
    `  ${kleur.cyan(`${packageManager.runArgs.replace('<script>', 'generate')} resource post title:string body:text:optional`)}`,
  ];
  return lines.join('\n');
}
