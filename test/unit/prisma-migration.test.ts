import { describe, expect, it } from 'vitest';
import type { RemovalContext } from '../../src/catalog/fragment.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { constraintName, constraintsOf } from '../../templates/orm/prisma/emit/constraints.js';
import { creationSql, dropSql } from '../../templates/orm/prisma/emit/ddl.js';
import {
  creationMigration,
  emptyMigration,
  nextNumber,
  removedMigration,
} from '../../templates/orm/prisma/emit/migration.js';
import { dialect, specOf, specsOf, treeOf } from './prisma-support.js';

/** Statements that make the last of these resources, all of them made. */
function sqlOf(...lines: string[]): string {
  const specs = specsOf(...lines);
  return creationSql(specs.at(-1) as ResourceSpec, dialect, specs);
}

describe('a migration', () => {
  it('says what Prisma would say, and keeps enumerations to their values', () => {
    expect(
      sqlOf(
        'user name:string',
        'post title:string:unique status:enum=draft,published:default=draft at:datetime:index author:ref=user:cascade',
      ),
    ).toBe(`-- CreateTable
CREATE TABLE "posts" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "title" VARCHAR(255) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "at" TIMESTAMPTZ(3) NOT NULL,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "posts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "posts_status_check" CHECK ("status" IN ('draft', 'published'))
);

-- CreateIndex
CREATE UNIQUE INDEX "posts_title_key" ON "posts"("title");

-- CreateIndex
CREATE INDEX "posts_at_idx" ON "posts"("at");

-- CreateIndex
CREATE INDEX "posts_author_id_idx" ON "posts"("author_id");

-- AddForeignKey
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
`);
  });

  it('makes the table that joins two others', () => {
    const [, ...statements] = sqlOf('tag name:string', 'post title:text tags:refs=tag').split('\n\n-- ');
    expect(`-- ${statements.join('\n\n-- ')}`).toBe(`-- CreateTable
CREATE TABLE "post_tags" (
    "post_id" UUID NOT NULL,
    "tag_id" UUID NOT NULL,

    CONSTRAINT "post_tags_pkey" PRIMARY KEY ("post_id","tag_id")
);

-- CreateIndex
CREATE INDEX "post_tags_tag_id_idx" ON "post_tags"("tag_id");

-- AddForeignKey
ALTER TABLE "post_tags" ADD CONSTRAINT "post_tags_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "posts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_tags" ADD CONSTRAINT "post_tags_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tags"("id") ON DELETE CASCADE ON UPDATE CASCADE;
`);
  });

  it('lets a deleted row share its values', () => {
    expect(sqlOf('task name:string:unique rank:integer:index --soft-delete')).toContain(`-- CreateIndex
CREATE UNIQUE INDEX "tasks_name_key" ON "tasks"("name") WHERE ("deleted_at" IS NULL);

-- CreateIndex
CREATE INDEX "tasks_rank_idx" ON "tasks"("rank");
`);
  });

  it('adds a foreign key as soon as there is what it refers to', () => {
    const [team, person] = specsOf('team name:string lead:ref=person:optional', 'person team:ref=team');
    if (!team || !person) throw new Error('no team');
    const lead = 'ALTER TABLE "teams" ADD CONSTRAINT "teams_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "people"';
    expect(creationSql(team, dialect, [team])).not.toContain('FOREIGN KEY');
    expect(creationSql(person, dialect, [team, person])).toContain(lead);
    expect(creationSql(person, dialect, [team, person])).toContain('"people_team_id_fkey"');
  });

  it.each([
    ['a:integer:default=-3', `"a" INTEGER NOT NULL DEFAULT -3`],
    ['a:float:default=5e-324', `"a" DOUBLE PRECISION NOT NULL DEFAULT 0.${'0'.repeat(323)}5`],
    ['a:decimal=38,9:optional', `"a" DECIMAL(38,9)`],
    ['a:date:default=2026-01-31', `"a" DATE NOT NULL DEFAULT '2026-01-31 00:00:00 +00:00'`],
    [
      'a:datetime:default=2026-01-31T12:00:00.120+02:00',
      `"a" TIMESTAMPTZ(3) NOT NULL DEFAULT '2026-01-31 10:00:00.120 +00:00'`,
    ],
    ['a:json', `"a" JSONB NOT NULL`],
    ['order:string', `"order" VARCHAR(255) NOT NULL`],
  ])('spells %s', (word, line) => {
    expect(sqlOf(`thing ${word}`)).toContain(`    ${line},\n`);
  });

  it('comes after those that are there, without reading them', () => {
    const post = specOf('post title:string');
    const paths = [
      'prisma/migrations/20260101000000_create_users/migration.sql',
      'prisma/migrations/migration_lock.toml',
    ];
    const tree = { ...treeOf({}), read: () => expect.unreachable(), list: () => paths };
    const { path } = creationMigration(post, dialect, [post], tree);
    expect(path).toBe('prisma/migrations/20260101000001_create_posts/migration.sql');
  });
});

