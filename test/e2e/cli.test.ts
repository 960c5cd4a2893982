/** What cli.md promises of the command line itself: exit codes, refusals, JSON, dry runs, interrupts. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, cleanEnv, cli, collect, run } from './support/process.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'cba cli ü-'));
const offline = ['--no-install', '--no-git'];
const create = (dir: string, ...args: string[]) => cli([dir, ...offline, ...args], { cwd: root });

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** All files of a folder with their content. */
function snapshot(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((file) => [path.relative(folder, file), readFileSync(file, 'base64')]));
}

describe('usage', () => {
  it.each([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    [['--help'], 0, /Usage: create-backend-app/],
    [['create', '--help'], 0, /--framework <id>/],
  ])('%j', async (args, code, output) => {
    const result = await cli(args, { cwd: root });
    expect(result).toMatchObject({ code, stderr: '' });
    expect(result.stdout).toMatch(output);
  });

  it.each([
    [['x', '--framwork', 'express'], /did you mean --framework/],
    [['x', 'y'], /Too many arguments/],
    [[], /needs a name/],
    [['generate', 'resorce', 'post', 'title:string'], /did you mean resource/],
    [['list', 'preset'], /did you mean presets/],
    [['x', '--orm', 'drizle'], /did you mean drizzle/],
    [['x', '--preset', 'minimall'], /did you mean minimal/],
  ])('%j is wrong usage', async (args, message) => {
    const result = await cli(args, { cwd: root });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(message);
    expect(existsSync(path.join(root, 'x'))).toBe(false);
  });

  it('lists all mistakes of one call at once', async () => {
    const result = await create('Bad Name', '--orm', 'drizle', '--framework', 'koa', '--resource', 'post title:strin');
    expect(result.stderr).toMatch(/drizzle/);
    expect(result.stderr).toMatch(/koa/);
    expect(result.stderr).toMatch(/Bad Name/);
    expect(result.stderr).toMatch(/string/);
  });
});

