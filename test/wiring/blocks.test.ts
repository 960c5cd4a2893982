/** `addBlockLine` in schema files as people leave them. */
import { describe, expect, it } from 'vitest';
import { applyWiring, revertWiring } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';
import { edited, expectRoundTrip, hostOf, statuses } from './support.js';

interface Fixture {
  name: string;
  before: string;
  after: string;
  key?: string;
  line?: string;
}

const file = 'prisma/schema/user.prisma';

function op(line = 'posts Post[]', key = line.split(' ')[0] as string): WiringOp {
  return { op: 'addBlockLine', file, block: 'model User', key, line };
}

const fixtures: Fixture[] = [
  {
    name: 'fields that are not aligned',
    before: `model User {\n  id String @id\n  email String @unique\n}\n`,
    after: `model User {\n  id String @id\n  email String @unique\n  posts Post[]\n}\n`,
  },
  {
    name: 'aligned fields',
    before: `model User {\n  id       String @id\n  nickname String @unique\n}\n`,
    after: `model User {\n  id       String @id\n  nickname String @unique\n  posts    Post[]\n}\n`,
  },
  {
    name: 'aligned fields and attributes',
    before: `model User {\n  id        String   @id @default(uuid())\n  createdAt DateTime @map("created at")\n}\n`,
    after: `model User {\n  id        String   @id @default(uuid())\n  createdAt DateTime @map("created at")\n  posts     Post[]   @relation("a  b")\n}\n`,
    line: 'posts Post[] @relation("a  b")',
  },
  {
    name: 'a name too long for the column, which stands apart',
    before: `model User {\n  id    String @id\n  email String @unique\n}\n`,
    after: `model User {\n  id    String @id\n  email String @unique\n\n  blogPosts Post[]\n}\n`,
    line: 'blogPosts Post[]',
  },
  {
    name: 'a type too long for the column, which stands apart',
    before: `model User {\n  id    String @id\n  email String\n\n  @@map("users")\n}\n`,
    after: `model User {\n  id    String @id\n  email String\n\n  posts BlogPost[]\n\n  @@map("users")\n}\n`,
    line: 'posts BlogPost[]',
  },
  {
    name: 'a list by itself, whose columns the line takes',
    before: `model User {\n  id String @id\n\n  sessions Session[]\n}\n`,
    after: `model User {\n  id String @id\n\n  sessions Session[]\n  posts    BlogPost[] @relation("x")\n}\n`,
    line: 'posts BlogPost[] @relation("x")',
  },
  {
    name: 'a list by itself that has no room',
    before: `model User {\n  id String @id\n\n  posts Post[] @relation("x")\n}\n`,
    after: `model User {\n  id String @id\n\n  posts Post[] @relation("x")\n\n  comments Comment[]\n}\n`,
    line: 'comments Comment[]',
  },
  {
    name: 'attributes of the block stay last, in CRLF with tabs',
    before: `model User {\r\n\tid String @id\r\n\r\n\t@@map("users")\r\n\t@@index([id])\r\n}\r\n`,
    after: `model User {\r\n\tid String @id\r\n\tposts Post[]\r\n\r\n\t@@map("users")\r\n\t@@index([id])\r\n}\r\n`,
  },
  {
    name: 'an attribute of the block',
    before: `model User {\n  id    String @id\n  email String\n\n  @@map("users")\n}\n`,
    after: `model User {\n  id    String @id\n  email String\n\n  @@map("users")\n  @@index([email])\n}\n`,
    key: '@@index([email])',
    line: '@@index([email])',
  },
  {
    name: 'comments and strings with braces',
    before: `// model User { old }\n/* model User {\n} */\nmodel Users {\n  id String\n}\n\nmodel  User  { // {\n  id String @default("}") // the id }\n  /// docs {\n  // email String\n}\n\nenum Role {\n  USER\n}\n`,
    after: `// model User { old }\n/* model User {\n} */\nmodel Users {\n  id String\n}\n\nmodel  User  { // {\n  id String @default("}") // the id }\n  posts Post[]\n  /// docs {\n  // email String\n}\n\nenum Role {\n  USER\n}\n`,
  },
  { name: 'an empty block', before: `model User {\n}\n`, after: `model User {\n  posts Post[]\n}\n` },
  {
    name: 'a block with a comment alone',
    before: `model User {\n  // nothing yet\n}\n`,
    after: `model User {\n  posts Post[]\n  // nothing yet\n}\n`,
  },
  {
    name: 'a byte order mark, no final line end',
    before: `\uFEFFmodel User {\n  id String @id\n}`,
    after: `\uFEFFmodel User {\n  id String @id\n  posts Post[]\n}`,
  },
  {
    name: 'a field whose type goes on over lines',
    before: `model User {\n  id String @default(\n    uuid()\n  )\n}\n`,
    after: `model User {\n  id String @default(\n    uuid()\n  )\n  posts Post[]\n}\n`,
  },
];

describe('addBlockLine', () => {
  it.each(fixtures)('$name', async ({ before, after, line, key }) => {
    await expectRoundTrip({ [file]: before }, [op(line, key)], { [file]: after });
  });

  it('finds a block that was moved to another file', async () => {
    const files = {
      [file]: `// moved\n`,
      'prisma/schema/people.prisma': `model User {\n  id String\n}\n`,
      'prisma/notes.md': `model User {\n}\n`,
    };
    const moved = { 'prisma/schema/people.prisma': `model User {\n  id String\n  posts Post[]\n}\n` };
    await expectRoundTrip(files, [op()], moved);
  });

  it.each([
    ['no file', {}, `there is no ${file}`],
    ['no block', { [file]: `model Users {\n}\n` }, `${file} has no block \`model User\``],
    ['a block on one line', { [file]: `model User { id String }\n` }, 'the block `model User` is on one line'],
    ['a block without end', { [file]: `model User {\n  id String\n` }, `${file} has no block \`model User\``],
  ])('is blocked by %s', async (_name, files, reason) => {
    const { results, edits } = await applyWiring([op()], hostOf(files));
    expect(results).toMatchObject([{ status: 'blocked', reason, snippet: 'posts Post[]' }]);
    expect(edits.size).toBe(0);
  });

  it('is blocked by two blocks in other files', async () => {
    const block = `model User {\n}\n`;
    const files = { 'prisma/a.prisma': block, 'prisma/b.prisma': block };
    const { results } = await applyWiring([op()], hostOf(files));
    expect(results).toMatchObject([
      { status: 'blocked', reason: expect.stringContaining('prisma/a.prisma, prisma/b.prisma') },
    ]);
  });

  it('opens a block that is closed on its line', async () => {
    const outcome = await applyWiring([op()], hostOf({ [file]: `model User {}\n` }));
    expect(outcome.edits.get(file)).toBe(`model User {\n  posts Post[]\n}\n`);
  });

  it('takes out its own line alone and refuses one that was changed', async () => {
    const files = { [file]: `model User {\n  posts   Post[] // mine\n  id String\n}\n` };
    const outcome = await revertWiring([op()], hostOf(files));
    expect(edited(files, outcome)).toEqual({ [file]: `model User {\n  // mine\n  id String\n}\n` });
    const changed = { [file]: `model User {\n  posts Post[] @relation("x")\n}\n` };
    expect(statuses(await revertWiring([op()], hostOf(changed)))).toEqual([
      'blocked: the line `posts` of `model User` was changed by hand',
    ]);
  });
});
