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
  PrismaClientKnownRequestError: class extends Error {
    constructor(code, meta) {
      super(code);
      Object.assign(this, { code, meta });
    }
  },
};
`;

interface Modules {
  withDatabaseErrors<T extends object>(repository: T): T;
  missingFrom(list: string): (error: unknown) => never;
  inTransaction(database: unknown, work: unknown): Promise<unknown>;
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
  const files = [
    'generated/prisma/client.js',
    'shared/errors.ts',
    'platform/db/errors.ts',
    'platform/db/transaction.ts',
  ];
  const modules: object[] = [];
  // One after the other, so that each finds the modules it shares with the others loaded: once, not twice.
  for (const file of files) modules.push((await import(path.join(root, file))) as object);
  return Object.assign({}, ...modules) as Modules;
}

const { withDatabaseErrors, inTransaction, missingFrom, unavailable, Prisma } = await load();

/** How an answer names what is wrong. */
const about = (code: string, field: string | undefined) => ({ code, details: [{ field }] });

/** What a write of these fields says when the database refuses it for a constraint. */
async function refused(code: string, index: string, fields: readonly string[], method = 'create'): Promise<unknown> {
  return failed(knownError(code, index), method, Object.fromEntries(fields.map((field) => [field, 'value'])));
}

function knownError(code: string, index?: string): Error {
  return new Prisma.PrismaClientKnownRequestError(code, { driverAdapterError: { cause: { constraint: { index } } } });
}

/** What the method of a repository fails with when Prisma throws this. */
async function failed(error: unknown, method = 'create', ...args: unknown[]): Promise<unknown> {
  const fail: (...args: unknown[]) => Promise<unknown> = () => Promise.reject(error);
  const repository = withDatabaseErrors({ [method]: fail });
  return repository[method]?.(...args).catch((reported: unknown) => reported);
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

  it('names the field of an update, too, whose first argument is an id', async () => {
    const error = await failed(knownError('P2002', 'posts_0_key'), 'update', '0', { title: 'value' }, undefined);
    expect(error).toMatchObject(about('CONFLICT', ''));
    expect(await failed(knownError('P2002', 'posts_title_key'), 'update', '0', { title: 'value' })).toMatchObject(
      about('CONFLICT', 'title'),
    );
  });

  it('tells a row that is referred to from one that refers', async () => {
    expect(await refused('P2003', 'posts_author_id_fkey', [], 'delete')).toMatchObject({
      code: 'CONFLICT',
      details: [],
    });
  });

  it('of rows that stand for a list names the list', async () => {
    const rename = missingFrom('tagIds');
    const named = expect.objectContaining({ field: 'tagIds' });
    expect(() => rename(knownError('P2003'))).toThrow(expect.objectContaining({ details: [named] }));
    const lost = knownError('P1001');
    expect(() => rename(lost)).toThrow(lost);
  });

  it('of a transaction that cannot begin is one of the connection', async () => {
    expect(await failed(knownError('P2028'))).toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
  });

  it('that Prisma does not know, or that was translated before, stays what it is', async () => {
    for (const error of [new TypeError('no'), unavailable(undefined), knownError('P2025')]) {
      expect(await failed(error)).toBe(error);
    }
  });
});

describe('a transaction', () => {
  const givenUp = (originalCode: string): Error =>
    new Prisma.PrismaClientKnownRequestError('P2034', { driverAdapterError: { cause: { originalCode } } });

  /** What becomes of one that fails with these errors, one after the other, and how often it was tried. */
  async function outcome(...errors: Error[]): Promise<unknown[]> {
    let tries = 0;
    const $transaction = async (): Promise<string> => {
      const error = errors[tries++];
      if (error) throw error;
      return 'done';
    };
    const client = { $connect: undefined, $transaction };
    const result = await inTransaction(client, undefined).catch((error: unknown) => error);
    return [result, tries];
  }

  it.each(['40001', '40P01'])('that was given up with %s is tried again', async (code) => {
    expect(await outcome(givenUp(code))).toEqual(['done', 2]);
    expect(await outcome(unavailable(givenUp(code)), givenUp(code))).toEqual(['done', 3]);
  });

  it('that is always given up answers that the database is not available', async () => {
    const [error, tries] = await outcome(...Array.from({ length: 5 }, () => givenUp('40P01')));
    expect(await failed(error)).toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
    expect(tries).toBe(3);
  });

  it('that failed otherwise is not tried again', async () => {
    const errors = [new Error('a bug'), givenUp('23505'), unavailable(givenUp('57P01'))];
    for (const error of errors) expect(await outcome(error)).toEqual([error, 1]);
  });

  it('within another one is part of that, and left to it', async () => {
    const error = givenUp('40P01');
    const outer = {};
    const work = (transaction: unknown): Promise<never> => Promise.reject(transaction === outer ? error : new Error());
    await expect(inTransaction(outer, work)).rejects.toBe(error);
  });

  it('of one statement that was given up answers the same', async () => {
    expect(await failed(givenUp('40P01'), 'delete')).toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
  });
});
