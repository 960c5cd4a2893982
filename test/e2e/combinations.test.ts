/**
 * Every preset, and every pair of framework and ORM: installed for real, checked by its own scripts, and held to the HTTP
 * contract on a live PostgreSQL, on the embedded database, as it stops, and as its database is lost.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loseDatabase } from './http/outage.js';
import { guardedResources, nestedResource, resources } from './http/resources.js';
import { stopUnderLoad } from './http/shutdown.js';
import { apiOf } from './http/suite/client.js';
import { guards } from './http/suite/guards.js';
import { httpContract, type Section } from './http/suite/index.js';
import { type RunningApp, startApp, watchable } from './support/app.js';
import { type Cluster, clusterCanBeMade, createCluster } from './support/cluster.js';
import { combinations } from './support/combinations.js';
import { strictLicences } from './support/licences.js';
import { type Mailbox, openMailbox } from './support/mailbox.js';
import { cli, mustRun } from './support/process.js';
import { createDatabase, postgresIsThere, query } from './support/services.js';

const admin = { email: 'admin@example.com', password: 'correct horse battery staple' };
const secret = 'an-end-to-end-test-secret-of-more-than-32-characters';
const many = '1000000';

/** Where the embedded database differs from a server: what happens at once. */
const embedded: Section[] | undefined = postgresIsThere ? ['verbs', 'cursors', 'conditional', 'repeats'] : undefined;

const root = mkdtempSync(path.join(os.tmpdir(), 'cba-e2e-'));

afterAll(() => rmSync(root, { recursive: true, force: true }));

const cases = (await combinations()).map((combination, index) => ({ ...combination, index }));

