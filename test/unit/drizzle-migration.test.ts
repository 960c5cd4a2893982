import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { projectStyle } from '../../src/format/format.js';
import { createTables } from '../../templates/orm/drizzle/emit/ddl.js';
import { creation } from '../../templates/orm/drizzle/emit/migration.js';
import { refusal } from './resource-support.js';
import { migrated, specsOf, tablesIn, treeOf } from './drizzle-support.js';

const long = 'the-quite-long-name-of-a-resource the-rather-long-name-of-a-field-which-goes-on:ref=user:unique';

function ddl(...lines: string[]): string {
  return createTables(tablesIn(specsOf(...lines)));
}

/** Files of a project after the resources were made one by one. */
function project(...lines: string[]): Record<string, string> {
  return migrated(specsOf(...lines));
}

describe('the SQL of a migration', () => {
  it('says what drizzle-kit would say', () => {
    expect(ddl('user name:string', 'post title:string:unique status:enum=a,b:default=a author:ref=user:cascade'))
      .toBe(`CREATE TABLE "posts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" varchar(255) NOT NULL,
	"status" text DEFAULT 'a' NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "posts_title_unique" UNIQUE("title"),
	CONSTRAINT "posts_status_check" CHECK ("posts"."status" in ('a', 'b'))
);
--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posts_author_id_idx" ON "posts" USING btree ("author_id");
`);
  });

  it.each([
    ['a:integer:default=-3', '"a" integer DEFAULT -3 NOT NULL,'],
    ['a:bigint:default=5', '"a" bigint DEFAULT \'5\' NOT NULL,'],
    ['a:float:default=0.0000001', '"a" double precision DEFAULT 1e-7 NOT NULL,'],
    ['a:decimal=12,4', '"a" numeric(12, 4) NOT NULL,'],
    [
      'a:datetime:default=2026-01-31',
      '"a" timestamp (3) with time zone DEFAULT \'2026-01-31T00:00:00.000Z\' NOT NULL,',
    ],
    ['a:json:optional', '"a" jsonb,'],
    ['order:string', '"order" varchar(255) NOT NULL,'],
  ])('spells %s', (word, line) => {
    expect(ddl(`thing ${word}`)).toContain(`\t${line}\n`);
  });

  it('deletes, restricts or empties as a reference says', () => {
    const sql = ddl('user name:string', 'post a:ref=user b:ref=user:cascade c:ref=user:optional:set-null');
    expect(sql.match(/ON DELETE [a-z ]+ ON/g)).toEqual([
      'ON DELETE restrict ON',
      'ON DELETE cascade ON',
      'ON DELETE set null ON',
    ]);
  });

  it('joins two tables by a third', () => {
    const sql = ddl('tag name:string', 'post title:string tags:refs=tag');
    expect(sql.slice(sql.indexOf('CREATE TABLE "post_tags"'))).toBe(`CREATE TABLE "post_tags" (
	"post_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "post_tags_post_id_tag_id_pk" PRIMARY KEY("post_id","tag_id")
);
--> statement-breakpoint
ALTER TABLE "post_tags" ADD CONSTRAINT "post_tags_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_tags" ADD CONSTRAINT "post_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_tags_tag_id_idx" ON "post_tags" USING btree ("tag_id");
`);
  });

  it('keeps values unique among rows that are not deleted', () => {
    expect(ddl('task name:string:unique --soft-delete')).toContain(
      'CREATE UNIQUE INDEX "tasks_name_unique" ON "tasks" USING btree ("name") WHERE "tasks"."deleted_at" is null;\n',
    );
  });

  it('gives no name that PostgreSQL would cut', () => {
    const names = [...ddl('user name:string', long).matchAll(/(?:CONSTRAINT|INDEX) "([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toHaveLength(2);
    for (const name of names) expect(name?.length).toBeLessThanOrEqual(63);
    expect(new Set(names).size).toBe(2);
  });
});

describe('migrations', () => {
  const files = project('user name:string', 'post title:string author:ref=user');

  it('follow each other', () => {
    expect(Object.keys(files)).toEqual([
      'drizzle/0000_create_users.sql',
      'drizzle/meta/0000_snapshot.json',
      'drizzle/meta/_journal.json',
      'drizzle/0001_create_posts.sql',
      'drizzle/meta/0001_snapshot.json',
    ]);
    const { entries } = JSON.parse(files['drizzle/meta/_journal.json'] ?? '') as { entries: unknown[] };
    expect(entries).toEqual([
      { idx: 0, version: '7', when: Date.UTC(2026, 0, 1), tag: '0000_create_users', breakpoints: true },
      { idx: 1, version: '7', when: Date.UTC(2026, 0, 1) + 1000, tag: '0001_create_posts', breakpoints: true },
    ]);
  });

  it('chain their snapshots, each with every table so far', () => {
    const [first, second] = ['0000', '0001'].map((index) =>
      JSON.parse(files[`drizzle/meta/${index}_snapshot.json`] ?? ''),
    );
    expect(first.prevId).toBe('00000000-0000-0000-0000-000000000000');
    expect(second.prevId).toBe(first.id);
    expect(second.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Object.keys(second.tables)).toEqual(['public.users', 'public.posts']);
    expect(second.tables['public.users']).toEqual(first.tables['public.users']);
  });

  it('refer to a table once it is there', () => {
    const circle = project('team lead:ref=member:optional', 'member team:ref=team');
    const key = 'ALTER TABLE "teams" ADD CONSTRAINT "teams_lead_id_members_id_fk" FOREIGN KEY ("lead_id")';
    expect(circle['drizzle/0000_create_teams.sql']).not.toContain('members');
    expect(circle['drizzle/0001_create_members.sql']).toContain(key);
    const keysOf = (index: string, table: string) =>
      Object.keys(JSON.parse(circle[`drizzle/meta/${index}_snapshot.json`] ?? '').tables[table].foreignKeys);
    expect(keysOf('0000', 'public.teams')).toEqual([]);
    expect(keysOf('0001', 'public.teams')).toEqual(['teams_lead_id_members_id_fk']);
    expect(keysOf('0001', 'public.members')).toEqual(['members_team_id_teams_id_fk']);
  });

  it('print their snapshots as Prettier would, whatever was read or printed before', async () => {
    const words = [
      'user name:string',
      'tag name:string:unique',
      'post tags:refs=tag kind:enum=a,b --soft-delete',
      long,
    ];
    for (const [path, content] of Object.entries(project(...words))) {
      if (path.endsWith('.json'))
        expect(await format(content, { ...projectStyle, parser: 'json' }), path).toBe(content);
    }
  });

  it('come out the same on every run', () => {
    expect(project('user name:string', 'post title:string author:ref=user')).toEqual(files);
  });

  it('come after those that drizzle-kit made, and keep what it wrote', () => {
    const when = Date.UTC(2030, 0, 1);
    const journal = {
      version: '7',
      dialect: 'postgresql',
      entries: [{ idx: 4, version: '7', when, tag: '0004_x', breakpoints: true }],
    };
    const snapshot = { id: 'abc', prevId: 'x', tables: { 'public.mine': { name: 'mine' } }, enums: { 'public.e': {} } };
    const tree = treeOf({
      'drizzle/meta/_journal.json': JSON.stringify(journal),
      'drizzle/meta/0004_snapshot.json': JSON.stringify(snapshot),
    });
    const [sql, next, updated] = creation(tablesIn(specsOf('user name:string')), [], tree);
    expect(sql?.path).toBe('drizzle/0005_create_users.sql');
    expect(JSON.parse(next?.content ?? '')).toMatchObject({ prevId: 'abc', enums: { 'public.e': {} } });
    expect(Object.keys(JSON.parse(next?.content ?? '').tables)).toEqual(['public.mine', 'public.users']);
    expect(JSON.parse(updated?.content ?? '').entries[1].when).toBe(when + 1000);
  });

  it('start from the latest snapshot that there is', () => {
    const { 'drizzle/meta/0001_snapshot.json': _, ...rest } = files;
    const [, next] = creation(tablesIn(specsOf('tag name:string')), [], treeOf(rest));
    expect(next?.path).toBe('drizzle/meta/0002_snapshot.json');
    expect(Object.keys(JSON.parse(next?.content ?? '').tables)).toEqual(['public.users', 'public.tags']);
  });

  it('refuse a table that is there already, and files that are no JSON', () => {
    const tables = tablesIn(specsOf('user name:string'));
    expect(refusal(() => creation(tables, [], treeOf(files))).code).toBe('RESOURCE_EXISTS');
    const broken = treeOf({ 'drizzle/meta/_journal.json': '{' });
    expect(refusal(() => creation(tables, [], broken)).code).toBe('FILE_CHANGED');
  });
});
