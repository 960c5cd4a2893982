import { describe, expect, it } from 'vitest';
import { format } from 'prettier';
import { projectStyle } from '../../src/format/format.js';
import { tableSource, type TableSource } from '../../templates/orm/drizzle/emit/table-source.js';
import { specsOf, tablesIn } from './drizzle-support.js';

function source(...lines: string[]) {
  return tableSource(tablesIn(specsOf(...lines)));
}

/** A file as its template puts it together. */
function fileOf({ imports, definitions }: TableSource): string {
  return [imports, ...definitions].join('\n\n').concat('\n');
}

describe('a column', () => {
  it.each([
    ['a:string', 'a: varchar({ length: 255 }).notNull(),'],
    ['a:string:max=40:optional', 'a: varchar({ length: 40 }),'],
    ['a:text', 'a: text().notNull(),'],
    ['a:email:unique', 'a: varchar({ length: 320 }).notNull().unique(),'],
    ['a:url', 'a: varchar({ length: 2048 }).notNull(),'],
    ['a:slug:max=80', 'a: varchar({ length: 80 }).notNull(),'],
    ['a:uuid', 'a: uuid().notNull(),'],
    ['a:integer:default=-3', 'a: integer().notNull().default(-3),'],
    ['a:bigint:default=9007199254740993', "a: bigintText().notNull().default('9007199254740993'),"],
    ['a:float:default=0.5', 'a: doublePrecision().notNull().default(0.5),'],
    ['a:decimal=12,4:default=1.5', "a: numeric({ precision: 12, scale: 4 }).notNull().default('1.5'),"],
    ['a:decimal=5', 'a: numeric({ precision: 5, scale: 0 }).notNull(),'],
    ['a:boolean:default=false', 'a: boolean().notNull().default(false),'],
    ['a:date:default=2026-01-31', "a: date().notNull().default('2026-01-31'),"],
    ['a:datetime', 'a: dateTime().notNull(),'],
    ['a:json:optional', 'a: jsonValue(),'],
    ['a:enum=draft,published', "a: text({ enum: ['draft', 'published'] }).notNull(),"],
    ['aLongName:string', "aLongName: varchar('a_long_name', { length: 255 }).notNull(),"],
    ['default:integer', 'default: integer().notNull(),'],
    [
      'parent:ref=thing:optional',
      "parentId: uuid('parent_id').references((): AnyPgColumn => things.id, { onDelete: 'restrict' }),",
    ],
  ])('%s', (word, line) => {
    expect(source(`thing ${word}`).definitions[0]).toContain(`  ${line}\n`);
  });
});

describe('a table', () => {
  it('declares its columns, constraints and indexes', () => {
    const table = source('user name:string', 'post title:string author:ref=user:cascade status:enum=a,b:default=a');
    expect(fileOf(table)).toBe(`import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, timestamp, uuid, varchar } from 'drizzle-orm/pg-core';
import { users } from '../user/user.table.js';

export const posts = pgTable(
  'posts',
  {
    id: uuid().primaryKey().defaultRandom(),
    title: varchar({ length: 255 }).notNull(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    status: text({ enum: ['a', 'b'] })
      .notNull()
      .default('a'),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true, precision: 3 })
      .notNull()
      .defaultNow()
      .$onUpdate(() => sql\`now()\`),
  },
  (table) => [
    index('posts_author_id_idx').on(table.authorId),
    check('posts_status_check', sql\`\${table.status} in ('a', 'b')\`),
  ],
);
`);
  });

  it('imports of the column types that Drizzle has not those it uses', () => {
    expect(source('thing a:json b:bigint').imports).toBe(`import { sql } from 'drizzle-orm';
import { pgTable, timestamp, uuid } from 'drizzle-orm/pg-core';
import { bigintText, jsonValue } from '../../platform/db/columns.js';`);
    expect(source('thing a:string').imports).not.toContain('columns.js');
  });

  it('imports a table it refers to twice once', () => {
    const { imports } = source('user name:string', 'post author:ref=user editor:ref=user:optional');
    expect(imports.match(/user\.table\.js/g)).toHaveLength(1);
  });

  it('annotates references that close a circle', () => {
    const specs = specsOf('team lead:ref=member:optional', 'member team:ref=team');
    const [team, member] = specs.map((spec) => fileOf(tableSource(tablesIn(specs, spec))));
    expect(team).toContain('.references((): AnyPgColumn => members.id,');
    expect(team).toContain("import { members } from '../member/member.table.js';");
    expect(member).toContain('.references(() => teams.id,');
    expect(member).not.toContain('AnyPgColumn');
  });

  it('leaves unique values of deleted rows for others', () => {
    const { imports, definitions } = source('task name:string:unique --soft-delete');
    expect(imports).toContain('import { pgTable, timestamp, uniqueIndex, uuid, varchar }');
    expect(definitions[0]).toContain("    deletedAt: timestamp('deleted_at', { withTimezone: true, precision: 3 }),\n");
    expect(definitions[0]).toContain(`  (table) => [
    uniqueIndex('tasks_name_unique')
      .on(table.name)
      .where(sql\`\${table.deletedAt} is null\`),
  ],`);
    expect(definitions[0]).not.toContain('.unique()');
  });

  it('has a table of pairs beside it for each many-to-many relation', () => {
    const { title, imports, definitions } = source('tag name:string', 'post tags:refs=tag title:string');
    expect(title).toBe('The tables `posts` and `post_tags`.');
    expect(imports.split('\n').slice(1)).toEqual([
      "import { index, pgTable, primaryKey, timestamp, uuid, varchar } from 'drizzle-orm/pg-core';",
      "import { tags } from '../tag/tag.table.js';",
    ]);
    expect(definitions[1]).toBe(`/** Pairs of posts and tags: the relation \`tags\`. */
export const postTags = pgTable(
  'post_tags',
  {
    postId: uuid('post_id')
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    tagId: uuid('tag_id')
      .notNull()
      .references(() => tags.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.tagId] }),
    index('post_tags_tag_id_idx').on(table.tagId),
  ],
);`);
  });

  it('joins rows of one kind without importing its own file', () => {
    const { imports, definitions } = source('person name:string friends:refs=person');
    expect(imports).not.toContain('.table.js');
    expect(definitions[1]?.match(/references\(\(\) => people\.id, \{ onDelete: 'cascade' \}\)/g)).toHaveLength(2);
  });

  it('is printed as Prettier prints it where every line fits', async () => {
    const words = [
      'a:string:unique:optional b:decimal=10,2:default=0 c:datetime:optional d:json e:bigint:optional f:enum=x,y:default=x',
      'a:ref=thing:optional b:ref=other:unique c:ref=other:cascade d:boolean e:float:index f:integer:index g:date:index',
      'a:string',
      'a:refs=other b:refs=thing c:string:unique d:string:index e:ref=other:unique:optional --soft-delete',
    ];
    for (const fields of words) {
      const table = source('other name:string', `thing ${fields}`);
      const text = fileOf(table);
      expect(await format(text, { ...projectStyle, parser: 'typescript' })).toBe(text);
    }
  });
});