describe.each(cases)('$title', ({ accounts, flags, index }) => {
  // Its name is the prefix of its keys in Redis.
  const project = path.join(root, `api-${index}-${process.pid}`);
  const npm = (args: readonly string[], env = {}) => mustRun('npm', ['run', ...args], { cwd: project, env });

  beforeAll(async () => {
    const lines = [...resources, ...(accounts ? guardedResources : [])];
    const created = await cli([project, ...flags, ...lines.flatMap((line) => ['--resource', line])]);
    expect(created.stderr + created.stdout, 'create').not.toMatch(/failed/);
    expect(created.code).toBe(0);
    await npm(['generate', '--', 'resource', ...nestedResource.split(' ')]);
    await addVersion(project);
    await npm(['build']);
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  it.each(['typecheck', 'lint'])('npm run %s', async (script) => {
    await npm([script]);
  });

  it('runs on packages with permissive licences alone', () => {
    expect(strictLicences(project)).toEqual([]);
  });

  // The matrix runs all tests of such projects.
  it('npm run test, for the richest resource and the app', async () => {
    await npm(['test', '--', 'blog-post', 'test/']);
  });

  describe.skipIf(!postgresIsThere)('on a live PostgreSQL, with the same migrations', () => {
    const served = serve();
    const low = serve();
    const limits = { origin: 'https://app.example.com', limit: 30, authLimit: 6 };
    let database: { url: string; drop(): Promise<void> };
    let mailbox: Mailbox;

    beforeAll(async () => {
      [database, mailbox] = [await createDatabase(), await openMailbox()];
      const env = production(database.url, mailbox.url);
      await npm(['db:migrate'], env);
      if (accounts) await npm(['db:seed'], env);
      served.app = await startApp(project, { ...env, ...watchable });
      low.app = await startApp(project, {
        ...env,
        // Apart from the counts of the other.
        REDIS_URL: 'redis://127.0.0.1:6379/1',
        CORS_ORIGINS: limits.origin,
        RATE_LIMIT_PER_MINUTE: String(limits.limit),
        AUTH_RATE_LIMIT_PER_MINUTE: String(limits.authLimit),
      });
    });

    afterAll(async () => {
      await low.app?.stop();
      await served.app?.stop();
      await mailbox?.close();
      await database?.drop();
    });

    const mails = (to: string, words: string) => mailbox.newest(to, words);
    const target = Object.defineProperties(
      { accounts, versions: true, url: '', ...(accounts ? { admin, jwt: { secret }, mails } : {}) },
      { url: { get: () => served.app?.url }, pid: { get: () => served.app?.pid } },
    );
    httpContract(target);

    describe('with an allow-list and low limits', () => {
      guards(Object.defineProperties({ accounts, url: '', ...limits }, { url: { get: () => low.app?.url } }));
    });

    it('SIGTERM: … requests in flight finish (10 s at most), pools close, exit 0', async () => {
      if (!served.app) throw new Error('The app does not run');
      const made = await stopUnderLoad(served.app, await apiOf(target).writer());
      expect(await authorsOf(database.url)).toEqual(expect.arrayContaining(made));
    });
  });

  describe('on the embedded database', () => {
    const served = serve();

    beforeAll(async () => {
      served.app = await startApp(project, { RATE_LIMIT_PER_MINUTE: many, AUTH_RATE_LIMIT_PER_MINUTE: many });
    });

    httpContract(Object.defineProperties({ accounts, url: '' }, { url: { get: () => served.app?.url } }), embedded);

    it('ends when it is told to', async () => {
      expect(await served.app?.stop()).toMatchObject({ code: 0 });
    });
  });

  describe.skipIf(accounts || !clusterCanBeMade)('Database lost', () => {
    let cluster: Cluster;

    beforeAll(async () => {
      cluster = await createCluster();
    });

    afterAll(() => cluster?.remove());

    it('requests get 503 `DEPENDENCY_UNAVAILABLE`, ready is 503, live stays 200, and it comes back by itself', async () => {
      const env = production(await cluster.createDatabase('lost'), '');
      await npm(['db:migrate'], env);
      const app = await startApp(project, env);
      try {
        const made = await loseDatabase(app, cluster);
        expect(await authorsOf(env['DATABASE_URL'] ?? '')).toEqual(expect.arrayContaining(made));
      } finally {
        expect(await app.stop()).toMatchObject({ code: 0 });
      }
    });
  });
});

/** An app that is not there before its tests have begun. */
function serve(): { app?: RunningApp } {
  return {};
}

function production(databaseUrl: string, smtpUrl: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    DATABASE_URL: databaseUrl,
    REDIS_URL: 'redis://127.0.0.1:6379',
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'api@example.com',
    APP_URL: 'https://app.example.com',
    JWT_SECRET: secret,
    SEED_ADMIN_EMAIL: admin.email,
    SEED_ADMIN_PASSWORD: admin.password,
    RATE_LIMIT_PER_MINUTE: many,
    AUTH_RATE_LIMIT_PER_MINUTE: many,
  };
}

/** Mounts tags a second time, below `/api/v2`, and says of the first that they are to go. */
async function addVersion(project: string): Promise<void> {
  const names = readdirSync(path.join(project, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => name.endsWith('.ts')).map((name) => path.join(project, 'src', name));
  const file = sources.find((source) => /const modules: \w+\[\] =/.test(readFileSync(source, 'utf8'))) ?? '';
  const code = readFileSync(file, 'utf8');
  const deprecation = `{ since: new Date('2026-01-01'), sunset: new Date('2030-01-01'), link: 'https://example.com/v2' }`;
  // Modules are objects, or classes where the framework makes them.
  const both: Record<string, string> = {
    tagModule: `{ ...tagModule, deprecation: ${deprecation} },\n  { ...tagModule, version: 2 },`,
    TagModule:
      `class extends TagModule { static deprecation = ${deprecation}; },\n` +
      `class extends TagModule { static version = 2; },`,
  };
  const changed = code.replace(/\b(tagModule),(?=[^;]*\];)/i, (_, name: string) => both[name] ?? '');
  expect(changed).not.toBe(code);
  writeFileSync(file, changed);
  await mustRun('npx', ['prettier', '--write', file], { cwd: project });
}

async function authorsOf(databaseUrl: string): Promise<string[]> {
  return query(databaseUrl, 'SELECT name FROM authors');
}
