import { describe, expect, it } from 'vitest';
import { parseFragmentResource, parseResourceLine, parseResources } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { includesOf } from '../../templates/api/rest/emit/includes.js';
import { nestedStem } from '../../templates/api/rest/emit/module-view.js';
import { modelView } from '../../templates/api/rest/emit/model-view.js';
import { checkedReferences, referenceChecks } from '../../templates/api/rest/emit/references-view.js';
import { schemaView } from '../../templates/api/rest/emit/schema-view.js';
import { open } from './resource-support.js';

const user = parseFragmentResource(
  { line: 'user email:email:unique name:string:optional', methods: ['findById', 'findByIds'], shown: ['name'] },
  open,
);
const session = parseFragmentResource({ line: 'session token:string', methods: ['findById', 'findByIds'] }, open);

/** Resources of a project with accounts, each made after those before it. */
function resources(...lines: string[]): ResourceSpec[] {
  const made = [user, session];
  for (const line of lines) made.push(parseResourceLine(line, { resources: [...made], hasAuth: true }));
  return made;
}

function lastOf(lines: readonly string[]) {
  const all = resources(...lines);
  const spec = all.at(-1);
  if (!spec) throw new Error('no resource');
  return { spec, context: { resources: all } };
}

function included(...lines: string[]): string[] {
  const { spec, context } = lastOf(lines);
  return includesOf(spec, context).map(({ relation }) => relation);
}

describe('relations that may be included', () => {
  it.each<[string, string[], string[]]>([
    ['what others see of a user', ['post author:ref=user title:string'], ['author']],
    ['nothing of a session', ['post session:ref=session title:string'], []],
    ['public resources', ['tag name:string', 'post tags:refs=tag title:string'], ['tags']],
    ['its own kind', ['category name:string parent:ref=category:optional'], ['parent']],
    ['nothing hidden', ['tag name:string', 'post tag:ref=tag:hidden others:refs=tag:hidden'], []],
    ['the owner', ['note text:text --access owner'], ['owner']],
    [
      'its own kind of the same owner',
      ['step name:string parent:ref=step:optional --access owner'],
      ['parent', 'owner'],
    ],
    [
      'nothing of an owner that no request sets',
      ['list name:string --access owner', 'item list:ref=list:optional:readonly name:string --access owner'],
      ['owner'],
    ],
    ['nothing of what nobody reads', ['tag name:string --only create', 'post tag:ref=tag title:string'], []],
    ['nothing when it is not read', ['tag name:string', 'post tag:ref=tag title:string --only create'], []],
  ])('are %s', (_, lines, relations) => {
    expect(included(...lines)).toEqual(relations);
  });

  const readers = ['--access public', '--access authenticated', '--access role=admin', '--access owner'];

  it.each([
    ['--access public', [true, true, true, true]],
    ['--access authenticated', [false, true, true, true]],
    ['--access role=admin', [false, false, true, false]],
    ['--access role=user', [false, false, false, false]],
    ['--access owner', [false, false, false, true]],
  ])('of a target with %s are for whoever may read that', (access, allowed) => {
    const seen = readers.map((own) => included(`tag name:string ${access}`, `post tag:ref=tag title:string ${own}`));
    expect(seen.map((relations) => relations.includes('tag'))).toEqual(allowed);
  });
});

describe('resources that refer to each other', () => {
  const lines = ['alpha name:string beta:ref=beta:optional', 'beta name:string alpha:ref=alpha --soft-delete'];
  const [alpha, beta] = parseResources(lines, open);

  it('include each other, and read the schemas of each other late', () => {
    if (!alpha || !beta) throw new Error('no resources');
    const first = includesOf(alpha, { resources: [alpha], later: [beta] });
    const second = includesOf(beta, { resources: [alpha, beta] });
    expect([first, second]).toMatchObject([
      [{ relation: 'beta', circular: true }],
      [{ relation: 'alpha', circular: true }],
    ]);
    expect(schemaView(alpha, first)['included']).toEqual(['get beta() {\n      return betaSchema.nullish();\n    },']);
  });

  it('look up what is made later', () => {
    if (!alpha || !beta) throw new Error('no resources');
    expect(checkedReferences(alpha, { resources: [alpha], later: [beta] })).toMatchObject([
      { field: 'betaId', softDelete: true },
    ]);
  });
});

