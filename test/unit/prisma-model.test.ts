import { describe, expect, it } from 'vitest';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { farEndWiring, modelText } from '../../templates/orm/prisma/emit/model.js';
import { prismaType } from '../../templates/orm/prisma/emit/types.js';
import { dialect, specOf, specsOf } from './prisma-support.js';

/** The models of the last of these resources, all of them made. */
function modelOf(...lines: string[]): string {
  const specs = specsOf(...lines);
  return modelText(specs.at(-1) as ResourceSpec, dialect, specs);
}

/** The line of a model that speaks of a field or a relation. */
function lineOf(name: string, ...lines: string[]): string | undefined {
  const line = modelOf(...lines)
    .split('\n')
    .find((text) => text.startsWith(`  ${name} `));
  return line?.trim().replace(/ +/g, ' ');
}

/** Lines that the last of these resources adds to the models of others. */
function farEnds(...lines: string[]): string[] {
  const specs = specsOf(...lines);
  const ops = farEndWiring(specs.at(-1) as ResourceSpec, specs);
  return ops.map((op) => (op.op === 'addBlockLine' ? `${op.file}: ${op.line}` : op.op));
}

const user = 'user name:string';
const tag = 'tag name:string';

describe('a model', () => {
  it('is laid out as prisma format leaves it', () => {
    const post =
      'post title:string:unique body:text:optional status:enum=draft,published:default=draft price:decimal=10,2 author:ref=user';
    expect(modelOf(user, post)).toBe(`model Post {
  id        String   @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  title     String   @unique @db.VarChar(255)
  body      String?
  status    String   @default("draft")
  price     Decimal  @db.Decimal(10, 2)
  authorId  String   @map("author_id") @db.Uuid
  author    User     @relation(fields: [authorId], references: [id], onDelete: Restrict)
  createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)
  updatedAt DateTime @default(now()) @updatedAt @map("updated_at") @db.Timestamptz(3)

  @@index([authorId])
  @@map("posts")
}
`);
  });

  it('holds both ends of a relation to itself', () => {
    const category = 'category name:string parent:ref=category:optional:set-null';
    expect(modelOf(category)).toBe(`model Category {
  id        String    @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  name      String    @db.VarChar(255)
  parentId  String?   @map("parent_id") @db.Uuid
  parent    Category? @relation("CategoryParent", fields: [parentId], references: [id], onDelete: SetNull)
  createdAt DateTime  @default(now()) @map("created_at") @db.Timestamptz(3)
  updatedAt DateTime  @default(now()) @updatedAt @map("updated_at") @db.Timestamptz(3)

  children Category[] @relation("CategoryParent")

  @@index([parentId])
  @@map("categories")
}
`);
    expect(farEnds(category)).toEqual([]);
  });

  it.each([
    ['a:string', 'a String @db.VarChar(255)'],
    ['a:string:max=40', 'a String @db.VarChar(40)'],
    ['a:text', 'a String'],
    ['a:email:unique', 'a String @unique @db.VarChar(320)'],
    ['a:uuid:optional', 'a String? @db.Uuid'],
    ['a:integer:default=-3', 'a Int @default(-3)'],
    ['a:bigint:default=9223372036854775807', 'a BigInt @default(9223372036854775807)'],
    ['a:float:default=1e-7', 'a Float @default(0.0000001)'],
    ['a:float:default=1.5e22', 'a Float @default(15000000000000000000000)'],
    ['a:decimal=12,4:default=1.50', 'a Decimal @default(1.5) @db.Decimal(12, 4)'],
    ['a:boolean:default=false', 'a Boolean @default(false)'],
    ['a:date:default=2026-01-31', 'a DateTime @default("2026-01-31T00:00:00.000Z") @db.Date'],
    ['a:datetime', 'a DateTime @db.Timestamptz(3)'],
    ['a:json:optional', 'a Json?'],
    ['a:enum=x,y:default=y', 'a String @default("y")'],
  ])('spells %s', (word, line) => {
    expect(lineOf('a', `thing ${word}`)).toBe(line);
  });

  it('maps a name that its column spells otherwise', () => {
    expect(lineOf('publishedOn', 'post publishedOn:date')).toBe('publishedOn DateTime @map("published_on") @db.Date');
  });

  it('keeps unique among live rows what deleted ones may have had', () => {
    const task = 'task name:string:unique --soft-delete';
    expect(lineOf('name', task)).toBe('name String @unique(where: { deletedAt: null }) @db.VarChar(255)');
    expect(lineOf('deletedAt', task)).toBe('deletedAt DateTime? @map("deleted_at") @db.Timestamptz(3)');
    expect(farEnds(user, 'profile owner:ref=user:unique --soft-delete')).toEqual([
      'prisma/models/user.prisma: profile Profile[]',
    ]);
  });

  it('says the name of a constraint where Prisma would choose one twice', () => {
    const name = 'a-resource-with-a-name-of-forty-letters';
    const lines = modelOf(`${name} externalReferenceOne:string:unique externalReferenceTwo:string:unique`).split('\n');
    expect(lines.find((line) => line.includes('externalReferenceOne'))).toMatch(/ @unique @map/);
    expect(lines.find((line) => line.includes('externalReferenceTwo'))).toContain(
      ' @unique(map: "a_resource_with_a_name_of_forty_lett_external_reference_two_key") ',
    );
  });
});

