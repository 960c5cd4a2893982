/** What runs after the commit: the package manager, generated code, git. A failure here never undoes the project. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plan } from '../plan/plan.js';
import { startRepository } from './git.js';
import { explainFailure, runCommand, type CommandResult } from './run.js';

/** Told when a long step begins; answers what to call, with a short outcome, when it has ended. */
export type Progress = (step: string) => (outcome?: string) => void;

/** Which steps follow a creation. */
export interface PostOptions {
  install: boolean;
  git: boolean;
}

/** What every step is told. */
export interface PostRun {
  /** Absolute path of the project. */
  root: string;
  plan: Plan;
  progress: Progress;
  /** Ends the running step, and leaves out those after it. */
  signal: AbortSignal;
}

/** Outcome of one step. */
export interface PostResult {
  step: 'install' | 'codegen' | 'git';
  status: 'done' | 'failed' | 'skipped' | 'interrupted';
  /** The command a person would run for it; empty when there is nothing to run. */
  command: string;
  /** Why it failed or was left out. */
  message?: string;
  /** What to do before running the command. */
  hint?: string;
}

/** Installs, makes generated code and starts a repository with a first commit. */
export async function afterCreate(run: PostRun, options: PostOptions): Promise<PostResult[]> {
  const results: PostResult[] = [];
  if (options.install) {
    const installed = await install(run);
    results.push(installed);
    if (installed.status === 'done') results.push(...(await codegen(run)));
  }
  if (options.git) results.push(await startRepository(run));
  return results;
}

/** Brings generated code up to date, when the project's dependencies are installed. */
export async function afterGenerate(run: PostRun): Promise<PostResult[]> {
  return codegen(run);
}

async function install(run: PostRun): Promise<PostResult> {
  const { install: command, setup } = run.plan.context.packageManager;
  const { result, ...outcome } = await step('install', command, run, `Installing dependencies (${command})`);
  return result.missing && setup ? { ...outcome, hint: `Get it with: ${setup}` } : outcome;
}

async function codegen(run: PostRun): Promise<PostResult[]> {
  const command = run.plan.context.facts.codegen;
  if (command === undefined || !existsSync(path.join(run.root, 'node_modules'))) return [];
  const { result: _, ...outcome } = await step('codegen', command, run, `Running ${command}`);
  return [outcome];
}

async function step(
  name: PostResult['step'],
  command: string,
  { root, progress, signal }: PostRun,
  title: string,
): Promise<PostResult & { result: CommandResult }> {
  const ended = progress(title);
  const result = await runCommand(command, root, signal);
  const status = result.interrupted ? 'interrupted' : result.ok ? 'done' : 'failed';
  ended(status === 'done' ? undefined : status);
  return {
    step: name,
    status,
    command,
    result,
    ...(status === 'done' ? {} : { message: explainFailure(command, result) }),
  };
}
