/** Runs generators beside `resource` on a project: the built-in ones, and those of its plopfile. */
import { assertProject, changeProject, staging, type ChangeRequest, type Outcome } from '../change.js';
import { recoverProject } from '../workspace/recovery.js';
import { joinErrors, UserError } from '../errors.js';
import type { Scratch } from '../workspace/scratch.js';
import { assertUntouched, stageScratch } from '../workspace/scratch-changes.js';
import { builtInNames } from './built-in.js';
import { stageMigration, type Migration } from './parts/migration.js';
import { stagePart, type Part, type PartRequest } from './parts/part.js';
import { answersFor, assertKnown } from './plop/answers.js';
import { openPlop } from './plop/host.js';
import { runActions } from './plop/run.js';

/** Generates a middleware or a service; throws what {@link changeProject} and {@link stagePart} throw. */
export async function generatePart(request: ChangeRequest & PartRequest): Promise<Outcome & Part> {
  const { progress, kind } = request;
  return changeProject(request, (project) =>
    staging(`Generating a ${kind}`, { tree: project.tree, progress }, () => stagePart(project, request)),
  );
}

/** Generates an empty migration; throws what {@link changeProject} and {@link stageMigration} throw. */
export async function generateMigration(
  request: ChangeRequest & { words: readonly string[] },
): Promise<Outcome & Migration> {
  return changeProject(request, async (project) => stageMigration(project, request.words));
}

/** A call of a generator of the project's own. */
export interface OwnRequest extends ChangeRequest {
  /** Name of the plopfile. */
  plopfile: string;
  name: string;
  words: readonly string[];
  /** Whether what is missing may be asked on the terminal. */
  ask: boolean;
}

/** What it did. */
export interface OwnOutcome extends Outcome {
  /** What its actions had to say. */
  notes: readonly string[];
}

/**
 * Runs a generator of the project's plopfile on a scratch copy, and takes over what it did there, whole or not at all.
 *
 * @throws UserError `USAGE`, `PLOPFILE_FAILED`, `GENERATOR_EXISTS`, `GENERATOR_FAILED`, `OUTSIDE_TARGET`,
 * `FILE_CHANGED`, and what {@link changeProject} throws
 */
export async function generateOwn(request: OwnRequest): Promise<OwnOutcome> {
  const { root, plopfile, name, progress } = request;
  assertProject(root);
  await recoverProject(root, request.dryRun);
  const host = await openPlop(root, plopfile);
  try {
    assertKnown(name, [...builtInNames, ...host.names]);
    const answers = await answersFor(host, request);
    return await changeProject(request, ({ tree }) =>
      staging(`Running ${name}`, { tree, progress }, async () => {
        // Questions take their time, in which others may have changed the project.
        host.scratch.refresh();
        const notes = await runActions(host, name, answers).catch((error: unknown) => failedRun(host.scratch, error));
        stageScratch(host.scratch, tree);
        return { notes };
      }),
    );
  } finally {
    host.close();
  }
}

/** Of a run that failed it is told, too, when it changed the project all the same. */
function failedRun(scratch: Scratch, error: unknown): never {
  try {
    assertUntouched(scratch);
  } catch (changed) {
    if (error instanceof UserError && changed instanceof UserError) throw joinErrors([error, changed], error.code);
  }
  throw error;
}
