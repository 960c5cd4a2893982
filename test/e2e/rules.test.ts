/**
 * The tests that a resource is generated with: they pass, and fail when one of its rules is taken out of the code. What
 * is the same in every project is tried in the first; the second has what its framework and its ORM word otherwise.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, mustRun, run } from './support/process.js';

const resources = [
  'category name:string',
  'tag name:string',
  'post title:string:min=3:max=80 slug:slug:unique views:integer:min=0:default=0 secret:string:hidden:optional ' +
    'rank:integer:readonly:default=1 author:ref=user category:ref=category:optional:set-null tags:refs=tag',
  'comment body:text post:ref=post:cascade --under post',
  'note text:text --access owner',
  'task name:string:unique --soft-delete',
  'job title:string task:ref=task others:refs=task --access role=admin',
];

/** What is replaced, in which file, to take a rule away. */
type Rule = readonly [rule: string, file: string, code: string | RegExp, instead: string];

const schema = 'src/modules/post/post.schema.ts';
const view = 'src/modules/post/post.view.ts';
const posts = 'src/modules/post/post.service.ts';
const lists = 'src/platform/db/list.ts';
const controller = 'src/modules/post/post.controller.ts';
const notes = 'src/modules/note/note.service.ts';
const comments = 'src/modules/comment/comment.service.ts';
const guards = 'src/platform/http/guards.ts';
const requireRole = /if \(!(principalOf\(\w+\))\.roles[^;]*;/;

const everywhere: readonly Rule[] = [
  ['the least length', schema, 'min: 3, max: 80', 'max: 80'],
  ['the greatest length', schema, 'max: 80', 'max: 81'],
  ['the least number', schema, 'integer({ min: 0 })', 'integer()'],
  ['the greatest number of ids', schema, 'ids({ max: 100 })', 'ids({ max: 101 })'],
  ['that a field is required', schema, 'slug: slug({ max: 255 })', 'slug: slug({ max: 255 }).optional()'],
  ['that a field is not null', schema, 'slug: slug({ max: 255 })', 'slug: slug({ max: 255 }).nullable()'],
  ['a default', schema, 'fields.views.default(0)', 'fields.views.default(1)'],
  ['that a body has no other fields', schema, '.strictObject({', '.object({'],
  ['that a field is only read', schema, 'const fields = {', 'const fields = {\n  rank: integer().exactOptional(),'],
  ['that PATCH takes a part', schema, '= changesOf(fields)', '= z.strictObject(fields)'],
  ['a filter', schema, /^ {4}views: 'integer',\n/m, ''],
  ['that a hidden field is no filter', schema, "    views: 'integer',", "    views: 'integer',\n    secret: 'string',"],
  ['an include', schema, "'author', 'category', ", "'author', "],
  ['that a hidden field is not shown', view, /const \{ secret: _secret, \.\.\.(shown) \} = post;/, 'const $1 = post;'],
  ['what others may see of a user', view, '({ id, name }) => [id, { id, name }]', '(user) => [user.id, user]'],
  ['that only owners read and write', notes, 'note?.ownerId !== ownerId', '!note'],
  ['that only owners change', notes, /await this\.find\(id, ownerId\);(?=\s+const note = )/, ''],
  ['that only owners delete', notes, /await this\.find\(id, ownerId\);(?=\s+const deleted = )/, ''],
  ['that a list has own rows alone', notes, "matching(query, 'ownerId', ownerId)", 'query'],
  ['that a list is of one parent', comments, "matching(query, 'postId', postId)", 'query'],
  ['that a parent must be there', comments, /await this\.requirePost\(postId\);(?=\s+return this\.list)/, ''],
  ['that new rows need their parent', comments, /await this\.requirePost\(postId\);(?=\s+return this\.create)/, ''],
  ['that the path names the parent', 'src/modules/comment/comment.schema.ts', /\s+\.omit\(\{ postId: true \}\)/, ''],
  ['that deleted rows are not referred to', 'src/modules/job/job.service.ts', /if \(taskId && [^;]*;/, ''],
  ['a role', guards, requireRole, '$1;'],
  ['a cursor', 'src/shared/list-query.ts', 'readCursor(value, result.sort, rules.fields)', 'undefined'],
  ['that there is a next page', 'src/shared/list-query.ts', 'rows.length > limit', 'false'],
  ['that a tag is of what is shown', posts, / check && \(\(row\) => check\(showPost\(row\)\)\)/, ' check'],
  ['that PUT looks at the tag', posts, 'this.update(id, input, check)', 'this.update(id, input)'],
  ['that PATCH looks at the tag', posts, /update\(\s*id,\s*changes,[^;]*;/, 'update(id, changes);'],
  ['that DELETE looks at the tag', posts, /delete\(\s*id,[^;]*;/, 'delete(id);'],
  ['that rows are looked at', 'src/platform/db/checked.ts', 'if (row) check(row);', ''],
];

const postsTable = 'drizzle/*_create_posts.sql';
const tasks = 'src/modules/task/task.repository.drizzle.ts';
const routes = 'src/modules/post/post.routes.ts';
const guard = /(method: 'PATCH',\s+url: '[^']*',)\s+onRequest: requireAuthentication,/;

const fastifyAndDrizzle: readonly Rule[] = [
  ...everywhere,
  ['a guard', routes, guard, '$1'],
  ['that a POST is not repeated', routes, 'app.idempotent(controller.create)', 'controller.create'],
  ['If-Match of PUT', controller, /(service\.replace\(params\.id, body), preconditions\(headers\)/, '$1'],
  ['If-Match of PATCH', controller, /(service\.update\(params\.id, body), preconditions\(headers\)/, '$1'],
  ['If-Match of DELETE', controller, /(service\.delete\(params\.id), preconditions\(headers\)/, '$1'],
  ['where a page begins', lists, 'seen && isAfter(table, sort, seen)', 'undefined'],
  ['what breaks ties in a walk', lists, /(if \(!first\) return) [^;]*;/, '$1 undefined;'],
  ['the form of an id', routes, 'schema: { params: idParams },', ''],
  ['that values are unique', postsTable, ',\n\tCONSTRAINT "posts_slug_unique" UNIQUE("slug")', ''],
  ['a reference', postsTable, /ALTER TABLE "posts" ADD CONSTRAINT "posts_category_id[^;]*;/, 'SELECT 1;'],
  ['that references are emptied', postsTable, 'ON DELETE set null', 'ON DELETE cascade'],
  ['that rows go along', 'drizzle/*_create_comments.sql', 'ON DELETE cascade', 'ON DELETE restrict'],
  ['that links go along', postsTable, /(REFERENCES "public"."tags"\("id"\) ON DELETE) cascade/, '$1 restrict'],
  ['that deleted rows are not listed', tasks, 'and(isLive, whereOf(tasks, query))', 'whereOf(tasks, query)'],
  [
    'that deleted rows are not found',
    tasks,
    "and(eq(tasks.id, sql.placeholder('id')), isLive)",
    "eq(tasks.id, sql.placeholder('id'))",
  ],
  ['that deleted rows are not related', 'src/modules/job/job.repository.drizzle.ts', ', target: tasks', ''],
  ['that deleted rows are kept', tasks, /\.update\(tasks\)\s+\.set\(\{ deletedAt[^}]*\}\)/, '.delete(tasks)'],
];

const folders = 'prisma/migrations/*_create_posts/migration.sql';
const prismaTasks = 'src/modules/task/task.repository.prisma.ts';

const expressAndPrisma: readonly Rule[] = [
  ['a guard', routes, 'item.patch(requireAuthentication, ', 'item.patch('],
  ['a role', guards, requireRole, '$1;'],
  ['that a POST is not repeated', routes, 'jsonBody, idempotent, ', 'jsonBody, '],
  ['If-Match of PUT', controller, 'service.replace(id, input, check)', 'service.replace(id, input)'],
  ['If-Match of PATCH', controller, 'service.update(id, changes, check)', 'service.update(id, changes)'],
  ['If-Match of DELETE', controller, 'service.delete(id, preconditions(req.headers))', 'service.delete(id)'],
  ['where a page begins', lists, 'seen ? [...conditions, isAfter(sort, seen, forms)] : conditions', 'conditions'],
  ['what breaks ties in a walk', lists, /(if \(!first\) return) [^;]*;/, '$1 { id: { in: [] } };'],
  ['that input is checked', controller, 'parse(postChangesSchema, req.body)', 'req.body'],
  ['that values are unique', folders, /CREATE UNIQUE INDEX "posts_slug_key"[^;]*;/, ''],
  ['a reference', folders, /ALTER TABLE "posts" ADD CONSTRAINT "posts_category_id[^;]*;/, ''],
  ['that links go along', folders, /(REFERENCES "tags"\("id"\) ON DELETE) CASCADE/, '$1 RESTRICT'],
  ['that deleted rows are not listed', prismaTasks, '{ ...matching, deletedAt: null }', 'matching'],
  [
    'that deleted rows are not found',
    prismaTasks,
    'findUnique({ where: { id, deletedAt: null } })',
    'findUnique({ where: { id } })',
  ],
  [
    'that deleted rows are not related',
    'src/modules/job/job.repository.prisma.ts',
    'where: { task: { deletedAt: null } },',
    '',
  ],
  [
    'that deleted rows are not filtered by',
    'src/modules/job/job.repository.prisma.ts',
    ', where: { task: { deletedAt: null } } }',
    ' }',
  ],
  [
    'that deleted rows are kept',
    prismaTasks,
    /updateMany\((\{\s+where[^}]*\},)\s+data: \{ deletedAt[^}]*\},/,
    'deleteMany($1',
  ],
];

describe.each([
  { framework: 'fastify', orm: 'drizzle', rules: fastifyAndDrizzle },
  { framework: 'express', orm: 'prisma', rules: expressAndPrisma },
])('tests of $framework + $orm fail', ({ framework, orm, rules }) => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cba-rules-'));
  const project = path.join(root, 'my-api');

  beforeAll(async () => {
    const flags = ['--framework', framework, '--orm', orm, '--auth', 'jwt', '--yes', '--no-git'];
    const created = await cli([project, ...flags, ...resources.flatMap((line) => ['--resource', line])]);
    expect(created.stderr + created.stdout, 'create').not.toMatch(/failed/);
    expect(created.code).toBe(0);
    await mustRun('npm', ['test', '--', 'src/modules'], { cwd: project });
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(rules)('without %s, in %s', async (_, file, code, instead) => {
    const target = path.join(project, found(project, file));
    const before = readFileSync(target, 'utf8');
    const after = before.replace(code, instead);
    expect(after, 'what the rule is replaced in').not.toBe(before);
    writeFileSync(target, after);
    try {
      expect(await failedTests(project, testsOf(file))).not.toEqual([]);
    } finally {
      writeFileSync(target, before);
    }
  });
});

/** The file with this name, in which the number of a migration is left out. */
function found(project: string, file: string): string {
  const [before = '', after] = file.split('*');
  if (after === undefined) return file;
  const folder = path.dirname(`${before}x`);
  const [name = ''] = after.split('/');
  const entry = readdirSync(path.join(project, folder)).find((other) => other.endsWith(name));
  return path.join(folder, entry ?? file, after.slice(name.length));
}

/** The tests of the resource that a file is about. */
function testsOf(file: string): string {
  const resource = /(?:modules\/|create_)(\w+?)s?(?:\/|\.sql)/.exec(file)?.[1] ?? 'job';
  return `src/modules/${resource}/`;
}

/** Names of the tests that fail, up to the first; a file that cannot be loaded has none. */
async function failedTests(project: string, tests: string): Promise<string[]> {
  const vitest = path.join('node_modules', 'vitest', 'vitest.mjs');
  const options = ['run', tests, '--bail=1', '--reporter=json'];
  const { stdout } = await run(process.execPath, [vitest, ...options], { cwd: project });
  const report = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Report;
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  return results.flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : []));
}

interface Report {
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}