describe('the migration of a resource that goes', () => {
  const tags = 'prisma/migrations/20260101000000_create_tags/migration.sql';
  const own = 'prisma/migrations/20260101000001_create_posts/migration.sql';
  const later = 'prisma/migrations/20260101000002_create_notes/migration.sql';
  const [tag, post] = specsOf('tag name:string', 'post parent:ref=post:optional tags:refs=tag') as [
    ResourceSpec,
    ResourceSpec,
  ];

  function removal(files: readonly string[], committed: readonly string[], laterSql = '') {
    const text = (path: string) => (path === later ? laterSql : `-- ${path}`);
    const tree = treeOf(Object.fromEntries(files.map((path) => [path, text(path)])));
    const context = {
      tree,
      resources: [tag],
      owned: [own, 'prisma/models/post.prisma'],
      committed: (path: string) => committed.includes(path),
    };
    return removedMigration(post, context as unknown as RemovalContext);
  }

  it('goes with it while nobody else can have it', () => {
    expect(removal([tags, own], [tags])).toEqual([{ path: own, content: undefined }]);
    const unrelated = 'CREATE TABLE "notes" (\n    "posts" JSONB NOT NULL\n);\nALTER TABLE "posts_old" ADD "a" TEXT;';
    expect(removal([tags, own, later], [tags, later], unrelated)).toEqual([{ path: own, content: undefined }]);
  });

  it.each([
    ['others may have it', [tags, own], [own], '', '20260101000002'],
    ['a later one adds to it', [tags, own, later], [], 'create index on "posts" (lower("a"));', '20260101000003'],
    ['a later one refers to it', [tags, own, later], [], 'x uuid references public.post_tags (a)', '20260101000003'],
  ])('stays when %s, and another one drops the tables', (_, files, committed, sql, number) => {
    expect(removal(files, committed, sql)).toEqual([
      { path: own, content: `-- ${own}` },
      {
        path: `prisma/migrations/${number}_drop_posts/migration.sql`,
        content: `-- DropForeignKey
ALTER TABLE "post_tags" DROP CONSTRAINT "post_tags_post_id_fkey";

-- DropForeignKey
ALTER TABLE "post_tags" DROP CONSTRAINT "post_tags_tag_id_fkey";

-- DropForeignKey
ALTER TABLE "posts" DROP CONSTRAINT "posts_parent_id_fkey";

-- DropTable
DROP TABLE "post_tags";

-- DropTable
DROP TABLE "posts";
`,
      },
    ]);
  });

  it('drops what of a circle still refers to its table, once', () => {
    const [team, person] = specsOf('team name:string lead:ref=person:optional', 'person team:ref=team') as [
      ResourceSpec,
      ResourceSpec,
    ];
    expect(dropSql(person, [team])).toBe(
      '-- DropForeignKey\nALTER TABLE "teams" DROP CONSTRAINT "teams_lead_id_fkey";\n\n' +
        '-- DropForeignKey\nALTER TABLE "people" DROP CONSTRAINT "people_team_id_fkey";\n\n' +
        '-- DropTable\nDROP TABLE "people";\n',
    );
    expect(dropSql(team, [])).toBe('-- DropTable\nDROP TABLE "teams";\n');
  });

  it('is dropped also when somebody moved its statements elsewhere', () => {
    expect(removal([tags], []).map(({ path }) => path)).toEqual([
      'prisma/migrations/20260101000001_drop_posts/migration.sql',
    ]);
  });
});

it('makes an empty migration, next in order, once', () => {
  const tree = treeOf({ 'prisma/migrations/20260101000000_create_users/migration.sql': '' });
  const edits = emptyMigration('add_search_index', tree);
  const path = 'prisma/migrations/20260101000001_add_search_index/migration.sql';
  expect(edits).toEqual([{ path, content: '-- This is an empty migration.\n' }]);
  expect(emptyMigration('add_search_index', treeOf({ [path]: 'SELECT 1;' }))).toEqual([]);
});

describe('numbers of migrations', () => {
  it.each([
    [[], '20260101000000'],
    [['20260101000009_a', '20260101000010_b'], '20260101000011'],
    [['20260101000059_a'], '20260101000100'],
    [['20261231235959_a'], '20270101000000'],
    [['0_init', 'by_hand'], '20260101000000'],
  ])('after %j', (names, number) => {
    expect(nextNumber(names.map((name) => `prisma/migrations/${name}/migration.sql`))).toBe(number);
  });
});

describe('names of constraints', () => {
  const table = 'some_rather_long_names_of_things_in_a_shop';

  it.each([
    [constraintName('pkey', 'posts'), 'posts_pkey'],
    [constraintName('fkey', 'posts', 'author_id'), 'posts_author_id_fkey'],
    [
      constraintName('key', table, 'their_external_reference'),
      'some_rather_long_names_of_things_in_a_shop_their_external_r_key',
    ],
    [
      constraintName('fkey', table, 'their_external_reference_id'),
      'some_rather_long_names_of_things_in_a_shop_their_external__fkey',
    ],
  ])('%s', (name, expected) => {
    expect(name).toBe(expected);
    expect(name.length).toBeLessThanOrEqual(63);
  });

  it('differ where Prisma would cut them to the same', () => {
    const columns = ['their_external_reference', 'their_external_relation', `their_external_r${'e'.repeat(44)}`];
    const names = [...constraintsOf('key', table, columns).values()];
    expect(new Set(names.map(({ name }) => name)).size).toBe(3);
    expect(names.map(({ standard }) => standard)).toEqual([true, false, false]);
    for (const { name } of names) expect(name.length).toBeLessThanOrEqual(63);
  });
});
