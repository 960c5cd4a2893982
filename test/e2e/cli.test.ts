/** What cli.md promises when things go wrong or are cut off: interrupts, kills, networks, terminals. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, cleanEnv, cli, collect } from './support/process.js';
import { snapshot } from './support/snapshot.js';
import { onTerminal, terminalIsThere } from './support/terminal.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'cba cli ü-'));
const offline = ['--no-install', '--no-git'];
const create = (dir: string, ...args: string[]) => cli([dir, ...offline, ...args], { cwd: root });
const rounds = Array.from({ length: 20 }, (_, round) => round);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Sends a signal at a random moment of a run; answers how the run ended. */
async function cutOff(signal: NodeJS.Signals, args: readonly string[], cwd: string, within: number) {
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: cleanEnv() });
  const ended = collect(child);
  setTimeout(() => child.kill(signal), Math.random() * within);
  return ended;
}

/** Milliseconds that a run takes here, now. */
async function durationOf(run: () => Promise<unknown>): Promise<number> {
  await run();
  const started = performance.now();
  await run();
  return performance.now() - started;
}

describe('what is not there', () => {
  const noNetwork = {
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_fetch_retries: '0',
    npm_config_cache: path.join(root, 'empty cache'),
  };

  it('is a network: the project stays, and it is said how to go on', async () => {
    const result = await cli(['no-network', '--preset', 'minimal', '--no-git'], { cwd: root, env: noNetwork });
    expect(result).toMatchObject({ code: 1 });
    expect(result.stdout).toMatch(/cd no-network\n {2}npm install\n {2}npm run dev/);
    expect(result.stderr).toMatch(/registry cannot be reached[^]+To go on, run there:\n {2}npm install\n/);
    expect(existsSync(path.join(root, 'no-network/package.json'))).toBe(true);
  });

  it('is a network, for a script: the document says which step failed', async () => {
    const args = ['no-network-json', '--preset', 'minimal', '--no-git', '--json'];
    const result = await cli(args, { cwd: root, env: noNetwork });
    expect(result).toMatchObject({ code: 1 });
    expect(JSON.parse(result.stdout)).toMatchObject({
      ok: true,
      steps: [{ step: 'install', status: 'failed', command: 'npm install' }],
    });
  });

  it('is git, or the package manager', async () => {
    const env = { PATH: path.dirname(process.execPath) };
    mkdirSync(path.join(root, 'bin'));
    spawnSync('ln', ['-s', process.execPath, path.join(root, 'bin/node')]);
    const bare = { PATH: path.join(root, 'bin') };
    const noGit = await cli(['no-git', '--preset', 'minimal', '--no-install'], { cwd: root, env: bare });
    expect(noGit).toMatchObject({ code: 0 });
    expect(noGit.stderr).toMatch(/git is not installed/);
    const args = ['no-manager', '--preset', 'minimal', '--package-manager', 'pnpm', '--no-git'];
    const noManager = await cli(args, { cwd: root, env: { ...env, ...bare } });
    expect(noManager).toMatchObject({ code: 1 });
    expect(noManager.stderr).toMatch(
      /pnpm is not installed[^]+npm install --global pnpm[^]+run there:\n {2}pnpm install/,
    );
    expect(existsSync(path.join(root, 'no-manager/package.json'))).toBe(true);
  });

  it.skipIf(process.getuid?.() === 0)('is the right to write', async () => {
    mkdirSync(path.join(root, 'locked'));
    chmodSync(path.join(root, 'locked'), 0o500);
    expect(await create('locked/x', '--preset', 'minimal')).toMatchObject({ code: 1 });
  });
});

