/** A project made for each package manager installs with it, cleanly twice, and works. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.js';
import { cli, mustRun } from './support/process.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'cba-managers-'));
const tools = path.join(root, 'tools');
const env = { PATH: `${path.join(tools, 'node_modules/.bin')}${path.delimiter}${process.env['PATH']}` };
const managers = (await loadCatalog()).ofKind('package-manager').flatMap((fragment) => fragment.packageManager ?? []);

beforeAll(async () => {
  mkdirSync(tools);
  await mustRun('npm', ['init', '--yes'], { cwd: tools });
  const packages = ['pnpm@12.21.0', '@yarnpkg/cli-dist@4.18.1', 'bun@1.4.4'];
  await mustRun('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: tools });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(managers.filter(({ id }) => id !== 'npm'))('$id', ({ id, ci, run, runArgs }) => {
  const project = path.join(root, id);

  it('installs what create makes', async () => {
    const flags = ['--preset', 'rest-prisma-jwt', '--package-manager', id, '--no-git'];
    const created = await cli([project, ...flags], { env });
    expect(created.stdout + created.stderr).not.toMatch(/failed/);
    expect(created.code).toBe(0);
  });

  it('installs cleanly from its lockfile', async () => {
    rmSync(path.join(project, 'node_modules'), { recursive: true });
    await command(ci);
  });

  it.each(['typecheck', 'lint', 'test', 'build', 'client'])('runs %s', async (script) => {
    await command(`${run} ${script}`);
  });

  it('generates a resource', async () => {
    await command(`${runArgs.replace('<script>', 'generate')} resource post title:string body:text:optional`);
    await command(`${run} typecheck`);
  });

  function command(line: string) {
    const [program = '', ...words] = line.split(' ');
    return mustRun(program, words, { cwd: project, env });
  }
});