describe('references that are looked up', () => {
  function checked(...lines: string[]): string {
    const { spec, context } = lastOf(lines);
    return referenceChecks(checkedReferences(spec, context), spec.owner);
  }

  it('are those to what may be deleted and still be there', () => {
    const task = 'task name:string --soft-delete';
    expect(checked(task, 'tag name:string', 'step tag:ref=tag task:ref=task tasks:refs=task'))
      .toBe(`    if (taskId && !(await this.tasks.findById(taskId))) throw missingReference('taskId');
    if (taskIds) {
      const tasks = await this.tasks.findByIds(taskIds);
      if (tasks.length < taskIds.length) throw missingReference('taskIds');
    }`);
  });

  it('are those to what is somebody else’s', () => {
    const order = 'order name:string --access owner';
    expect(checked(order, 'item order:ref=order name:string --access owner')).toBe(
      `    if (orderId && (await this.orders.findById(orderId))?.ownerId !== ownerId)
      throw missingReference('orderId');`,
    );
    expect(checked(order, 'item order:ref=order name:string')).toBe('');
  });

  it('are none where no request names one', () => {
    expect(checked('task name:string --soft-delete', 'step task:ref=task --only list,delete')).toBe('');
    expect(checked('task name:string --soft-delete', 'step task:ref=task:optional:readonly name:string')).toBe('');
  });
});

describe('the model', () => {
  it('keeps deletedAt out of input, and the owner out of changes', () => {
    const { spec } = lastOf(['note text:text --access owner --soft-delete']);
    const view = modelView(spec);
    expect(view['fields']).toMatchObject([{ name: 'text' }, { name: 'ownerId' }, { name: 'deletedAt' }]);
    expect(view['newFields']).toMatchObject([{ name: 'text' }, { name: 'ownerId' }]);
    expect(view['changesType']).toBe("Partial<Omit<NewNote, 'ownerId'>>");
  });
});

describe('schemas of relations', () => {
  it.each([
    ['tags:refs=tag', 'ids({ max: 100 })', '.default([])'],
    ['tags:refs=tag:min=1:max=5', 'ids({ min: 1, max: 5 })', undefined],
  ])('of %s', (word, schema, call) => {
    const { spec } = lastOf(['tag name:string', `post ${word} title:string`]);
    expect(schemaView(spec, [])).toMatchObject({
      input: [{ name: 'title' }, { name: 'tagIds', schema, call }],
      output: [{ name: 'title' }, { name: 'tagIds', schema: 'z.array(z.guid())', rule: "'ids'" }],
    });
  });

  it('show of a user what others may see', () => {
    const { spec, context } = lastOf(['tag name:string', 'post author:ref=user tags:refs=tag']);
    expect(schemaView(spec, includesOf(spec, context))).toMatchObject({
      included: [
        'author: z.object({ id: z.guid(), name: z.string().nullable() }).nullish(),',
        'tags: z.array(tagSchema).optional(),',
      ],
      imports: ["import { tagSchema } from '../tag/tag.schema.js';"],
      includes: "  includes: ['author', 'tags'],",
    });
  });
});

describe('the collection below a parent', () => {
  it.each([
    [' --under post', 'commentsOfPost'],
    [' --under post --only create', 'commentsOfPost'],
    ['', undefined],
  ])('of a resource with%s is called %s', (options, stem) => {
    const { spec } = lastOf(['post title:string', `comment body:text post:ref=post${options}`]);
    expect(nestedStem(spec)).toBe(stem);
  });
});