describe('create', () => {
  it('gives the same bytes twice, and the same as generating the resource later', async () => {
    const post = 'post title:string body:text:optional';
    expect(await create('one/api', '--preset', 'minimal', '--resource', post)).toMatchObject({ code: 0 });
    expect(await create('two/api', '--preset', 'minimal', '--resource', post)).toMatchObject({ code: 0 });
    expect(await create('three/api', '--preset', 'minimal')).toMatchObject({ code: 0 });
    const words = ['generate', 'resource', ...post.split(' ')];
    expect(await cli(words, { cwd: path.join(root, 'three/api/src') })).toMatchObject({ code: 0 });
    const whole = snapshot(path.join(root, 'one'));
    expect(snapshot(path.join(root, 'two'))).toEqual(whole);
    expect(snapshot(path.join(root, 'three'))).toEqual(whole);
    const again = await cli(words, { cwd: path.join(root, 'three/api') });
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/Nothing was changed/);
    expect(snapshot(path.join(root, 'three'))).toEqual(whole);
    const other = await cli([...words, 'views:integer'], { cwd: path.join(root, 'three/api') });
    expect(other).toMatchObject({ code: 1 });
    expect(other.stderr).toMatch(/views/);
    expect(snapshot(path.join(root, 'three'))).toEqual(whole);
  });

  it('writes nothing on a dry run, and shows what the real run then does', async () => {
    const dry = await create('dry', '--preset', 'rest-drizzle-jwt', '--dry-run', '--json');
    expect(existsSync(path.join(root, 'dry'))).toBe(false);
    const announced = (JSON.parse(dry.stdout) as { changes: { path: string }[] }).changes.map((change) => change.path);
    await create('dry', '--preset', 'rest-drizzle-jwt');
    expect(Object.keys(snapshot(path.join(root, 'dry')))).toEqual(announced.sort());
    expect((await create('dry2', '--preset', 'minimal', '--dry-run')).stdout).toMatch(/^\+\+\+ b\/src\/main\.ts/m);
  });

  it('keeps what a fresh repository has', async () => {
    const folder = path.join(root, 'fresh');
    mkdirSync(path.join(folder, '.git'), { recursive: true });
    for (const name of ['README.md', 'LICENSE', '.gitignore']) writeFileSync(path.join(folder, name), 'mine\n');
    writeFileSync(path.join(folder, '.gitignore'), 'mine\nnode_modules/\n');
    const created = await cli(['.', ...offline, '--preset', 'minimal'], { cwd: folder });
    expect(created).toMatchObject({ code: 0 });
    expect(created.stdout).toMatch(/add them: (?!.*node_modules).*\.env .*\.data/);
    expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('mine\nnode_modules/\n');
    for (const name of ['README.md', 'LICENSE']) {
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe('mine\n');
    }
    expect(existsSync(path.join(folder, 'src/main.ts'))).toBe(true);
    const manifest = readFileSync(path.join(folder, '.backend-app/manifest.json'), 'utf8');
    expect(Object.keys((JSON.parse(manifest) as { files: object }).files)).not.toContain('README.md');
  });

  it('refuses a folder that is not empty, and a file', async () => {
    mkdirSync(path.join(root, 'full'));
    writeFileSync(path.join(root, 'full/notes.txt'), 'mine');
    writeFileSync(path.join(root, 'file'), 'mine');
    for (const dir of ['full', 'file', 'file/below']) {
      const result = await create(dir, '--preset', 'minimal');
      expect(result).toMatchObject({ code: 1, stdout: '' });
      expect(result.stderr).toMatch(/not empty|is a file/);
    }
    expect(snapshot(path.join(root, 'full'))).toHaveProperty('notes.txt');
  });

  it.skipIf(process.getuid?.() === 0)('refuses a folder that cannot be written to', async () => {
    mkdirSync(path.join(root, 'locked'));
    chmodSync(path.join(root, 'locked'), 0o500);
    expect(await create('locked/x', '--preset', 'minimal')).toMatchObject({ code: 1 });
  });

  it('prints one JSON document, for refusals too', async () => {
    const result = await create('json', '--preset', 'nope', '--json');
    expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_CHOICE' } });
    expect(JSON.parse((await cli(['--nope', '--json'])).stdout)).toMatchObject({ ok: false, error: { code: 'USAGE' } });
  });

  it('leaves the project when the install fails, and says how to go on', async () => {
    const env = {
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      npm_config_cache: path.join(root, 'empty cache'),
    };
    const result = await cli(['no-network', '--preset', 'minimal', '--no-git'], { cwd: root, env });
    expect(result).toMatchObject({ code: 1 });
    expect(result.stderr).toMatch(/registry cannot be reached/);
    expect(result.stderr).toMatch(/npm install/);
    expect(existsSync(path.join(root, 'no-network/package.json'))).toBe(true);
  });

  it('says so when git is not there', async () => {
    const env = { PATH: path.dirname(process.execPath) };
    const result = await cli(['no-git', '--preset', 'minimal', '--no-install'], { cwd: root, env });
    expect(result).toMatchObject({ code: 0 });
  });
});

describe('an interrupt', () => {
  let whole: Record<string, string>;
  let duration = 0;

  beforeAll(async () => {
    const started = performance.now();
    await create('whole/api', '--preset', 'rest-prisma-jwt');
    duration = performance.now() - started;
    whole = snapshot(path.join(root, 'whole'));
  });

  it('at twenty random moments leaves a whole project or none', async () => {
    const outcomes = { whole: 0, none: 0 };
    for (let round = 0; round < 20; round++) {
      const folder = path.join(root, `interrupt-${round}`);
      mkdirSync(folder);
      const child = spawn(process.execPath, [bin, 'api', '--preset', 'rest-prisma-jwt', ...offline], {
        cwd: folder,
        env: cleanEnv(),
      });
      const ended = collect(child);
      setTimeout(() => child.kill('SIGINT'), Math.random() * duration * 1.05);
      const { code } = await ended;
      const files = snapshot(folder);
      const isWhole = Object.keys(files).length > 0;
      if (isWhole) expect(files).toEqual(whole);
      else expect(readdirSync(folder)).toEqual([]);
      expect([0, 130, null]).toContain(code);
      outcomes[isWhole ? 'whole' : 'none']++;
    }
    expect(outcomes.none).toBeGreaterThan(0);
  });
});

describe('help', () => {
  it('names only verbs that work', async () => {
    const { stdout } = await run(process.execPath, [bin, '--help']);
    const verbs = [...stdout.matchAll(/^ {2}([a-z]+)[ |]/gm)].map((match) => match[1]);
    expect(verbs).toEqual(['create', 'generate', 'list', 'info', 'help']);
  });
});
