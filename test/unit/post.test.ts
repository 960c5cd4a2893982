import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../src/plan/plan.js';
import { committedFiles } from '../../src/post/committed.js';
import { startRepository } from '../../src/post/git.js';
import { afterCreate, type PostRun } from '../../src/post/post.js';
import { explainFailure, runCommand } from '../../src/post/run.js';

let root: string;
const never = new AbortController().signal;

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'post ü-'));
  vi.stubEnv('GIT_CONFIG_GLOBAL', path.join(root, 'gitconfig'));
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  writeFileSync(path.join(root, 'gitconfig'), '[user]\n\tname = A\n\temail = a@example.com\n');
  mkdirSync(path.join(root, 'api'));
  writeFileSync(path.join(root, 'api/.gitignore'), 'node_modules\n');
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const script = (code: string) => [process.execPath, '-e', code];

/** A run in the folder `api`, with a package manager of the test's. */
function runWith(install: string, setup?: string, signal = never): PostRun {
  const plan = { context: { packageManager: { install, setup }, facts: {} } } as unknown as Plan;
  return { root: path.join(root, 'api'), plan, progress: () => () => undefined, signal };
}

describe('a command', () => {
  it('answers what it printed, without colours', async () => {
    const result = await runCommand(script('console.log("\\x1b[31mred\\x1b[0m"); console.error("two")'), root, never);
    expect(result).toMatchObject({ ok: true, missing: false, interrupted: false });
    expect(result.output).toMatch(/red\s+two|two\s+red/);
  });

  it('is told apart when it is not there', async () => {
    const result = await runCommand('no-such-program install', root, never);
    expect(result).toMatchObject({ ok: false, missing: true });
    expect(explainFailure('no-such-program install', result)).toBe('no-such-program is not installed');
  });

  it('sees a development environment, whatever the shell is set to', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const { output } = await runCommand(script('console.log(process.env.NODE_ENV)'), root, never);
    expect(output).toBe('development');
  });

  it('ends with all it started when it is interrupted', async () => {
    const controller = new AbortController();
    const pids = path.join(root, 'pids');
    const grandchild = `require("fs").appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n"); setInterval(() => {}, 1000)`;
    const child = `require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" }); ${grandchild}`;
    const running = runCommand(script(child), root, controller.signal);
    const written = () => (existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n') : []);
    await vi.waitUntil(() => written().length === 2, { timeout: 5000 });
    controller.abort();
    expect(await running).toMatchObject({ ok: false, interrupted: true });
    await vi.waitUntil(() => written().every((pid) => !isAlive(Number(pid))), { timeout: 5000 });
  });

  it('is not begun after an interrupt', async () => {
    const result = await runCommand(script('process.exit(3)'), root, AbortSignal.abort());
    expect(result).toMatchObject({ interrupted: true, output: '' });
  });

  it.each([
    [
      'npm error code ECONNREFUSED\nnpm error request to http://x failed, reason: connect ECONNREFUSED',
      /^the package registry .*\nnpm error request to/,
    ],
    ['a\nb', /^npm install failed\na\nb$/],
  ])('that printed %j is explained', (output, text) => {
    expect(explainFailure('npm install', { ok: false, missing: false, interrupted: false, output })).toMatch(text);
  });
});

describe('an installation', () => {
  it('that fails for want of the package manager says where it comes from', async () => {
    const [step] = await afterCreate(runWith('no-such-program install', 'npm i -g it'), { install: true, git: false });
    expect(step).toEqual({
      step: 'install',
      status: 'failed',
      command: 'no-such-program install',
      message: 'no-such-program is not installed',
      hint: 'Get it with: npm i -g it',
    });
  });

  it('that is interrupted leaves out what would follow', async () => {
    const steps = await afterCreate(runWith('npm install', undefined, AbortSignal.abort()), {
      install: true,
      git: true,
    });
    expect(steps.map(({ step, status }) => [step, status])).toEqual([
      ['install', 'interrupted'],
      ['git', 'interrupted'],
    ]);
    expect(existsSync(path.join(root, 'api/.git'))).toBe(false);
  });
});

describe('a repository', () => {
  const log = () => execFileSync('git', ['log', '--format=%s'], { cwd: path.join(root, 'api'), encoding: 'utf8' });

  it('is started with a first commit', async () => {
    expect(await startRepository(runWith(''))).toMatchObject({ status: 'done' });
    expect(log()).toBe('Initial commit\n');
  });

  it('is not started inside of another', async () => {
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    expect(await startRepository(runWith(''))).toMatchObject({
      status: 'skipped',
      message: expect.stringMatching(/one already/),
      command: '',
    });
    expect(existsSync(path.join(root, 'api/.git'))).toBe(false);
  });

  it('lacks the commit when git does not know who commits, and says so', async () => {
    writeFileSync(path.join(root, 'gitconfig'), '[user]\n\tuseConfigOnly = true\n');
    for (const name of ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL', 'EMAIL']) {
      vi.stubEnv(name, undefined);
    }
    expect(await startRepository(runWith(''))).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/git does not know who you are/),
      hint: expect.stringMatching(/git config --global user.name/),
      command: 'git commit -m "Initial commit"',
    });
  });

  it('takes no dependencies in when the folder had a .gitignore without them', async () => {
    writeFileSync(path.join(root, 'api/.gitignore'), 'dist\n');
    expect(await startRepository(runWith(''))).toMatchObject({
      status: 'skipped',
      message: expect.stringMatching(/node_modules/),
    });
  });

  it('is left out where git is not there', async () => {
    vi.stubEnv('PATH', root);
    expect(await startRepository(runWith(''))).toMatchObject({
      status: 'skipped',
      message: expect.stringMatching(/git is not installed/),
    });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('what version control has', () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: path.join(root, 'api'), stdio: 'pipe' });

  it('is nothing without a repository, without a commit, and without git', async () => {
    writeFileSync(path.join(root, 'api/a b.sql'), '');
    expect((await committedFiles(path.join(root, 'api')))('a b.sql')).toBe(false);
    git('init', '--quiet');
    git('add', '--all');
    expect((await committedFiles(path.join(root, 'api')))('a b.sql')).toBe(false);
    vi.stubEnv('PATH', root);
    expect((await committedFiles(path.join(root, 'api')))('a b.sql')).toBe(false);
  });

  it('is what the last commit has, also of a project below the repository', async () => {
    mkdirSync(path.join(root, 'api/apps/ü'), { recursive: true });
    writeFileSync(path.join(root, 'api/apps/ü/a b.sql'), '');
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'One');
    writeFileSync(path.join(root, 'api/apps/ü/new.sql'), '');
    const committed = await committedFiles(path.join(root, 'api/apps/ü'));
    expect(['a b.sql', 'new.sql', '.gitignore'].map(committed)).toEqual([true, false, false]);
  });

  it('is everything where git cannot say', async () => {
    mkdirSync(path.join(root, 'api/.git'));
    writeFileSync(path.join(root, 'api/.git/HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(path.join(root, 'api/.git/config'), '[core\n');
    mkdirSync(path.join(root, 'api/.git/objects'));
    mkdirSync(path.join(root, 'api/.git/refs'));
    expect((await committedFiles(path.join(root, 'api')))('any.sql')).toBe(true);
  });
});
