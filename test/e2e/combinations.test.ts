/**
 * Every pair of framework and ORM, with and without accounts: installed for real, checked by its own scripts, driven
 * over HTTP on the embedded database and on a live PostgreSQL.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from './support/app.js';
import { drivePosts } from './support/posts.js';
import { cli, mustRun } from './support/process.js';
import { createDatabase, postgresIsThere } from './support/services.js';

const frameworks = ['express', 'fastify'];
const orms = ['prisma', 'drizzle'];
const auths = ['jwt', 'none'];
/** Layouts and caches take turns, so that each meets each framework. */
const layouts = ['modules', 'layered', 'clean'];
const caches = ['none', 'memory', 'redis'];

const cases = frameworks.flatMap((framework) => orms.flatMap((orm) => auths.map((auth) => ({ framework, orm, auth }))));

describe.each(cases.map((choice, index) => ({ ...choice, index })))('$framework + $orm + $auth', (choice) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cba-e2e-'));
  const project = path.join(root, 'my-api');
  const npm = (...args: string[]) => mustRun('npm', args, { cwd: project });

  beforeAll(async () => {
    const { index, ...axes } = choice;
    const more = { layout: layouts[index % 3], cache: caches[(index + Math.floor(index / 3)) % 3], deploy: 'docker' };
    const flags = Object.entries({ ...axes, ...more }).flatMap(([axis, id]) => [`--${axis}`, String(id)]);
    const post = ['--resource', 'post title:string:min=3 body:text:optional views:integer:default=0'];
    const created = await cli([project, ...flags, ...post]);
    expect(created.stderr + created.stdout, 'create').not.toMatch(/failed/);
    expect(created.code).toBe(0);
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(['typecheck', 'lint', 'test', 'build'])('npm run %s', async (script) => {
    await npm('run', script);
  });

  it('answers on the embedded database', async () => {
    const app = await startApp(project);
    await drivePosts(app.url, { accounts: choice.auth === 'jwt' });
    expect(await app.stop()).toMatchObject({ code: 0 });
  });

  it.skipIf(!postgresIsThere)('answers on a live PostgreSQL, with the same migrations', async () => {
    const database = await createDatabase();
    const env = { DATABASE_URL: database.url, NODE_ENV: 'production', ...productionSecrets };
    try {
      await mustRun('npm', ['run', 'db:migrate'], { cwd: project, env });
      const app = await startApp(project, env);
      await drivePosts(app.url, { accounts: choice.auth === 'jwt' });
      expect(await app.stop()).toMatchObject({ code: 0 });
    } finally {
      await database.drop();
    }
  });

  it('takes another resource, which passes its own tests', async () => {
    await npm('run', 'generate', '--', 'resource', 'comment', 'text:text', 'post:ref=post:cascade');
    for (const script of ['typecheck', 'lint', 'test']) await npm('run', script);
  });
});

const productionSecrets = {
  JWT_SECRET: 'an-end-to-end-test-secret-of-more-than-32-characters',
  REDIS_URL: 'redis://127.0.0.1:6379',
};
