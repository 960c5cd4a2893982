/**
 * Resources that are hard to name, relate or type, twenty-six of them in one project, on each framework, with the ORMs in
 * turn: made at creation, from a file and one by one, they pass the project's own scripts.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.js';
import { startApp } from './support/app.js';
import { installAbove } from './support/install.js';
import { cli, mustRun } from './support/process.js';
import { createDatabase, postgresIsThere } from './support/services.js';

/** Out of order, for creation. */
const created = [
  'order total:decimal=12,2:min=0 status:enum=open,paid:default=open placedAt:datetime:readonly:optional customer:ref=person',
  'category name:string:unique parent:ref=category:optional:set-null',
  'person email:email:unique bornOn:date:optional salary:bigint:hidden:optional manager:ref=person:optional:set-null',
  'news headline:string:min=3 body:text',
  'select from:string to:string where:string:optional',
  'class name:string level:integer:min=1:max=12 default:boolean:default=false --access role=admin',
  'APIKey name:string secret:string:hidden:optional --access owner',
  'tag name:slug:unique',
  'blog-post title:string:index author:ref=user tags:refs=tag related:refs=blog-post',
  'group name:string:unique members:refs=person:min=1',
  'user-profile user:ref=user:unique:cascade site:url:optional',
  'table number:integer order:ref=order:cascade --under order',
  'event at:datetime payload:json --soft-delete',
  'error code:integer:default=0 message:text event:ref=event:optional',
];

/** With a circle: teams have leaders, who are members of a team. */
const fromFile = `\
- team name:string:unique lead:ref=member:optional captain:ref=member:optional:set-null
- member nickname:string team:ref=team:cascade --under team --access authenticated
- map width:float:optional data:json:optional parts:refs=map:max=3
- name: date
  fields: [value:date:unique, 'kind:enum=one,two:optional']
- test passed:boolean date:ref=date --only list,get,create
- name: series
  fields: [title:string, count:bigint:default=0]
  softDelete: true
- data value:json series:ref=series --under series --access owner
`;

/** Into a project that has the others already. */
const generated = [
  'child name:string parent:ref=child:optional friends:refs=child',
  'analysis result:float children:refs=child --soft-delete',
  'status default:string:default=new switch:boolean if:integer:optional',
  'default value:text package:string await:uuid:optional --only list,update,delete',
  'object key:string:unique values:refs=map --under data data:ref=data',
];

const catalog = await loadCatalog();
const orms = catalog.ofKind('orm').map(({ id }) => id);
const layouts = ['layered', 'modules', 'clean'];
const caches = ['memory', 'none'];

const cases = catalog.ofKind('framework').map(({ id: framework }, turn) => ({
  framework,
  orm: orms[(turn + 1) % orms.length] ?? '',
  layout: layouts[turn % layouts.length] ?? '',
  cache: caches[turn % caches.length] ?? '',
  // A resource's tests meet a framework and an ORM at a port: each ORM once is enough, as every framework and every ORM
  // has tests of its own in the combinations.
  tested: turn < orms.length,
}));

const root = mkdtempSync(path.join(os.tmpdir(), 'cba-e2e-'));

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each(cases)('$framework + $orm', ({ tested, ...choice }) => {
  const project = path.join(root, `${choice.framework}-${choice.orm}`);

  beforeAll(async () => {
    const flags = Object.entries({ ...choice, auth: 'jwt' }).flatMap(([axis, id]) => [`--${axis}`, id]);
    const resources = created.flatMap((line) => ['--resource', line]);
    await mustSucceed([project, ...flags, ...resources, '--yes', '--no-install', '--no-git']);
    const file = path.join(root, 'resources.yaml');
    writeFileSync(file, fromFile);
    await mustSucceed(['generate', 'resource', '--from', file, '--cwd', project]);
    for (const line of generated) {
      await mustSucceed(['generate', 'resource', ...line.split(' '), '--cwd', project]);
    }
    await installAbove(root, project);
  });

  it.each(['typecheck', 'lint', 'build', ...(tested ? ['test'] : [])])('npm run %s', async (script) => {
    await mustRun('npm', ['run', script], { cwd: project });
  });

  it('answers at every collection, and offers at each path what it describes', async () => {
    const app = await startApp(project);
    const document = (await (await fetch(`${app.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    expect(Object.keys(document.paths).length).toBeGreaterThan(50);
    for (const [at, item] of Object.entries(document.paths)) {
      const url = app.url + at.replaceAll(/\{\w+\}/g, randomUUID());
      if (!at.includes('{') && 'get' in item) expect([200, 401], at).toContain((await fetch(url)).status);
      const { headers } = await fetch(url, { method: 'OPTIONS' });
      const offered = headers.get('allow')?.split(', ') ?? [];
      const verbs = offered.filter((verb) => verb !== 'HEAD' && verb !== 'OPTIONS');
      expect(verbs.sort(), at).toEqual(
        Object.keys(item)
          .map((verb) => verb.toUpperCase())
          .toSorted(),
      );
    }
    expect(await app.stop()).toMatchObject({ code: 0 });
  });

  it.skipIf(!postgresIsThere)('migrates a live PostgreSQL', async () => {
    const database = await createDatabase();
    try {
      await mustRun('npm', ['run', 'db:migrate'], { cwd: project, env: { DATABASE_URL: database.url } });
    } finally {
      await database.drop();
    }
  });
});

async function mustSucceed(args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await cli(args);
  expect(code, stdout + stderr).toBe(0);
}
