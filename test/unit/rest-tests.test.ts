/** What the tests of a resource say, by what the resource has. */
import { describe, expect, it } from 'vitest';
import type { ResourceContext } from '../../src/catalog/fragment.js';
import { parseFragmentResource, parseResourceLine } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { factoryView } from '../../templates/api/rest/emit/factory-view.js';
import { concurrencyTestView } from '../../templates/api/rest/emit/test-concurrency.js';
import { ownerTestView } from '../../templates/api/rest/emit/test-owner.js';
import { relationsTestView } from '../../templates/api/rest/emit/test-relations.js';
import { testView } from '../../templates/api/rest/emit/test-view.js';
import { newInput } from '../../templates/api/rest/emit/test-words.js';
import { open } from './resource-support.js';

const user = parseFragmentResource(
  { line: 'user email:email:unique name:string:optional', methods: ['findById', 'findByIds'], shown: ['name'] },
  open,
);

/** The last of some resources, each made after those before it. */
function lastOf(...lines: string[]): { spec: ResourceSpec; context: ResourceContext } {
  const resources = [user];
  for (const line of lines) resources.push(parseResourceLine(line, { resources: [...resources], hasAuth: true }));
  const spec = resources.at(-1) ?? user;
  return { spec, context: { resources, has: {} } as unknown as ResourceContext };
}

const tag = 'tag name:string';
const note = 'note text:text --access owner';
const task = 'task name:string:unique --soft-delete';

describe('a test of relations', () => {
  it.each<[string, string[], Record<string, number> | undefined]>([
    ['is left out where there are none', [tag], undefined],
    ['is left out where nothing can be seen of them', ['post title:string author:ref=user --only delete'], undefined],
    ['has lists, includes and what is unlinked', [tag, 'post title:string tags:refs=tag'], { lists: 1, includes: 1 }],
    ['has nothing of hidden lists', [tag, 'post title:string tags:refs=tag:hidden'], undefined],
    ['has deletions', [tag, 'post title:string tag:ref=tag:cascade'], { includes: 1, deletions: 1 }],
    ['has references to what was deleted', [task, 'job title:string task:ref=task'], { includes: 1, refused: 1 }],
    ['includes the owner', [note], { includes: 1 }],
    [
      'has those to what others have',
      [note, 'reply note:ref=note --access owner'],
      { includes: 2, refused: 1, deletions: 1 },
    ],
    [
      'has the parent',
      [tag, 'post title:string --under tag --access public'],
      { includes: 1, deletions: 1, nested: 1 },
    ],
  ])('%s', (_, lines, parts) => {
    const { spec, context } = lastOf(...lines);
    const view = relationsTestView(spec, context);
    const sizes = Object.entries(view ?? {}).flatMap(([name, part]) =>
      Array.isArray(part) && part.length > 0 ? [[name, part.length] as const] : [],
    );
    expect(view && Object.fromEntries(sizes)).toEqual(parts);
  });
});

describe('a test of owners', () => {
  it.each([
    ['post title:string', undefined],
    [note, true],
    ['note text:text --access owner --only create', true],
  ])('of %s: %s', (line, expected) => {
    const { spec, context } = lastOf(line);
    expect(ownerTestView(spec, context)?.['creates']).toBe(expected);
  });
});

describe('a change of what others have', () => {
  it.each([
    [note, 'newNote()'],
    ['note text:text --access owner --only update', "{ text: 'Another text' }"],
    ['note done:boolean:default=false --access owner', '{ done: false }'],
  ])('of %s is made by %s', (line, input) => {
    const { spec, context } = lastOf(line);
    expect(ownerTestView(spec, context)?.['input']).toBe(input);
  });
});

describe('input of a test', () => {
  it.each([
    [[tag], 'newTag()'],
    [['post author:ref=user'], 'await newPost(app.container)'],
    [['post author:ref=user:optional'], 'newPost()'],
    [[tag, 'post title:string tags:refs=tag:min=1'], 'await newPost(app.container)'],
    [[note, 'reply note:ref=note'], 'await newReply(app.container)'],
    [[note, 'reply note:ref=note --access owner'], 'await newReply(app.container, callerId)'],
  ])('of %j is %s', (lines, call) => {
    const { spec, context } = lastOf(...lines);
    expect(newInput(spec, context)).toBe(call);
  });

  it('is made with rows of the same owner', () => {
    const { spec, context } = lastOf(note, 'reply note:ref=note --access owner');
    expect(factoryView(spec, context)).toMatchObject({
      needed: [{ field: 'noteId', value: '(await createNote(container, { ownerId })).id' }],
      newCall: 'await newReply(container, ownerId, others)',
    });
  });
});

it.each([
  ['post title:string', false, ''],
  [task, true, 'createTask(app.container, { name: before.name })'],
  ['task title:string --soft-delete', true, ''],
])('a test of %s sees whether deleted rows are kept: %s', (line, soft, freed) => {
  const { spec, context } = lastOf(line);
  expect(testView(spec, context)).toMatchObject({ soft, freed });
});

describe('a test of concurrency', () => {
  it.each([
    ['tag name:string', { gets: true, writes: "'PUT', 'PATCH'", input: 'newTag()', deletes: true, unique: '' }],
    ['tag name:string --only get,update', { writes: "'PATCH'", input: "{ name: 'Another name' }", creates: false }],
    ['tag done:boolean:default=true', { input: '{ done: false }', another: '{ ...input, done: false }' }],
    ['tag done:boolean:default=false', { input: '{ done: false }', another: '' }],
    ['tag name:string --only get', { gets: true, writes: '', deletes: false, creates: false }],
    ['tag name:string:unique --only create', { gets: false, writes: '', creates: true, unique: 'a name' }],
    ['tag name:string --access owner --only create', { callerId: false, signIn: 'signIn(app)' }],
    ['tag name:string --access owner', { callerId: true, signIn: 'signIn(app)' }],
  ])('of %s', (line, parts) => {
    const { spec, context } = lastOf(line);
    expect(concurrencyTestView(spec, context)).toMatchObject(parts);
  });

  it('is left out where nothing is read or made', () => {
    const { spec, context } = lastOf('tag name:string --only list,delete');
    expect(concurrencyTestView(spec, context)).toBeUndefined();
  });
});
