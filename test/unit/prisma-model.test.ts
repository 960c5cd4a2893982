import { describe, expect, it } from 'vitest';
import { parseResources } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { columnType } from '../../templates/database/postgresql/emit/column-type.js';
import { farEndWiring, modelText } from '../../templates/orm/prisma/emit/model.js';
import { prismaType } from '../../templates/orm/prisma/emit/types.js';

const dialect = { name: 'postgresql', columnType };

function specOf(line: string, ...others: string[]): ResourceSpec {
  const specs = parseResources([line, ...others], { resources: [], hasAuth: false });
  const key = line.split(' ')[0];
  const spec = specs.find(({ names }) => names.key === key);
  if (!spec) throw new Error(`no resource ${key}`);
  return spec;
}

/** Lines of a model that speak of a field or a relation. */
function lineOf(name: string, spec: ResourceSpec): string | undefined {
  const line = modelText(spec, dialect)
    .split('\n')
    .find((text) => text.startsWith(`  ${name} `));
  return line?.trim().replace(/ +/g, ' ');
}

describe('a model', () => {
  it('is laid out as prisma format leaves it', () => {
    const post = specOf(
      'post title:string:unique body:text:optional status:enum=draft,published:default=draft price:decimal=10,2 author:ref=user',
      'user name:string',
    );
    expect(modelText(post, dialect)).toBe(`model Post {
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
    const category = specOf('category name:string parent:ref=category:optional:set-null');
    expect(modelText(category, dialect)).toBe(`model Category {
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
    expect(farEndWiring(category)).toEqual([]);
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
    expect(lineOf('a', specOf(`thing ${word}`))).toBe(line);
  });

  it('maps a name that its column spells otherwise', () => {
    expect(lineOf('publishedOn', specOf('post publishedOn:date'))).toBe(
      'publishedOn DateTime @map("published_on") @db.Date',
    );
  });
});

describe('the far end of a relation', () => {
  const target = 'user name:string';

  it.each([
    ['post author:ref=user', ['posts Post[]']],
    ['profile user:ref=user:unique', ['profile Profile?']],
    [
      'post author:ref=user editor:ref=user:optional',
      ['postsAsAuthor Post[] @relation("PostAuthor")', 'postsAsEditor Post[] @relation("PostEditor")'],
    ],
  ])('of %s', (line, expected) => {
    const ops = farEndWiring(specOf(line, target));
    expect(ops.map((op) => (op.op === 'addBlockLine' ? op.line : op.op))).toEqual(expected);
    expect(ops[0]).toMatchObject({ op: 'addBlockLine', file: 'prisma/models/user.prisma', block: 'model User' });
  });

  it('has the name of the near end', () => {
    const post = specOf('post author:ref=user editor:ref=user', target);
    expect(lineOf('editor', post)).toBe(
      'editor User @relation("PostEditor", fields: [editorId], references: [id], onDelete: Restrict)',
    );
  });
});

it('refuses a column type it does not know', () => {
  expect(() => prismaType('geometry(Point, 4326)')).toThrow('geometry');
});
