/** Starts a repository in a new project, unless it is in one already. */
import type { PostResult, PostRun } from './post.js';
import { explainFailure, runCommand } from './run.js';

const commit = 'git commit -m "Initial commit"';
const all = `git init && git add --all && ${commit}`;

/** Makes a repository with a first commit; says plainly what it lacked where that could not be. */
export async function startRepository(run: PostRun): Promise<PostResult> {
  const git = (...words: string[]) => runCommand(['git', ...words], run.root, run.signal);
  const inside = await git('rev-parse', '--is-inside-work-tree');
  if (inside.interrupted) return outcome('interrupted', all, 'interrupted');
  if (inside.missing) return outcome('skipped', all, 'no git repository was started: git is not installed');
  if (inside.ok || /dubious ownership/.test(inside.output)) {
    return outcome('skipped', '', 'no git repository was started: the project is in one already');
  }
  const ended = run.progress('Starting a git repository');
  const made = await firstCommit(git);
  ended(made.status === 'done' ? undefined : made.status);
  return made;
}

async function firstCommit(git: (...words: string[]) => ReturnType<typeof runCommand>): Promise<PostResult> {
  const started = await git('init', '--quiet');
  if (!started.ok) return failed(all, started);
  // Only a folder that had its own .gitignore can be without this.
  const ignored = await git('check-ignore', '--quiet', 'node_modules/x');
  if (!ignored.ok && !ignored.interrupted) {
    const hint = 'Let .gitignore have node_modules, dist, .data and .env.';
    return {
      ...outcome(
        'skipped',
        `git add --all && ${commit}`,
        'there is no first commit: .gitignore does not leave node_modules out',
      ),
      hint,
    };
  }
  const added = await git('add', '--all');
  if (!added.ok) return failed(`git add --all && ${commit}`, added);
  const committed = await git('commit', '--quiet', '--message', 'Initial commit');
  if (committed.ok) return outcome('done', all);
  if (/tell me who you are|unable to auto-detect email|empty ident name/i.test(committed.output)) {
    const hint = 'git config --global user.name "Your Name" && git config --global user.email you@example.com';
    return { ...outcome('failed', commit, 'git does not know who you are, so there is no first commit yet'), hint };
  }
  return failed(commit, committed);
}

function failed(command: string, result: Awaited<ReturnType<typeof runCommand>>): PostResult {
  return outcome(result.interrupted ? 'interrupted' : 'failed', command, explainFailure(command, result));
}

function outcome(status: PostResult['status'], command: string, message?: string): PostResult {
  return { step: 'git', status, command, ...(message === undefined ? {} : { message }) };
}