describe('an interrupt of create', () => {
  it('at twenty random moments leaves a whole project or none', async () => {
    mkdirSync(path.join(root, 'whole'));
    const args = ['api', '--preset', 'rest-prisma-jwt', ...offline];
    const duration = await durationOf(async () => {
      rmSync(path.join(root, 'whole/api'), { recursive: true, force: true });
      await cli(args, { cwd: path.join(root, 'whole') });
    });
    const whole = snapshot(path.join(root, 'whole'));
    const outcomes = { whole: 0, none: 0 };
    for (const round of rounds) {
      const folder = path.join(root, `interrupt-${round}`);
      mkdirSync(folder);
      const { code, stderr } = await cutOff('SIGINT', args, folder, duration);
      const isWhole = readdirSync(folder).length > 0;
      if (isWhole) expect(snapshot(folder)).toEqual(whole);
      else if (code === 130) expect(stderr).toMatch(/Interrupted[^]+Nothing was written/);
      // Null: before the program's first line, or after its last.
      expect(isWhole ? [0, 130, null] : [130, null]).toContain(code);
      outcomes[isWhole ? 'whole' : 'none']++;
    }
    expect(outcomes.none).toBeGreaterThan(0);
  });
});

describe('a run that is killed', () => {
  const words = ['generate', 'resource', 'post', 'title:string', 'body:text'];

  it('while it generates leaves the project as it was or as it will be, after the next command', async () => {
    const [base, done, cut] = ['base', 'done', 'cut'].map((name) => path.join(root, 'kill', name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(path.dirname(base));
    await create('kill/base', '--preset', 'minimal');
    const duration = await durationOf(async () => {
      rmSync(done, { recursive: true, force: true });
      cpSync(base, done, { recursive: true });
      await cli(words, { cwd: done });
    });
    const [before, after] = [snapshot(base), snapshot(done)];
    for (const _ of rounds) {
      rmSync(cut, { recursive: true, force: true });
      cpSync(base, cut, { recursive: true });
      await cutOff('SIGKILL', words, cut, duration);
      // Another command, which is refused: the lock and the transaction of the first are gone all the same.
      expect(await cli(['generate', 'resource', 'other', 'x:nope'], { cwd: cut })).toMatchObject({ code: 2 });
      expect([before, after]).toContainEqual(snapshot(cut));
      expect(await cli(words, { cwd: cut })).toMatchObject({ code: 0 });
      expect(snapshot(cut)).toEqual(after);
    }
  });

  it.each(['.', 'api'])('while it creates %s is in nobody’s way', async (dir) => {
    const folder = path.join(root, `killed ${dir === '.' ? 'here' : dir}`);
    const args = [dir, '--preset', 'minimal', ...offline];
    const prepare = () => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'LICENSE'), 'mine');
    };
    const duration = await durationOf(async () => {
      prepare();
      await cli(args, { cwd: folder });
    });
    const whole = snapshot(folder);
    for (const _ of rounds) {
      prepare();
      await cutOff('SIGKILL', args, folder, duration);
      // Refused when the killed run had made the project already; made, else.
      const { code } = await cli(args, { cwd: folder });
      const found = snapshot(folder);
      if (code !== 0) delete found[path.join(dir, '.backend-app/lock')];
      expect(found).toEqual(whole);
    }
  });
});

it('an interrupt while another run is waited for leaves nothing of this one', async () => {
  await create('waiting', '--preset', 'minimal');
  const cwd = path.join(root, 'waiting');
  const lock = path.join(cwd, '.backend-app/lock');
  writeFileSync(lock, JSON.stringify({ pid: process.pid, host: os.hostname() }));
  const before = snapshot(cwd);
  const child = spawn(process.execPath, [bin, 'generate', 'resource', 'post', 'title:string'], {
    cwd,
    env: cleanEnv(),
  });
  const ended = collect(child);
  await expect.poll(() => readdirSync(path.dirname(lock)).length, { timeout: 10_000 }).toBe(5);
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, stderr: expect.stringMatching(/Nothing was written/) });
  expect(snapshot(cwd)).toEqual(before);
});

