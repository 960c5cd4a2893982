/** One case of the matrix: a project with some choices, made, wired, checked and tested as its users would. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { cli, run, type Result } from '../e2e/support/process.js';
import type { Choices } from '../../src/selection/types.js';

/** Each way to refer, to own and to delete. */
const resources = [
  'category name:string:unique',
  'tag name:string',
  'post title:string:min=3:max=80 slug:slug:unique body:text:optional price:decimal=10,2:min=0 ' +
    'status:enum=draft,published:default=draft category:ref=category:optional:set-null tags:refs=tag',
  'task name:string --soft-delete',
];
const guarded = ['note text:text --access owner', 'setting key:string:unique value:json --access role=admin'];
/** Generated into the project once it is there. */
const nested = 'comment text:text post:ref=post:cascade --under post';

/** What is done with each project, in this order; the first failure ends it. */
export const steps = ['create', 'generate', 'typecheck', 'lint', 'test'] as const;

export type Step = (typeof steps)[number];

export interface Outcome {
  choices: Choices;
  /** Seconds of each step that was taken. */
  seconds: Partial<Record<Step, number>>;
  /** Tests of the project that passed. */
  tests: number;
  failure?: { step: Step; output: string };
}

/** @param keep leaves the project where it is */
export async function runCase(root: string, name: string, choices: Choices, keep: boolean): Promise<Outcome> {
  const project = path.join(root, name);
  const outcome: Outcome = { choices, seconds: {}, tests: 0 };
  const work = workOn(project, choices);
  for (const step of steps) {
    const begin = performance.now();
    const { code, stdout, stderr } = await work[step]();
    outcome.seconds[step] = (performance.now() - begin) / 1000;
    if (step === 'test') outcome.tests = Number(/Tests\s+(\d+) passed/.exec(stdout)?.[1] ?? 0);
    if (code === 0) continue;
    outcome.failure = { step, output: `${stdout}\n${stderr}` };
    break;
  }
  if (!keep) rmSync(project, { recursive: true, force: true });
  return outcome;
}

function workOn(project: string, choices: Choices): Record<Step, () => Promise<Result>> {
  const lines = [...resources, ...(choices.auth === 'none' ? [] : guarded)].flatMap((line) => ['--resource', line]);
  const flags = Object.entries(choices).flatMap(([kind, id]) => [`--${kind}`, String(id)]);
  const script = (name: string) => () => run('npm', ['run', name], { cwd: project });
  return {
    create: () => cli([project, ...flags, ...lines, '--yes', '--no-install', '--no-git']),
    generate: () => cli(['generate', 'resource', ...nested.split(' ')], { cwd: project }),
    typecheck: script('typecheck'),
    lint: script('lint'),
    test: script('test'),
  };
}
