/** The program and a project it made, on every Node line they claim to run on. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from './support/app.js';
import { drivePosts } from './support/posts.js';
import { bin, cli, mustRun } from './support/process.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'cba-node-'));
const project = path.join(root, 'my-api');

beforeAll(async () => {
  const post = 'post title:string:min=3 body:text:optional views:integer:default=0';
  const created = await cli([project, '--preset', 'rest-prisma-jwt', '--no-git', '--resource', post]);
  expect(created.code, created.stderr).toBe(0);
  await mustRun('npm', ['run', 'build'], { cwd: project });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(['22', '24', '26'])('Node %s', (version) => {
  let node: string;

  beforeAll(async () => {
    const words = ['--yes', '-p', `node@${version}`, '-c', 'node -p process.execPath'];
    node = (await mustRun('npx', words)).stdout.trim().split('\n').at(-1) ?? '';
    expect((await mustRun(node, ['--version'])).stdout).toMatch(new RegExp(`^v${version}\\.`));
  });

  it('creates and generates', async () => {
    const other = path.join(root, `on-${version}`);
    const flags = ['--preset', 'rest-drizzle-jwt', '--no-install', '--no-git'];
    await mustRun(node, [bin, other, ...flags]);
    await mustRun(node, [bin, 'generate', 'resource', 'post', 'title:string'], { cwd: other });
  });

  it('runs the tests of a project', async () => {
    await mustRun(node, ['node_modules/vitest/vitest.mjs', 'run'], { cwd: project });
  });

  it('runs the project', async () => {
    const app = await startApp(project, {}, node);
    await drivePosts(app.url, { accounts: true });
    expect(await app.stop()).toMatchObject({ code: 0 });
  });
});