describe('a many-to-many relation', () => {
  it('is a model of its own', () => {
    expect(modelOf(tag, 'post title:text tags:refs=tag')).toBe(`model Post {
  id        String   @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  title     String
  createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)
  updatedAt DateTime @default(now()) @updatedAt @map("updated_at") @db.Timestamptz(3)

  tags PostTags[]

  @@map("posts")
}

model PostTags {
  postId String @map("post_id") @db.Uuid
  post   Post   @relation(fields: [postId], references: [id], onDelete: Cascade)
  tagId  String @map("tag_id") @db.Uuid
  tag    Tag    @relation(fields: [tagId], references: [id], onDelete: Cascade)

  @@id([postId, tagId])
  @@index([tagId])
  @@map("post_tags")
}
`);
    expect(farEnds(tag, 'post title:text tags:refs=tag')).toEqual(['prisma/models/tag.prisma: posts PostTags[]']);
  });

  it('to its own kind has names', () => {
    const text = modelOf('person name:string friends:refs=person').replace(/ +/g, ' ');
    for (const line of [
      ' friends PersonFriends[] @relation("PersonFriendsPerson")\n',
      ' peopleAsFriends PersonFriends[] @relation("PersonFriendsFriend")\n',
      ' person Person @relation("PersonFriendsPerson", fields: [personId], references: [id], onDelete: Cascade)\n',
      ' friend Person @relation("PersonFriendsFriend", fields: [friendId], references: [id], onDelete: Cascade)\n',
    ]) {
      expect(text).toContain(line);
    }
    expect(farEnds('person name:string friends:refs=person')).toEqual([]);
  });
});

describe('the far end of a relation', () => {
  const file = 'prisma/models/user.prisma';

  it.each([
    ['post author:ref=user', ['posts Post[]']],
    ['profile user:ref=user:unique', ['profile Profile?']],
    [
      'post author:ref=user editor:ref=user:optional',
      ['postsAsAuthor Post[] @relation("PostAuthor")', 'postsAsEditor Post[] @relation("PostEditor")'],
    ],
    ['post author:ref=user fans:refs=user', ['postsAsAuthor Post[]', 'postsAsFans PostFans[]']],
  ])('of %s', (line, expected) => {
    expect(farEnds(user, line)).toEqual(expected.map((text) => `${file}: ${text}`));
  });

  it('has the name of the near end', () => {
    expect(lineOf('editor', user, 'post author:ref=user editor:ref=user')).toBe(
      'editor User @relation("PostEditor", fields: [editorId], references: [id], onDelete: Restrict)',
    );
  });

  it('is in the model from the start where the other came first', () => {
    const [team, person] = specsOf('team name:string lead:ref=person:optional', 'person name:string team:ref=team');
    if (!team || !person) throw new Error('no team');
    expect(team.names.key).toBe('team');
    expect(modelText(team, dialect, [team])).toMatch(/  lead +Person\? +@relation\("TeamLead", fields: \[leadId\]/);
    expect(farEndWiring(team, [team])).toEqual([]);
    expect(modelText(person, dialect, [team, person])).toContain('  teams Team[] @relation("TeamLead")\n');
    expect(farEndWiring(person, [team, person])).toMatchObject([{ block: 'model Team', line: 'people Person[]' }]);
  });
});

it('refuses a column type it does not know', () => {
  expect(() => prismaType('geometry(Point, 4326)')).toThrow('geometry');
});

it('has one spelling for a resource, whatever others there are', () => {
  const spec = specOf('thing name:string');
  expect(modelText(spec, dialect, [spec])).toBe(modelText(spec, dialect, specsOf(tag, user, 'thing name:string')));
});
