import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { format } from 'prettier';
import { projectStyle } from '../../src/format/format.js';
import { templatesRoot } from '../../src/package/root.js';
import { renderTemplate } from '../../src/render/engine.js';
import { parseFragmentResource } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { repositoryView } from '../../templates/orm/drizzle/emit/repository.js';
import { specsOf } from './drizzle-support.js';
import { open } from './resource-support.js';

function view(...methods: string[]) {
  const line = 'session token:string:unique age:integer';
  return repositoryView(parseFragmentResource({ line, methods }, open), []);
}

describe("a repository's view", () => {
  it.each([
    [['list', 'create'], ''],
    [['findById'], 'eq, sql'],
    [['findBy=token'], 'eq'],
    [['deleteBy=age'], 'eq'],
    [['updateIf'], 'and, eq'],
  ])('of %j imports "%s"', (methods, operators) => {
    expect(view(...methods).operators).toBe(operators);
  });

  it('names finders and deleters after their fields', () => {
    const { finders, deleters } = view('findBy=token', 'deleteBy=age', 'deleteBy=token');
    expect(finders.map(({ method, spaced }) => [method, spaced])).toEqual([['findByToken', false]]);
    expect(deleters.map(({ method, spaced }) => [method, spaced])).toEqual([
      ['deleteByAge', true],
      ['deleteByToken', true],
    ]);
  });

  it('puts an empty line between methods, and none before the first', () => {
    expect(view('create', 'delete').spaced).toMatchObject({ create: false, delete: true });
    expect(view('updateIf').spaced.updateIf).toBe(false);
  });
});

/** The view of the last of these resources. */
function viewOf(...lines: string[]) {
  const resources = specsOf(...lines);
  const spec = resources.at(-1);
  if (!spec) throw new Error('no resource');
  return repositoryView(spec, resources);
}

describe('a repository whose rows routes change', () => {
  const template = path.join(
    templatesRoot,
    'orm/drizzle/persistence/src/modules/__file__/__file__.repository.drizzle.ts.hbs',
  );
  const line = 'tag name:string';
  const render = (resource: ResourceSpec) =>
    renderTemplate(template, { resource, ...repositoryView(resource, []) }, (file) => file);

  it('checks them first, where it is given a check', () => {
    for (const resource of specsOf(line, 'post title:string tags:refs=tag')) {
      const code = render(resource);
      const { variablePlural: rows, class: name } = resource.names;
      expect(code).toContain(`  const checked = checkedWrites(database, ${rows}, create${name}Repository);\n`);
      expect(code).toContain(`    async update(id, input, check) {
      if (check) return checked(id, check, (locked) => locked.update(id, input));
`);
      expect(code).toContain(`    async delete(id, check) {
      if (check) return checked(id, check, (locked) => locked.delete(id));
`);
    }
  });

  it('knows of no check otherwise', () => {
    expect(render(parseFragmentResource({ line, methods: ['update', 'delete'] }, open))).not.toContain('check');
  });
});

describe('a repository of rows that are kept when deleted', () => {
  const { operators, byId, listed, queries } = viewOf('task name:string --soft-delete');

  it('sees live rows only', () => {
    expect(operators).toBe('and, eq, inArray, isNull, sql');
    expect(listed).toBe('and(isLive, whereOf(tasks, query))');
    const { create, ...others } = queries;
    for (const query of [byId, ...Object.values(others)]) expect(query).toContain(', isLive)');
    expect(create).not.toContain('isLive');
  });

  it('marks what it deletes', () => {
    expect(queries.delete).toContain('.update(tasks)\n        .set({ deletedAt: sql`now()` })');
  });
});

describe('a repository of rows with many-to-many relations', () => {
  const { operators, tables, related, relatedNames, columns, listed, queries } = viewOf(
    'tag name:string',
    'post title:string tags:refs=tag',
  );

  it('reads their ids with the row', () => {
    expect(operators).toBe('eq, getTableColumns, inArray, sql');
    expect([tables, columns, listed]).toEqual(['posts, postTags', 'selection', 'whereOf(posts, query, manyToMany)']);
    expect(queries.findByIds).toContain('select(selection)');
  });

  it('takes them out of what it writes', () => {
    expect(related).toEqual([{ name: 'tagIds', from: 'postTags.postId', to: 'postTags.tagId' }]);
    expect(relatedNames).toBe('tagIds, ');
    expect(queries.update).toContain('.set({ ...changes, updatedAt: sql`now()` })');
  });
});

describe('a repository of rows related to what is kept when deleted', () => {
  it('reads of each relation the table with the rows it leads to', () => {
    const { related, targets } = viewOf(
      'tag name:string --soft-delete',
      'label name:string',
      'post title:string tags:refs=tag labels:refs=label next:refs=post --soft-delete',
    );
    expect(related.map(({ name, target }) => [name, target])).toEqual([
      ['tagIds', 'tags'],
      ['labelIds', undefined],
      ['nextIds', 'posts'],
    ]);
    expect(targets).toEqual(["import { tags } from '../tag/tag.table.js';"]);
  });
});

describe('a query', () => {
  it.each([
    ['task name:string --soft-delete'],
    ['task name:string'],
    ['tag name:string', 'post title:string tags:refs=tag'],
    ['tag name:string', 'the-quite-long-name-of-a-resource title:string tags:refs=tag --soft-delete'],
  ])('is printed as Prettier prints it where every line fits: %s %s', async (...lines) => {
    const { byId, queries, find } = viewOf(...lines.filter((line) => line !== undefined));
    for (const query of [byId, ...Object.values(queries), find.query.replace(/^/gm, '    ')]) {
      if (query === '' || query.split('\n').some((line) => line.length > 100)) continue;
      const depth = (/^ */.exec(query)?.[0].length ?? 0) / 2;
      const [open, close] = ['{'.repeat(depth), '}'.repeat(depth)];
      const nested = `async () => ${open}${query}${close}`;
      expect(await format(nested, { ...projectStyle, parser: 'typescript' })).toContain(`${query}\n`);
    }
  });

  it('stays on one line where it fits', () => {
    expect(view('delete').queries.delete).toBe(
      '      const { rowCount } = await database.delete(sessions).where(eq(sessions.id, id));',
    );
  });

  it('has one call a line where it does not, or where Prettier breaks it', () => {
    expect(view('updateIf').queries.updateIf.split('\n')).toEqual([
      '      const [row] = await database',
      '        .update(sessions)',
      '        .set(input)',
      '        .where(and(eq(sessions.id, id), ...unchanged(sessions, expected)))',
      '        .returning();',
    ]);
  });
});
