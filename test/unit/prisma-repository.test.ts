import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFile, needsFormat } from '../../src/format/format.js';
import { templatesRoot } from '../../src/package/root.js';
import { renderTemplate } from '../../src/render/engine.js';
import { parseFragmentResource, parseResources } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { repositoryView } from '../../templates/orm/prisma/emit/repository.js';

const template = path.join(
  templatesRoot,
  'orm/prisma/persistence/src/modules/__file__/__file__.repository.prisma.ts.hbs',
);
const project = { resources: [], hasAuth: false };

function render(spec: ResourceSpec): string {
  return renderTemplate(template, { resource: spec, ...repositoryView(spec) }, (file) => file);
}

function renderLine(line: string): string {
  const [spec] = parseResources([line], project);
  if (!spec) throw new Error(`nothing in ${line}`);
  return render(spec);
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

  it.each(['class', 'default', 'rest', 'database', 'row', 'id-number'])('can have a field called %s', (name) => {
    const code = renderLine(`item ${name}:bigint`);
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
  ])('of %s is as Prettier prints it', async (line) => {
    const code = renderLine(line);
    if (!needsFormat({ path: 'item.ts', content: code, rendered: true })) expect(await formatFile(code)).toBe(code);
  });
});
