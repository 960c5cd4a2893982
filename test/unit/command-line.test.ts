/** The program as a process, where nothing is installed: wrong usage, refusals, JSON, dry runs, laws of bytes. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bin, cli, run } from '../e2e/support/process.js';
import { snapshot } from '../e2e/support/snapshot.js';
import { buildWhenStale } from '../support/build.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'cba cli ü-'));
const offline = ['--no-install', '--no-git'];
const create = (dir: string, ...args: string[]) => cli([dir, ...offline, ...args], { cwd: root });

beforeAll(buildWhenStale, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('usage', () => {
  it.each([
    [['--version'], /^\d+\.\d+\.\d+\n$/],
    [['list', '-V'], /^\d+\.\d+\.\d+\n$/],
    [['--help'], /^Usage: create-backend-app/],
    [['--json', 'list', 'generators'], /"command": "list"/],
    [['create', '--help'], /--framework <id>[^]+Examples:/],
    [['help', 'generate'], /enum=a,b ref=user[^]+Examples:/],
    [['info'], /Not in a project/],
  ])('%j answers', async (args, output) => {
    const result = await cli(args, { cwd: root });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(output);
  });

  it.each([
    [['x', '--framwork', 'express', '--prest=y'], /did you mean --framework\?[^]+did you mean --preset\?/],
    [['x', '--framework'], /argument missing/],
    [['x', 'y'], /Too many arguments/],
    [['gen', 'resource', 'post'], /did you mean generate\?/],
    [['x', '--resource', 'post', 'title:string'], /Quote the whole line/],
    [[], /needs a name/],
    [['doctor'], /no verb "doctor"/],
    [['destroy'], /not said what is to be destroyed/],
    [['destroy', 'post'], /hint {2}destroy resource post/],
    [['destroy', 'resource'], /needs a name/],
    [['generate', 'resource', '--from', 'x.txt'], /JSON or YAML/],
    [['generate', 'resource', '--from', 'x.yaml'], /no such file/],
    [['generate', 'resource', 'post', '--from', 'x.yaml', '--only', 'list'], /"post", --only would add/],
    [['help', 'lst'], /did you mean list\?/],
    [['lsit', '--dry-run'], /did you mean list\? For a project of that name: create-backend-app create lsit/],
    [['generate', 'resource', 'post', 'a:string', '--soft-delete=yes'], /--soft-delete takes no value/],
    [['x', '--yes=1', '--no-git=1'], /--yes, --no-git take no value/],
    [['x', '--yes=1', '--nope'], /2 options[^]+--yes: it takes no value[^]+--nope: unknown/],
    [['generate', 'resorce', 'post', 'title:string'], /did you mean resource/],
    [['generate', 'resource'], /needs a name/],
    [['list', 'preset'], /did you mean presets/],
    [['x', '--orm', 'drizle'], /did you mean drizzle/],
    [['x', '--deploy', 'docker,none'], /"none" excludes docker/],
    [['x', '--preset', 'minimall'], /did you mean minimal/],
    [['x', '--preset', './nowhere.json'], /no such file/],
    [['Bad_Name!'], /bad-name/],
    [['x', '--resource', 'post title:strin'], /did you mean string/],
    [['x', '--cwd', 'nowhere'], /nowhere is not a folder/],
  ])('%j is wrong usage', async (args, message) => {
    const result = await cli(args, { cwd: root });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(message);
    expect(existsSync(path.join(root, 'x'))).toBe(false);
  });

  it('lists all mistakes of one call at once', async () => {
    writeFileSync(path.join(root, 'taken'), '');
    const faults = ['--preset', 'nope', '--orm', 'drizle', '--framework', 'koa', '--resource', 'post title:strin'];
    for (const [dir, fault] of [
      ['Bad Name', 'bad-name'],
      ['taken', 'taken is a file'],
    ] as const) {
      const result = await create(dir, ...faults);
      expect(result.code).toBe(2);
      for (const text of [fault, 'nope', 'drizzle', 'koa', 'string']) expect(result.stderr).toContain(text);
    }
  });

  it('says so when npm took the options', async () => {
    const env = { npm_command: 'init', npm_config_user_agent: 'npm/11.0.0 node/v20', npm_config_preset: 'minimal' };
    const result = await cli(['x', ...offline], { cwd: root, env });
    expect(result).toMatchObject({ code: 2 });
    expect(result.stderr).toMatch(/npm took --preset for itself[^]+ -- --preset/);
  });

  it('names only verbs that work', async () => {
    const { stdout } = await run(process.execPath, [bin, '--help']);
    const verbs = [...stdout.matchAll(/^ {2}([a-z]+)[ |]/gm)].map((match) => match[1]);
    expect(verbs).toEqual(['create', 'generate', 'destroy', 'list', 'info', 'help']);
  });

  it('has no default verb under its name inside projects', async () => {
    const link = path.join(root, 'backend-app');
    symlinkSync(bin, link);
    expect(await run(process.execPath, [link])).toMatchObject({ code: 2, stdout: '' });
    expect(await run(process.execPath, [link, 'my-api'])).toMatchObject({ code: 2, stdout: '' });
    expect((await run(process.execPath, [link, '--help'])).stdout).toMatch(/^Usage: backend-app/);
  });

  it('ends quietly when nobody reads on', async () => {
    const { stderr } = await run('bash', ['-c', `"${process.execPath}" "${bin}" list --json | head -c 1`]);
    expect(stderr).toBe('');
  });
});

describe('--json', () => {
  const document = (text: string) => JSON.parse(text) as Record<string, unknown>;

  it.each([
    [['--help'], 0, { ok: true, command: 'help' }],
    [['--version'], 0, { ok: true, command: 'version' }],
    [['list', 'choices'], 0, { ok: true, command: 'list' }],
    [['info'], 0, { ok: true, command: 'info', project: null }],
    [['generate'], 0, { ok: true, command: 'generate' }],
    [['--nope'], 2, { ok: false, error: { code: 'USAGE' } }],
    [['nope', 'nope', 'nope'], 2, { ok: false, error: { code: 'USAGE' } }],
    [['json', '--preset', 'nope'], 2, { ok: false, error: { code: 'UNKNOWN_CHOICE' } }],
    [['generate', 'resource', 'post', 'title:string'], 1, { ok: false, error: { code: 'NOT_A_PROJECT' } }],
  ])('%j is one document', async (args, code, expected) => {
    const result = await cli([...args, '--json'], { cwd: root });
    expect(result.code).toBe(code);
    expect(document(result.stdout)).toMatchObject(expected);
  });

  it('of a list is enough to build a form from', async () => {
    const { stdout } = await cli(['list', '--json'], { cwd: root });
    expect(document(stdout)).toMatchObject({
      presets: expect.arrayContaining([expect.objectContaining({ id: 'minimal', help: expect.any(String) })]),
      choices: expect.arrayContaining([
        expect.objectContaining({ id: 'orm', flag: '--orm', optional: false, multiple: false, default: 'prisma' }),
      ]),
      packages: expect.arrayContaining([
        { name: 'zod', version: expect.any(String), released: expect.any(String), ageDays: expect.any(Number) },
      ]),
      generators: expect.arrayContaining([expect.objectContaining({ name: 'resource', prompts: expect.any(Array) })]),
    });
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

  it('keeps what a fresh repository has, and its tarball out of the reach of .gitignore', async () => {
    const folder = path.join(root, 'fresh');
    mkdirSync(folder);
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    const mine = { 'README.md': 'mine\n', LICENSE: 'mine\n', '.gitignore': 'node_modules\n*.tgz\n' };
    for (const [name, text] of Object.entries(mine)) writeFileSync(path.join(folder, name), text);
    const result = await cli(['.', ...offline, '--preset', 'minimal'], { cwd: folder });
    expect(result).toMatchObject({ code: 0 });
    expect(result.stdout).toMatch(/Kept as they were: \.gitignore, README\.md/);
    expect(result.stdout).toMatch(/add them: (?!.*node_modules).*\.env .*\.data/);
    const manifest = readFileSync(path.join(folder, '.backend-app/manifest.json'), 'utf8');
    expect(Object.keys((JSON.parse(manifest) as { files: object }).files)).not.toContain('README.md');
    for (const [name, text] of Object.entries(mine)) expect(readFileSync(path.join(folder, name), 'utf8')).toBe(text);
    expect(existsSync(path.join(folder, 'src/main.ts'))).toBe(true);
    execFileSync('git', ['add', '--all'], { cwd: folder });
    const added = execFileSync('git', ['ls-files', '.backend-app'], { cwd: folder, encoding: 'utf8' });
    expect(added).toMatch(/\.tgz$/m);
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
    expect(readdirSync(path.join(root, 'full'))).toEqual(['notes.txt']);
  });

  it('takes the package manager that called, and says everything in its words', async () => {
    const env = { npm_config_user_agent: 'pnpm/10.0.0 npm/? node/v20' };
    const result = await cli(['pnpm-api', ...offline, '--preset', 'minimal'], { cwd: root, env });
    expect(result.stdout).toMatch(/ {2}pnpm install\n {2}pnpm dev\n/);
  });
});

describe('inside of a project', () => {
  it('a new one is no slip of a verb, and said to be inside', async () => {
    await create('outer', '--preset', 'minimal');
    const cwd = path.join(root, 'outer');
    const before = snapshot(cwd);
    const slip = await cli(['remove', '--preset', 'minimal'], { cwd: path.join(cwd, 'src') });
    expect(slip).toMatchObject({ code: 2, stdout: '' });
    expect(slip.stderr).toMatch(/no verb "remove"[^]+did you mean destroy\?/);
    expect(snapshot(cwd)).toEqual(before);
    const inner = await cli(['create', 'remove', ...offline, '--preset', 'minimal'], { cwd });
    expect(inner).toMatchObject({ code: 0 });
    expect(inner.stderr.match(/inside of another project: .*outer$/gm)).toHaveLength(1);
  });
});

describe('generate', () => {
  it('leaves nothing behind outside of a project', async () => {
    const folder = path.join(root, 'outside');
    mkdirSync(folder);
    expect(await cli(['generate', 'resource', 'post', 'title:string'], { cwd: folder })).toMatchObject({ code: 1 });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of several at once is one after the other', async () => {
    await create('busy', '--preset', 'minimal');
    const cwd = path.join(root, 'busy');
    const runs = ['a', 'b', 'c'].map((name) => cli(['generate', 'resource', `${name}x`, 'title:string'], { cwd }));
    for (const result of await Promise.all(runs)) expect(result).toMatchObject({ code: 0 });
    const records = readdirSync(path.join(cwd, '.backend-app/resources'));
    expect(records.sort()).toEqual(['ax.json', 'bx.json', 'cx.json']);
    const journal = readFileSync(path.join(cwd, 'drizzle/meta/_journal.json'), 'utf8');
    expect(journal.match(/"tag": "000[012]_/g)).toHaveLength(3);
  });
});
