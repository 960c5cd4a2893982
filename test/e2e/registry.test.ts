/**
 * From a registry: `npm create backend-app` with our packed tarball, then a teammate's clean install without that
 * registry. Nothing may ever resolve to the unrelated package that has our name on the public registry.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedFiles } from '../../src/vendor/pack.js';
import { freePort } from './support/app.js';
import { cleanEnv, mustRun, run } from './support/process.js';

/** The override stands in for a dependency that names a dist-tag, which not every mirror carries. */
const verdaccio = { private: true, dependencies: { verdaccio: '6.2.4' }, overrides: { 'node-fetch': '2.7.0' } };
const repository = path.dirname(path.dirname(path.dirname(new URL(import.meta.url).pathname)));
const root = mkdtempSync(path.join(os.tmpdir(), 'cba-registry-'));
let server: ChildProcess;
let env: Record<string, string>;

/** Only our own package is kept here; all others come through from the registry npm is set up with. */
async function configure(): Promise<string> {
  const upstream = (await mustRun('npm', ['config', 'get', 'registry'])).stdout.trim();
  const file = path.join(root, 'verdaccio.yaml');
  writeFileSync(
    file,
    [
      `storage: ${path.join(root, 'storage')}`,
      `uplinks: { up: { url: "${upstream}", maxage: 60m, timeout: 60s } }`,
      'auth: { htpasswd: { file: ./htpasswd } }',
      'packages:',
      '  create-backend-app: { access: $all, publish: $all }',
      "  '@*/*': { access: $all, proxy: up }",
      "  '**': { access: $all, proxy: up }",
      'log: { type: stdout, level: error }',
    ].join('\n'),
  );
  return file;
}

beforeAll(async () => {
  const port = await freePort();
  const registry = `http://127.0.0.1:${port}/`;
  const tools = path.join(root, 'tools');
  mkdirSync(tools);
  writeFileSync(path.join(tools, 'package.json'), JSON.stringify(verdaccio));
  await mustRun('npm', ['install', '--no-audit', '--no-fund'], { cwd: tools });
  const words = ['--config', await configure(), '--listen', `127.0.0.1:${port}`];
  server = spawn(path.join(tools, 'node_modules/.bin/verdaccio'), words, { env: cleanEnv(), stdio: 'inherit' });
  await untilAnswers(registry);
  const npmrc = path.join(root, 'npmrc');
  writeFileSync(npmrc, `registry=${registry}\n//127.0.0.1:${port}/:_authToken=anonymous\n`);
  env = { npm_config_userconfig: npmrc, npm_config_registry: registry, npm_config_cache: path.join(root, 'cache') };
  const packed = await mustRun('npm', ['pack', '--json', '--pack-destination', root], { cwd: repository });
  const json = packed.stdout.slice(packed.stdout.indexOf('[\n'));
  const [{ filename, files }] = JSON.parse(json) as [{ filename: string; files: { path: string }[] }];
  expect(shippedFiles(), 'what a project carries is what npm packs').toEqual(
    files.map(({ path: file }) => file).sort(),
  );
  await mustRun('npm', ['publish', path.join(root, filename)], { cwd: root, env });
});

afterAll(() => {
  server?.kill('SIGTERM');
  rmSync(root, { recursive: true, force: true });
});

describe('a project made from a registry', () => {
  const project = path.join(root, 'work/my-api');

  it('is made by npm create, and installs', async () => {
    mkdirSync(path.dirname(project));
    const words = ['create', 'backend-app', 'my-api', '--yes', '--', '--preset', 'rest-prisma-jwt'];
    await mustRun('npm', words, { cwd: path.dirname(project), env });
    const lock = readFileSync(path.join(project, 'package-lock.json'), 'utf8');
    expect(lock).toMatch(/"create-backend-app": "file:\.backend-app\//);
    expect(lock).not.toMatch(/create-backend-app-1\.0\.3/);
  });

  it('generates with its own tool, and passes its own tests', async () => {
    await mustRun('npm', ['run', 'generate', '--', 'resource', 'post', 'title:string'], { cwd: project });
    await mustRun('npm', ['test'], { cwd: project });
  });

  it('lets a teammate install without that registry, and generate', async () => {
    const clone = path.join(root, 'teammate');
    await mustRun('git', ['add', '--all'], { cwd: project });
    await mustRun('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'work'], {
      cwd: project,
    });
    await mustRun('git', ['clone', '--quiet', project, clone]);
    server.kill('SIGTERM');
    await mustRun('npm', ['ci', '--no-audit', '--no-fund'], { cwd: clone });
    await mustRun('npm', ['run', 'generate', '--', 'resource', 'tag', 'name:string:unique'], { cwd: clone });
    const status = await run('git', ['status', '--porcelain', 'package.json', 'package-lock.json'], { cwd: clone });
    expect(status.stdout).toBe('');
    await mustRun('npm', ['run', 'typecheck'], { cwd: clone });
  });
});

async function untilAnswers(url: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
}
