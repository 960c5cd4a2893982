/** What a generated project's own code says to and of Prisma, whose client is played here. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { templatesRoot } from '../../src/package/root.js';
import { renderTemplate } from '../../src/render/engine.js';
import { constraintName, constraintsOf } from '../../templates/orm/prisma/emit/constraints.js';

const client = `
export const Prisma = {
  defineExtension: (extension) => extension,
  PrismaClientKnownRequestError: class extends Error {
    constructor(code, meta) {
      super(code);
      Object.assign(this, { code, meta });
    }
  },
};
`;

interface Modules {
  databaseErrors: {
    query: { $allOperations(call: { operation: string; args: unknown; query: () => never }): Promise<unknown> };
  };
  connectionError(error: unknown): unknown;
  missingFrom(list: string): (error: unknown) => never;
  findManyArgs(query: unknown, lists?: unknown): { where: unknown };
  missingReference(field: string): Error;
  unavailable(cause: unknown): Error;
  Prisma: { PrismaClientKnownRequestError: new (code: string, meta?: unknown) => Error };
}

const root = mkdtempSync(path.join(tmpdir(), 'prisma-runtime-'));
afterAll(() => rmSync(root, { recursive: true }));

/** The modules under test, in a folder with those they import. */
async function load(): Promise<Modules> {
  for (const folder of ['generated/prisma', 'shared']) mkdirSync(path.join(root, folder), { recursive: true });
  cpSync(path.join(templatesRoot, 'orm/prisma/files/src/platform'), path.join(root, 'platform'), { recursive: true });
  writeFileSync(path.join(root, 'generated/prisma/client.js'), client);
  const template = path.join(templatesRoot, 'base/node/files/src/shared/errors.ts.hbs');
  const errors = renderTemplate(template, { has: { auth: false } }, (file) => file);
  writeFileSync(path.join(root, 'shared/errors.ts'), errors);
  const files = ['platform/db/errors.ts', 'platform/db/list.ts', 'shared/errors.ts', 'generated/prisma/client.js'];
  const modules: object[] = await Promise.all(files.map((file) => import(path.join(root, file))));
  return Object.assign({}, ...modules) as Modules;
}

const { databaseErrors, connectionError, missingFrom, findManyArgs, missingReference, unavailable, Prisma } =
  await load();

/** How an answer names what is wrong. */
const about = (code: string, field: string | undefined) => ({ code, details: [{ field }] });

/** What a write of these fields says when the database refuses it for a constraint. */
async function refused(code: string, index: string, fields: readonly string[], operation = 'create'): Promise<unknown> {
  const data = Object.fromEntries(fields.map((field) => [field, 'value']));
  const query = (): never => {
    throw new Prisma.PrismaClientKnownRequestError(code, { driverAdapterError: { cause: { constraint: { index } } } });
  };
  return databaseErrors.query.$allOperations({ operation, args: { data }, query }).catch((error: unknown) => error);
}

describe('an error of the database', () => {
  const table = 'some_rather_long_names_of_things_in_a_shop';
  const long = ['theirExternalReferenceOfAll', 'theirExternalReference', 'theirExternalRelation'];
  const columns = long.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));

  it.each([
    ['P2002', 'posts_title_key', ['title', 'subtitle'], 'CONFLICT', 'title'],
    ['P2002', 'posts_subtitle_key', ['title', 'subtitle'], 'CONFLICT', 'subtitle'],
    ['P2002', 'posts_sub_title_key', ['title', 'subTitle'], 'CONFLICT', 'subTitle'],
    ['P2003', 'posts_author_id_fkey', ['title', 'authorId'], 'VALIDATION_ERROR', 'authorId'],
    ['P2002', 'posts_other_key', ['title'], 'CONFLICT', ''],
    ['P2002', constraintName('key', table, columns[0]), long, 'CONFLICT', long[0]],
    [
      'P2003',
      constraintName('fkey', table, 'their_external_id'),
      ['title', 'theirExternalId'],
      'VALIDATION_ERROR',
      'theirExternalId',
    ],
  ])('%s of %s names the field', async (code, index, fields, expected, field) => {
    expect(await refused(code, index, fields)).toMatchObject(about(expected, field));
  });

  it('names the field also where Prisma would have cut two names to the same', async () => {
    const names = [...constraintsOf('key', table, columns).values()].map(({ name }) => name);
    const errors = await Promise.all(names.map((name) => refused('P2002', name, long)));
    expect(errors).toMatchObject(long.map((field) => about('CONFLICT', field)));
  });

  it('tells a row that is referred to from one that refers', async () => {
    expect(await refused('P2003', 'posts_author_id_fkey', [], 'deleteMany')).toMatchObject({
      code: 'CONFLICT',
      details: [],
    });
  });

  it('of rows that stand for a list names the list', () => {
    const rename = missingFrom('tagIds');
    const named = expect.objectContaining({ field: 'tagIds' });
    expect(() => rename(missingReference(''))).toThrow(expect.objectContaining({ details: [named] }));
    const lost = unavailable(undefined);
    expect(() => rename(lost)).toThrow(lost);
  });

  it('of a transaction that cannot begin is one of the connection', () => {
    expect(connectionError(new Prisma.PrismaClientKnownRequestError('P2028'))).toMatchObject({
      code: 'DEPENDENCY_UNAVAILABLE',
    });
    const other = missingReference('tagIds');
    expect(connectionError(other)).toBe(other);
  });
});

describe('a list query', () => {
  const query = { page: 1, limit: 20, sort: [] };
  const lists = { tagIds: { relation: 'tags', id: 'tagId' } };

  it.each([
    [{ field: 'tagIds', operator: 'eq', value: 'a' }, { tags: { some: { tagId: { equals: 'a' } } } }],
    [{ field: 'tagIds', operator: 'in', value: ['a', 'b'] }, { tags: { some: { tagId: { in: ['a', 'b'] } } } }],
    [{ field: 'title', operator: 'ne', value: 'a' }, { title: { not: 'a' } }],
    [{ field: 'title', operator: 'like', value: '50%' }, { title: { contains: '50\\%', mode: 'insensitive' } }],
  ])('with %j', (filter, condition) => {
    expect(findManyArgs({ ...query, filters: [filter] }, lists).where).toEqual({ AND: [condition] });
  });
});
