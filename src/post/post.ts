/** What runs after the commit: the package manager, generated code, git. A failure here never undoes the project. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plan } from '../plan/plan.js';
import { explainFailure, runCommand, type CommandResult } from './run.js';

/** Told when a long step begins; answers what to call, with a short outcome, when it has ended. */
export type Progress = (step: string) => (outcome?: string) => void;

/** Which steps follow a creation. */
export interface PostOptions {
  install: boolean;
  git: boolean;
}

/** Outcome of one step. */
export interface PostResult {
  step: 'install' | 'codegen' | 'git';
  status: 'done' | 'failed' | 'skipped';
  /** The command a person would run for it. */
  command: string;
  /** Why it failed or was left out. */
  message?: string;
}

/** Installs, makes generated code and starts a repository with a first commit. */
export async function afterCreate(
  root: string,
  plan: Plan,
  options: PostOptions,
  progress: Progress,
): Promise<PostResult[]> {
  const results: PostResult[] = [];
  if (options.install) {
    const installed = await install(root, plan, progress);
    results.push(installed);
    if (installed.status === 'done') results.push(...(await codegen(root, plan, progress)));
  }
  if (options.git) results.push(await startRepository(root, progress));
  return results;
}

/** Brings generated code up to date, when the project's dependencies are installed. */
export async function afterGenerate(root: string, plan: Plan, progress: Progress): Promise<PostResult[]> {
  return codegen(root, plan, progress);
}

async function install(root: string, plan: Plan, progress: Progress): Promise<PostResult> {
  const command = plan.context.packageManager.install;
  const ended = progress(`Installing dependencies (${command})`);
  const result = await runCommand(command, root);
  ended(result.ok ? undefined : 'failed');
  return outcome('install', command, result);
}

async function codegen(root: string, plan: Plan, progress: Progress): Promise<PostResult[]> {
  const command = plan.context.facts.codegen;
  if (command === undefined || !existsSync(path.join(root, 'node_modules'))) return [];
  const ended = progress(`Running ${command}`);
  const result = await runCommand(command, root);
  ended(result.ok ? undefined : 'failed');
  return [outcome('codegen', command, result)];
}

async function startRepository(root: string, progress: Progress): Promise<PostResult> {
  const command = 'git init && git add --all && git commit -m "Initial commit"';
  const inside = await runCommand('git rev-parse --is-inside-work-tree', root);
  if (inside.missing) return { step: 'git', status: 'skipped', command, message: 'git is not installed' };
  if (inside.ok) return { step: 'git', status: 'skipped', command, message: 'the folder is in a repository already' };
  const ended = progress('Starting a git repository');
  for (const words of [
    ['init', '--quiet'],
    ['add', '--all'],
    ['commit', '--quiet', '--message', 'Initial commit'],
  ]) {
    const result = await runCommand(['git', ...words], root);
    if (!result.ok) {
      ended('failed');
      return outcome('git', command, result);
    }
  }
  ended();
  return { step: 'git', status: 'done', command };
}

function outcome(step: PostResult['step'], command: string, result: CommandResult): PostResult {
  if (result.ok) return { step, status: 'done', command };
  return { step, status: 'failed', command, message: explainFailure(command, result) };
}
