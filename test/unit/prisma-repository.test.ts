import { describe, expect, it } from 'vitest';
import { parseFragmentResource } from '../../src/resource/parse.js';
import { repositoryOf, repositoryText, specOf } from './prisma-support.js';

const project = { resources: [], hasAuth: false };

describe('a repository', () => {
  it('hands rows through where Prisma has them as the model does', () => {
    const code = repositoryOf('post title:string at:datetime ok:boolean rank:integer');
    expect(code).toBe(`/** Posts in the database, through Prisma. */
import { checkedWrites } from '../../platform/db/checked.js';
import type { Database } from '../../platform/db/client.js';
import { withDatabaseErrors } from '../../platform/db/errors.js';
import { findManyArgs } from '../../platform/db/list.js';
import { readPage } from '../../shared/list-query.js';
import type { PostRepository } from './post.repository.js';

export function createPostRepository(database: Database): PostRepository {
  const checked = checkedWrites(database, 'posts', createPostRepository);
  return withDatabaseErrors<PostRepository>({
    async list(query) {
      const { where, orderBy } = findManyArgs(query);
      const find = (skip: number, take: number) =>
        database.post.findMany({ where, orderBy, skip, take });
      return readPage(query, find, () => database.post.count({ where }));
    },

    async findById(id) {
      const row = await database.post.findUnique({ where: { id } });
      return row ?? undefined;
    },

    async findByIds(ids) {
      const where = { id: { in: [...ids] } };
      return database.post.findMany({ where });
    },

    async create(input) {
      return database.post.create({ data: input });
    },

    async update(id, changes, check) {
      if (check) return checked(id, check, (locked) => locked.update(id, changes));
      const [row] = await database.post.updateManyAndReturn({
        where: { id },
        data: changes,
      });
      return row;
    },

    async delete(id, check) {
      if (check) return checked(id, check, (locked) => locked.delete(id));
      const { count } = await database.post.deleteMany({ where: { id } });
      return count > 0;
    },
  });
}
`);
  });

  it('has no method nobody asked for', () => {
    const code = repositoryText(
      parseFragmentResource(
        {
          line: 'session userId:uuid:index tokenHash:string:unique',
          methods: ['create', 'findBy=tokenHash', 'deleteBy=userId', 'updateIf'],
        },
        project,
      ),
    );
    const methods = [...code.matchAll(/^ {4}async (\w+)/gm)].map(([, name]) => name);
    expect(methods).toEqual(['findByTokenHash', 'create', 'updateIf', 'deleteByUserId']);
    expect(code).not.toMatch(/findManyArgs|check/);
  });

  it('translates what Prisma has in another form, and that alone', () => {
    const code = repositoryOf(
      'item name:string price:decimal=10,2 tax:decimal=6,3:optional views:bigint:default=0 day:date:optional meta:json:optional data:json kind:enum=a,b',
    );
    for (const line of [
      "import { Prisma, type Item as ItemRow } from '../../generated/prisma/client.js';",
      'price: row.price.toFixed(2),',
      'tax: row.tax?.toFixed(3) ?? null,',
      'views: row.views.toString(),',
      'day: row.day?.toISOString().slice(0, 10) ?? null,',
      "kind: row.kind as Item['kind'],",
      '...(views !== undefined && { views: BigInt(views) }),',
      '...(day !== undefined && { day: day === null ? null : new Date(day) }),',
      '...(meta !== undefined && { meta: meta ?? Prisma.DbNull }),',
      'data: data ?? Prisma.JsonNull,',
      "findManyArgs(query, { days: ['day'] });",
    ]) {
      expect(code).toContain(line);
    }
    expect(code).not.toContain('name: row.name');
  });

  it('writes a row and what joins it to others whole or not at all', () => {
    const code = repositoryOf('tag name:string', 'post title:string tags:refs=tag');
    expect(code).toContain(`
    async create({ tagIds = [], ...rest }) {
      return inTransaction(database, async (transaction) => {
        const { id } = await transaction.post.create({ data: rest });
        await linkTags(transaction, id, tagIds);
        return readPost(transaction, id);
      });
    },

    async update(id, changes, check) {
      if (check) return checked(id, check, (locked) => locked.update(id, changes));
      const { tagIds, ...rest } = changes;
      return inTransaction(database, async (transaction) => {
        // Prisma moves the time of change by itself only where another column changes.
        const { count } = await transaction.post.updateMany({
          where: { id },
          data: { ...rest, updatedAt: new Date() },
        });
        if (count === 0) return undefined;
        if (tagIds) {
          const others = { postId: id, tagId: { notIn: tagIds } };
          await transaction.postTags.deleteMany({ where: others });
          await linkTags(transaction, id, tagIds);
        }
        return readPost(transaction, id);
      });
    },
`);
    expect(code).toContain(`
async function linkTags(
  transaction: Database,
  postId: string,
  tagIds: readonly string[],
): Promise<void> {
  const data = tagIds.map((tagId) => ({ postId, tagId }));
  const added = transaction.postTags.createMany({ data, skipDuplicates: true });
  await added.catch(missingFrom('tagIds'));
}
`);
  });

  it('reads what joins a row in order, and filters by it', () => {
    const person = specOf('person name:string friends:refs=person --only list,get');
    const code = repositoryText({ ...person, repository: { ...person.repository, create: false } });
    for (const line of [
      "  friends: { select: { friendId: true }, orderBy: { friendId: 'asc' } },",
      "  friendIds: { relation: 'friends', id: 'friendId' },",
      'findManyArgs(query, { lists });',
      'database.person.findMany({ where, orderBy, skip, take, include });',
      'database.person.findUnique({ where: { id }, include });',
      'function toPerson({ friends, ...row }: PersonRow): Person {',
      'friendIds: friends.map(({ friendId }) => friendId),',
    ]) {
      expect(code).toContain(line);
    }
    expect(code).not.toMatch(/inTransaction|missingFrom|linkFriends|readPerson/);
  });

  it('reads and filters by what joins a row to others that are not deleted', () => {
    const code = repositoryOf(
      'tag name:string --soft-delete',
      'label name:string',
      'post title:string tags:refs=tag labels:refs=label',
    );
    for (const line of [
      "  tags: { where: { tag: { deletedAt: null } }, select: { tagId: true }, orderBy: { tagId: 'asc' } },",
      "  labels: { select: { labelId: true }, orderBy: { labelId: 'asc' } },",
      "  tagIds: { relation: 'tags', id: 'tagId', where: { tag: { deletedAt: null } } },",
      "  labelIds: { relation: 'labels', id: 'labelId' },",
    ]) {
      expect(code).toContain(line);
    }
  });

  it('has no rows that are marked as deleted, and marks them instead of deleting', () => {
    const task = specOf('task name:string:unique --soft-delete');
    const findBy = task.fields.filter(({ unique }) => unique);
    const code = repositoryText({ ...task, repository: { ...task.repository, findBy, updateIf: true } });
    for (const line of [
      'const { where: matching, orderBy } = findManyArgs(query);',
      'const where = { ...matching, deletedAt: null };',
      'findUnique({ where: { id, deletedAt: null } });',
      'const where = { id: { in: [...ids] }, deletedAt: null };',
      'const where = { name, deletedAt: null };\n      const row = await database.task.findFirst({ where });',
      'where: { id, deletedAt: null },\n        data: changes,',
      'where: { ...expected, id, deletedAt: null },\n        data: changes,',
      'where: { id, deletedAt: null },\n        data: { deletedAt: new Date() },',
    ]) {
      expect(code).toContain(line);
    }
    expect(code).not.toContain('deleteMany');
  });

  it('compares what Prisma has in another form, too', () => {
    const item = specOf(
      'tag name:string',
      'item views:bigint:optional day:date meta:json:optional name:string tags:refs=tag',
    );
    const code = repositoryText({ ...item, repository: { ...item.repository, updateIf: true } });
    expect(code).toContain('async updateIf(id, { tagIds, views, day, meta, ...rest }, expected) {');
    expect(code).toContain('where: { ...matching(expected), id },');
    expect(code).toContain(`
function matching({ tagIds: _tagIds, views, day, meta, ...rest }: Partial<Item>) {
  return {
    ...rest,
    ...(views !== undefined && { views: views === null ? null : BigInt(views) }),
    ...(day !== undefined && { day: new Date(day) }),
    ...(meta !== undefined && { meta: { equals: meta ?? Prisma.DbNull } }),
  };
}
`);
  });
});