describe('an interrupt of the installation', () => {
  let silent: Server;
  let registry: string;

  beforeAll(async () => {
    silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    registry = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  });

  afterAll(() => {
    silent.closeAllConnections();
    silent.close();
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s leaves the project and no process', async (signal) => {
    const dir = `silent-${signal.toLowerCase()}`;
    const env = { npm_config_registry: registry, npm_config_cache: path.join(root, 'silent cache'), CBA_TEST: dir };
    const child = spawn(process.execPath, [bin, dir, '--preset', 'minimal'], { cwd: root, env: cleanEnv(env) });
    silent.once('request', () => child.kill(signal));
    const { code, stdout, stderr } = await collect(child);
    expect(stderr).toMatch(/interrupted npm install[^]+run there:\n {2}npm install\n {2}git init/);
    expect(stdout).toMatch(/Created[^]+npm install/);
    expect(code).toBe(130);
    expect(existsSync(path.join(root, dir, 'package.json'))).toBe(true);
    expect(processesWith(`CBA_TEST=${dir}`)).toEqual([]);
  });
});

describe.skipIf(!terminalIsThere)('on a terminal', () => {
  const node = [process.execPath, bin, ...offline];
  const questions = ['called\\?', 'start from\\?', 'framework\\?', 'ORM\\?', 'sign in\\?', 'cache\\?'];
  const answers = ['\r', '\u001b[A\r', '\r', '\r', '\r', '\r'];

  it('Enter, Enter makes the standard project', async () => {
    const folder = path.join(root, 'terminal');
    mkdirSync(folder);
    const result = await onTerminal(
      node,
      [
        ['called\\?', '\r'],
        ['start from\\?', '\r'],
      ],
      { cwd: folder },
    );
    expect(result.code).toBe(0);
    const manifest = readFileSync(path.join(folder, 'my-api/.backend-app/manifest.json'), 'utf8');
    expect(JSON.parse(manifest)).toMatchObject({ choices: { orm: 'prisma', auth: 'jwt' } });
  });

  it.each(questions.map((question, index) => ({ question, index })))(
    'Ctrl-C at «$question» writes nothing',
    async ({ index }) => {
      const folder = path.join(root, `cancel-${index}`);
      mkdirSync(folder);
      const steps = questions
        .slice(0, index + 1)
        .map((question, at) => [question, at === index ? '\u0003' : (answers[at] ?? '')] as const);
      const result = await onTerminal(node, steps, { cwd: folder });
      expect(result.code).toBe(130);
      expect(result.stdout).toMatch(/Nothing was written/);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('a resource without words is asked for, and not outside of a project', async () => {
    await create('asked', '--preset', 'minimal');
    const words = [process.execPath, bin, 'generate', 'resource'];
    const steps = [
      ['Which resource', '\r'],
      ['For instance', 'post title:strin\r'],
      ['did you mean string[^]+Which resource', 'post title:string\r'],
    ] as const;
    const result = await onTerminal(words, steps, { cwd: path.join(root, 'asked') });
    expect(result.code).toBe(0);
    expect(existsSync(path.join(root, 'asked/.backend-app/resources/post.json'))).toBe(true);
    expect(await onTerminal(words, [], { cwd: root })).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/not a project/),
    });
  });

  it.each([
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['--no-color', ['--no-color'], {}],
    ['TERM=dumb', [], { TERM: 'dumb' }],
  ] as const)('%s keeps escape codes away, from questions too', async (name, args, env) => {
    const folder = path.join(root, `plain ${name.replace(/\W/g, '')}`);
    mkdirSync(folder);
    const steps = [
      ['called\\?', '\r'],
      ['Number', '4\r'],
      ['Number', '2\r'],
      ['Number', '\u0003'],
    ] as const;
    const cancelled = await onTerminal([...node, ...args], steps, { cwd: folder, env });
    expect(cancelled.code).toBe(130);
    const made = await onTerminal([...node, 'x', '--yes', ...args], [], { cwd: folder, env });
    expect(made.code).toBe(0);
    for (const { stdout } of [cancelled, made]) expect(stdout).not.toContain('\u001b');
  });

  it.each([
    [['--yes'], {}],
    [[], { CI: 'true' }],
  ] as const)('nothing is asked with %j %j', async (args, env) => {
    const result = await onTerminal([...node, ...args], [], { cwd: root, env });
    expect(result.code).toBe(2);
    expect(result.stdout).toMatch(/needs a name/);
  });
});

/** Processes whose environment has a text. */
function processesWith(text: string): string[] {
  if (!existsSync('/proc/self/environ')) return [];
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(text);
    } catch {
      return false;
    }
  });
}
