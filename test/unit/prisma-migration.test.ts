import { describe, expect, it } from 'vitest';
import { parseResources } from '../../src/resource/parse.js';
import { columnType } from '../../templates/database/postgresql/emit/column-type.js';
import { constraintName } from '../../templates/orm/prisma/emit/constraints.js';
import { migrationFile, migrationSql, nextNumber } from '../../templates/orm/prisma/emit/migration.js';

const dialect = { name: 'postgresql', columnType };

function specs(...lines: string[]) {
  return parseResources(lines, { resources: [], hasAuth: false });
}

describe('a migration', () => {
  it('says what Prisma would say, and keeps enumerations to their values', () => {
    const [, post] = specs(
      'user name:string',
      'post title:string:unique status:enum=draft,published:default=draft at:datetime:index author:ref=user:cascade',
    );
    if (!post) throw new Error('no post');
    expect(migrationSql(post, dialect)).toBe(`-- CreateTable
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
    const [spec] = specs(`thing ${word}`);
    if (!spec) throw new Error('no thing');
    expect(migrationSql(spec, dialect)).toContain(`    ${line},\n`);
  });

  it('comes after those that are there', () => {
    const [post] = specs('post title:string');
    if (!post) throw new Error('no post');
    const paths = [
      'prisma/migrations/20260101000000_create_users/migration.sql',
      'prisma/migrations/migration_lock.toml',
    ];
    const tree = { read: () => undefined, exists: () => false, list: () => paths };
    expect(migrationFile(post, dialect, tree).path).toBe('prisma/migrations/20260101000001_create_posts/migration.sql');
  });
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
});
