import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFile, needsFormat } from '../../src/format/format.js';
import { templatesRoot } from '../../src/package/root.js';
import { renderTemplate } from '../../src/render/engine.js';
import { parseFragmentResource } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { repositoryView } from '../../templates/orm/prisma/emit/repository.js';
import { specOf, specsOf } from './prisma-support.js';

const template = path.join(
  templatesRoot,
  'orm/prisma/persistence/src/modules/__file__/__file__.repository.prisma.ts.hbs',
);
const project = { resources: [], hasAuth: false };

function render(spec: ResourceSpec, resources: readonly ResourceSpec[] = []): string {
  return renderTemplate(template, { resource: spec, ...repositoryView(spec, resources) }, (file) => file);
}

/** The repository of the last of these resources. */
function renderLine(...lines: string[]): string {
  const resources = specsOf(...lines);
  return render(specOf(...lines), resources);
}

describe('a repository', () => {
  it('hands rows through where Prisma has them as the model does', () => {
    const code = renderLine('post title:string at:datetime ok:boolean rank:integer');
    expect(code).toBe(`/** Posts in the database, through Prisma. */
import type { Database } from '../../platform/db/client.js';
import { findManyArgs } from '../../platform/db/list.js';
import type { PostRepository } from './post.repository.js';

export function createPostRepository(database: Database): PostRepository {
  return {
    async list(query) {
      const { where, ...window } = findManyArgs(query);
      const [rows, total] = await Promise.all([
        database.post.findMany({ where, ...window }),
        database.post.count({ where }),
      ]);
      return { items: rows, total };
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

    async update(id, changes) {
      const [row] = await database.post.updateManyAndReturn({
        where: { id },
        data: changes,
      });
      return row;
    },

    async delete(id) {
      const { count } = await database.post.deleteMany({ where: { id } });
      return count > 0;
    },
  };
}
`);
  });

  it('has no method nobody asked for', () => {
    const code = render(
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
    expect(code).not.toContain('findManyArgs');
  });

  it('translates what Prisma has in another form, and that alone', () => {
    const code = renderLine(
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
      "if (filter.field !== 'day') return filter;",
    ]) {
      expect(code).toContain(line);
    }
    expect(code).not.toContain('name: row.name');
  });

  it('writes a row and what joins it to others whole or not at all', () => {
    const code = renderLine('tag name:string', 'post title:string tags:refs=tag');
    expect(code).toContain(`
    async create({ tagIds = [], ...rest }) {
      return inTransaction(database, async (transaction) => {
        const { id } = await transaction.post.create({ data: rest });
        await linkTags(transaction, id, tagIds);
        return readPost(transaction, id);
      });
    },

    async update(id, { tagIds, ...rest }) {
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
  transaction: Transaction,
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
    const code = render({ ...person, repository: { ...person.repository, create: false } });
    for (const line of [
      "  friends: { select: { friendId: true }, orderBy: { friendId: 'asc' } },",
      "  friendIds: { relation: 'friends', id: 'friendId' },",
      'findManyArgs(query, lists);',
      'database.person.findMany({ where, ...window, include }),',
      'database.person.findUnique({ where: { id }, include });',
      'function toPerson({ friends, ...row }: PersonRow): Person {',
      'friendIds: friends.map(({ friendId }) => friendId),',
    ]) {
      expect(code).toContain(line);
    }
    expect(code).not.toMatch(/inTransaction|missingFrom|linkFriends|readPerson/);
  });

  it('reads and filters by what joins a row to others that are not deleted', () => {
    const code = renderLine(
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
    const code = render({ ...task, repository: { ...task.repository, findBy, updateIf: true } });
    for (const line of [
      'const live = { ...where, deletedAt: null };',
      'database.task.findMany({ where: live, ...window }),',
      'database.task.count({ where: live }),',
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
    const code = render({ ...item, repository: { ...item.repository, updateIf: true } });
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

  it.each(['class', 'default', 'rest', 'database', 'row', 'id-number'])('can have a field called %s', (name) => {
    const code = renderLine(`item ${name}:bigint`);
    expect(code).toMatch(/BigInt\((?:\w+Value|idNumber)\)/);
  });

  it.each(['count', 'others', 'transaction', 'id-number'])('with relations can have a field called %s', (name) => {
    const code = renderLine('tag name:string', `item ${name}:bigint tags:refs=tag`);
    expect(code).toMatch(/BigInt\((?:\w+Value|idNumber)\)/);
  });

  it.each([
    'post title:string',
    'a-resource-with-a-name-of-forty-letters name:string',
    'item price:decimal=10,2 views:bigint:default=0 day:date:optional meta:json kind:enum=a,b',
    'item somewhat-longer-name-of-a-day:date:optional another-rather-long-name-of-a-number:bigint:optional',
    'item views:bigint',
    'item kind:enum=a,b --only list',
    'item day:date --only create',
    'item day:date:hidden --only list,get',
    'item meta:json --only delete',
    'item name:string:unique --soft-delete',
    'a-resource-with-a-name-of-forty-letters name:string --soft-delete',
    'item name:string tags:refs=tag',
    'item name:string tags:refs=tag watchers:refs=item --soft-delete',
    'item day:date:optional views:bigint meta:json:optional tags:refs=tag',
    'item day:date name:string tags:refs=tag --only list,get,delete',
    'item name:string tags:refs=tag --only create',
    'item views:bigint class:refs=tag --only update',
    'a name:string bs:refs=tag',
  ])('of %s is as Prettier prints it', async (line) => {
    const resources = specsOf('tag name:string --soft-delete', line);
    const spec = specOf('tag name:string', line);
    const { findBy, ...methods } = spec.repository;
    const unique = [...findBy, ...spec.fields.filter((field) => field.unique)];
    for (const repository of [spec.repository, { ...methods, findBy: unique, updateIf: true }]) {
      const code = render({ ...spec, repository }, resources);
      if (!needsFormat({ path: 'item.ts', content: code, rendered: true })) expect(await formatFile(code)).toBe(code);
    }
  });
});
