/**
 * The OpenAPI document: it satisfies a linter at its strictest, says what the running API does, and makes a client that
 * type-checks and works. With two versions of one resource, and with resources of every type and access.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningApp, startApp } from './support/app.js';
import { installAbove } from './support/install.js';
import { client } from './support/openapi-client.js';
import { cli, mustRun } from './support/process.js';

const resources = [
  'author name:string:unique',
  'post title:string:min=3:max=80 slug:slug:unique body:text:optional status:enum=draft,published:default=draft ' +
    'price:decimal=10,2:min=0 views:integer:default=0 author:ref=author',
  'comment text:text post:ref=post:cascade --under post',
  'tag name:slug:unique --only list,get,create',
  'event at:datetime day:date:min=2027-01-01 payload:json extra:json:optional --soft-delete',
  'measurement count:bigint:min=100 rate:float:max=-1 code:string:min=70 tags:refs=tag:min=2 --only replace,update',
  'leftover ident:uuid:unique url:url email:email passed:boolean --only delete',
];

const guarded = [
  'note text:string secret:string:hidden --access owner',
  'setting name:string value:json --access role=admin',
  'letter text:text note:ref=note:cascade --under note --access owner',
];

/** The tools that only these tests need. */
const tools = { '@redocly/cli': '2.77.0', 'openapi-fetch': '0.17.0' };

const root = mkdtempSync(path.join(os.tmpdir(), 'cba-openapi-'));
const accounts = { framework: 'fastify', orm: 'drizzle', auth: 'jwt', layout: 'modules' };
const open = { framework: 'express', orm: 'drizzle', auth: 'none', layout: 'layered' };

beforeAll(() => writeFileSync(path.join(root, 'package.json'), JSON.stringify({ dependencies: tools })));

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each([accounts, open])('$framework, auth $auth', (choice) => {
  const project = path.join(root, choice.framework);
  const isGuarded = choice.auth !== 'none';
  let app: RunningApp;

  beforeAll(async () => {
    const lines = [...resources, ...(isGuarded ? guarded : [])].flatMap((line) => ['--resource', line]);
    const flags = Object.entries(choice).flatMap(([axis, id]) => [`--${axis}`, id]);
    const created = await cli([project, ...flags, ...lines, '--yes', '--no-install', '--no-git']);
    expect(created.code, created.stderr).toBe(0);
    addVersion(path.join(project, choice.layout === 'modules' ? 'src/modules.ts' : 'src/routes/index.ts'));
    await installAbove(root, project);
    await mustRun('npm', ['run', 'build'], { cwd: project });
    app = await startApp(project);
  });

  afterAll(() => app.stop());

  it('makes types of a client without a server, and satisfies the linter', async () => {
    await mustRun('npm', ['run', 'client'], { cwd: project });
    const file = path.join(project, 'client/openapi.json');
    await mustRun('npx', ['redocly', 'lint', '--extends', 'recommended-strict', file], { cwd: root });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(await (await fetch(`${app.url}/openapi.json`)).json());
  });

  it('says what the API does', async () => {
    const document = (await (await fetch(`${app.url}/openapi.json`)).json()) as Document;
    const headers = isGuarded ? await signedIn(app.url) : {};
    for (const [at, item] of Object.entries(document.paths)) {
      const url = app.url + at.replaceAll(/\{\w+\}/g, randomUUID());
      expect(await verbsAt(url), at).toEqual(Object.keys(item).toSorted());
      for (const [verb, operation] of Object.entries(item)) {
        expect(await undescribed(url, verb, operation, headers, document), `${verb} ${at}`).toEqual([]);
      }
    }
  });

  it.runIf(isGuarded)('makes a client that type-checks and works', async () => {
    writeFileSync(path.join(project, 'client/program.ts'), client);
    const options = ['--module', 'nodenext', '--target', 'es2023', '--strict', '--noEmit', '--skipLibCheck'];
    await mustRun('npx', ['tsc', '--ignoreConfig', ...options, '--types', 'node', 'client/program.ts'], {
      cwd: project,
    });
    await mustRun('npx', ['tsx', 'client/program.ts', app.url], { cwd: project });
  });
});

/** The step that the README describes. */
function addVersion(file: string): void {
  const code = readFileSync(file, 'utf8');
  const deprecation = "{ since: new Date('2026-01-01'), sunset: new Date('2036-01-01'), link: 'https://example.com' }";
  const both = `{ ...postModule, deprecation: ${deprecation} },\n  { ...postModule, version: 2 },\n`;
  const changed = code.replace(/(?<=\[[^[]*)postModule,\n?/, both);
  expect(changed).not.toBe(code);
  writeFileSync(file, changed);
}

interface Operation {
  requestBody?: { content: { 'application/json': { examples: Record<string, { value: unknown }> } } };
  responses: Record<string, { $ref?: string; headers?: object }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Record<string, { headers?: object }> };
}

/** Methods of a path, beside those that every path has. */
async function verbsAt(url: string): Promise<string[]> {
  const { headers } = await fetch(url, { method: 'OPTIONS' });
  const verbs = (headers.get('allow') ?? '').toLowerCase().split(', ');
  return verbs.filter((verb) => verb !== 'head' && verb !== 'options').sort();
}

const told = /^(?:etag|location|ratelimit-.*|retry-after|www-authenticate|x-request-id)$/;

/** Not told of errors, which are described once for all versions. */
const toldOfSuccess = /^(?:deprecation|link|sunset)$/;

/** Sends the example, and tells what of the answer the document does not. */
async function undescribed(
  url: string,
  verb: string,
  { requestBody, responses }: Operation,
  headers: Record<string, string>,
  { components }: Document,
): Promise<string[]> {
  const [example] = Object.values(requestBody?.content['application/json'].examples ?? {});
  const answer = await fetch(url, {
    method: verb.toUpperCase(),
    headers: { ...headers, ...(example ? { 'content-type': 'application/json' } : {}) },
    ...(example ? { body: JSON.stringify(example.value) } : {}),
  });
  await answer.arrayBuffer();
  const response = responses[answer.status];
  if (!response) return [String(answer.status)];
  const { headers: described = {} } = response.$ref
    ? (components.responses[response.$ref.split('/').at(-1) ?? ''] ?? {})
    : response;
  const names = new Set(Object.keys(described).map((name) => name.toLowerCase()));
  return [...answer.headers.keys()].filter(
    (name) => (told.test(name) || (answer.ok && toldOfSuccess.test(name))) && !names.has(name),
  );
}

async function signedIn(url: string): Promise<Record<string, string>> {
  const account = { email: `${randomUUID()}@example.com`, password: 'correct horse battery staple' };
  const send = (route: string) =>
    fetch(`${url}/api/v1/auth/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(account),
    });
  await send('register');
  const { data } = (await (await send('login')).json()) as { data: { accessToken: string } };
  return { authorization: `Bearer ${data.accessToken}` };
}
