/**
 * Changes the project on disk: read, staged in a tree, committed once. Nothing before the commit writes, nothing after it
 * can leave a half-made change. Before a commit interrupts that came meanwhile are let in: it cannot be interrupted
 * itself.
 */
import { setImmediate } from 'node:timers/promises';
import { openProject, type OpenProject } from './compose/open.js';
import { readManifest } from './manifest/manifest.js';
import type { Plan } from './plan/plan.js';
import { afterGenerate, type PostResult, type Progress } from './post/post.js';
import { commitChanges } from './workspace/commit.js';
import { diskBase } from './workspace/disk.js';
import { recover } from './workspace/journal.js';
import { withLock } from './workspace/lock.js';
import { isUnfinished, recoverProject } from './workspace/recovery.js';
import { VirtualTree } from './workspace/tree.js';
import type { Change } from './workspace/types.js';

/** What every verb is told beside its own input. */
export interface RunOptions {
  dryRun: boolean;
  progress: Progress;
  /** Runs what follows the commit; an interrupt ends that work by its signal, and not the program. */
  interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** What a verb did, or would do. */
export interface Outcome {
  /** Absolute path of the project. */
  root: string;
  /** Sorted by path; empty when there was nothing to do. */
  changes: readonly Change[];
  plan: Plan;
  /** Steps after the commit, with their outcome; empty for a dry run. */
  post: readonly PostResult[];
}

/** Input of {@link changeProject}. */
export interface ChangeRequest extends RunOptions {
  /** Absolute path of the project's folder. */
  root: string;
  /** Asked before the commit, when there is something to change; throws to leave everything as it is. */
  approve?: (changes: readonly Change[]) => Promise<void>;
  /** False where no generated code follows from what is changed. */
  codegen?: boolean;
}

/**
 * Changes the project on disk, whole or not at all: the way of every verb but `create`.
 *
 * @param stage puts what is to change into the project's tree, or throws
 * @throws UserError `NOT_A_PROJECT`, `MANIFEST_DAMAGED`, `MANIFEST_VERSION`, `LOCKED`, what `stage` and the commit throw
 */
export async function changeProject<T extends object>(
  request: ChangeRequest,
  stage: (project: OpenProject) => Promise<T>,
): Promise<Outcome & T> {
  const { root, dryRun, progress, approve, interruptible, codegen = true } = request;
  assertProject(root);
  const staged = async () => {
    const project = await openProject(root);
    const result = await stage(project);
    return { project, result, changes: project.tree.changes() };
  };
  if (dryRun) await recoverProject(root, true);
  const { project, result, changes } = dryRun
    ? await staged()
    : await withLock(root, async () => {
        recover(root);
        const work = await staged();
        if (work.changes.length > 0) await approve?.(work.changes);
        await letInterruptsIn();
        commitChanges(root, work.project.tree);
        return work;
      });
  const { plan } = project;
  const post =
    dryRun || changes.length === 0 || !codegen
      ? []
      : await interruptible((signal) => afterGenerate({ root, plan, progress, signal }));
  return { ...result, root, plan, changes, post };
}

/** Does work in a tree under the eyes of the user, who is told how it ended. */
export async function staging<T>(
  title: string,
  { tree, progress }: { tree: VirtualTree; progress: Progress },
  work: () => Promise<T>,
): Promise<T> {
  const ended = progress(title);
  try {
    const result = await work();
    ended(`${tree.changes().length} files`);
    return result;
  } catch (error) {
    ended('failed');
    throw error;
  }
}

/** A whole turn of the event loop, in which a signal is seen: an immediate alone may come before it. */
export async function letInterruptsIn(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/**
 * Checks that a folder has a project, before anything is asked or written there.
 *
 * @throws UserError `NOT_A_PROJECT`, `MANIFEST_DAMAGED`, `MANIFEST_VERSION`.
 */
export function assertProject(root: string): void {
  // What a killed run had in its hands is put back first, and read then.
  if (!isUnfinished(root)) readManifest(new VirtualTree(diskBase(root)));
}
