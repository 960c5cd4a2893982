import { describe, expect, it } from 'vitest';
import { nameForms } from '../../src/resource/names.js';
import { parseResourceLine, parseResources, sortByReferences } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { faults, field, guarded, open, refusal } from './resource-support.js';

function inverses(spec: ResourceSpec | undefined): (string | undefined)[] {
  return (spec?.fields ?? []).flatMap(({ ref }) => (ref ? [ref.inverse] : []));
}

describe('a ref', () => {
  it.each(['author:ref=user', 'authorId:ref=users', 'author_id:ref=User', 'Author:ref=user'])('%s', (word) => {
    expect(field(word)).toEqual({
      name: 'authorId',
      column: 'author_id',
      human: 'author id',
      type: 'ref',
      optional: false,
      unique: false,
      index: true,
      hidden: false,
      readonly: false,
      ref: { target: nameForms('user'), relation: 'author', inverse: 'things', onDelete: 'restrict', self: false },
    });
  });

  it.each([
    ['a:ref=user:cascade', 'cascade'],
    ['a:ref=user:restrict', 'restrict'],
    ['a:ref=user:set-null:optional', 'set-null'],
  ])('%s', (word, onDelete) => {
    expect(field(word).ref?.onDelete).toBe(onDelete);
  });

  it('may name its own resource and those to come', () => {
    const spec = parseResourceLine('category parent:ref=categories:optional tag:ref=tag', {
      ...open,
      pending: ['Tags'],
    });
    expect(spec.fields.map(({ ref }) => ref?.self)).toEqual([true, false]);
  });
});

describe('the far end of a ref', () => {
  it.each([
    ['post author:ref=user', ['posts']],
    ['blog-post author:ref=user', ['blogPosts']],
    ['event host:ref=user', ['events']],
    ['post author:ref=user editor:ref=user', ['postsAsAuthor', 'postsAsEditor']],
    ['profile user:ref=user:unique', ['profile']],
    ['name user:ref=user:unique', ['nameAsUser']],
    ['email user:ref=user', ['emails']],
    ['category parent:ref=category:optional', ['children']],
    ['category parent:ref=category:optional children:integer', ['categoriesAsParent']],
    ['employee manager:ref=employee:optional', ['employeesAsManager']],
    ['version successor:ref=version:optional:unique', ['versionAsSuccessor']],
  ])('of %s is %j', (line, expected) => {
    expect(inverses(parseResourceLine(line, guarded))).toEqual(expected);
  });

  it('keeps off the names that other resources gave', () => {
    const post = parseResourceLine('post author:ref=user', guarded);
    const other = parseResourceLine('name author:ref=user:unique', guarded);
    const present = { ...guarded, resources: [...guarded.resources, post, other] };
    const taken = parseResourceLine('user posts:integer', open);
    expect(inverses(parseResourceLine('post author:ref=user', present))).toEqual(['posts']);
    expect(inverses(parseResourceLine('post author:ref=user', { resources: [taken], hasAuth: false }))).toEqual([
      'postsAsAuthor',
    ]);
  });

  it('keeps off fields of resources made in the same call', () => {
    const specs = parseResources(['post author:ref=writer', 'writer posts:integer'], open);
    expect(specs.map(({ names }) => names.key)).toEqual(['writer', 'post']);
    expect(inverses(specs[1])).toEqual(['postsAsAuthor']);
  });

  it('is numbered when all else is taken', () => {
    const taken = parseResourceLine('user posts:integer postsAsAuthor:integer', open);
    const project = { resources: [taken], hasAuth: false };
    expect(inverses(parseResourceLine('post author:ref=user', project))).toEqual(['postsAsAuthor2']);
  });
});

describe('resources of one call', () => {
  it('are the same as resources made one after the other', () => {
    const lines = ['comment post:ref=post author:ref=user', 'post author:ref=user title:string', 'tag name:string'];
    const together = parseResources(lines, guarded);
    const alone: ResourceSpec[] = [];
    for (const { line } of together) {
      alone.push(parseResourceLine(line, { ...guarded, resources: [...guarded.resources, ...alone] }));
    }
    expect(together.map(({ names }) => names.key)).toEqual(['post', 'comment', 'tag']);
    expect(alone).toEqual(together);
  });

  it('may be said twice with the same meaning', () => {
    expect(parseResources(['post a:string:max=5:min=1', 'Posts a:string:min=1:max=5'], open)).toHaveLength(1);
  });

  it('have all their faults told', () => {
    const lines = ['post a:strng', 'user b:string', 'tag n:string', 'tags n:text', 'x --foo y'];
    const messages = refusal(() => parseResources(lines, guarded)).problems.map(
      ({ message }) => message.split('\n')[0],
    );
    expect(messages).toEqual([
      'there is no type "strng"',
      'the project has a resource user already',
      'tag is described twice',
      'there is no option --foo for a resource',
    ]);
  });
});

describe('sortByReferences', () => {
  it('moves only what refers to something later', () => {
    const pending = ['a', 'b', 'c', 'd'];
    const lines = ['a x:string', 'b d:ref=d', 'c self:ref=c:optional a:ref=a', 'd x:string'];
    const specs = lines.map((line) => parseResourceLine(line, { ...open, pending }));
    expect(sortByReferences(specs).map(({ names }) => names.key)).toEqual(['a', 'd', 'b', 'c']);
    expect(sortByReferences([])).toEqual([]);
  });
});

describe('a name that clashes with a resource that is there', () => {
  it.each([
    ['event a:string', 'event-entity'],
    ['news a:string', 'news-list'],
  ])('%s, then %s', (line, name) => {
    const resources = [parseResourceLine(line, open)];
    const key = line.split(' ')[0];
    expect(faults(`${name} a:string`, { resources, hasAuth: false })).toEqual([
      `its code would clash with that of the resource ${key}`,
    ]);
    expect(faults(`${name} a:string`, { ...open, pending: [key ?? ''] })).toHaveLength(1);
  });

  it('is no matter when it is the resource itself', () => {
    const resources = [parseResourceLine('post a:string', open)];
    expect(parseResourceLine('posts b:string', { resources, hasAuth: false }).names.key).toBe('post');
  });
});
