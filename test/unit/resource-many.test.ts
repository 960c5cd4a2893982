import { describe, expect, it } from 'vitest';
import { parseResourceLine, parseResources } from '../../src/resource/parse.js';
import type { ManyReference } from '../../src/resource/spec.js';
import { faults, guarded, open, problems } from './resource-support.js';

const tag = parseResourceLine('tag name:string', open);
const person = parseResourceLine('person name:string', open);
const project = { ...guarded, resources: [...guarded.resources, tag, person] };

/** The relation that a word of a post means. */
function relation(word: string): ManyReference {
  const [first] = parseResourceLine(`post title:string ${word}`, project).relations;
  if (!first) throw new Error(`no relation: ${word}`);
  return first;
}

describe('a many-to-many relation', () => {
  it('is described whole', () => {
    expect(relation('tags:refs=tag')).toEqual({
      name: 'tagIds',
      human: 'tag ids',
      relation: 'tags',
      target: tag.names,
      inverse: 'posts',
      self: false,
      hidden: false,
      readonly: false,
      min: 0,
      max: 100,
      join: {
        table: 'post_tags',
        class: 'PostTags',
        variable: 'postTags',
        column: 'post_id',
        property: 'postId',
        targetColumn: 'tag_id',
        targetProperty: 'tagId',
      },
    });
  });

  it('is no field', () => {
    const spec = parseResourceLine('post tags:refs=tag title:string', project);
    expect(spec.fields.map(({ name }) => name)).toEqual(['title']);
    expect(spec.line).toBe('post title:string tags:refs=tag');
  });

  it.each([
    ['tags:refs=tags', 'tags', 'tagIds', 'tags:refs=tag'],
    ['tagIds:refs=tag', 'tags', 'tagIds', 'tags:refs=tag'],
    ['tag_ids:refs=Tag', 'tags', 'tagIds', 'tags:refs=tag'],
    ['tag:refs=tag', 'tag', 'tagIds', 'tag:refs=tag'],
    ['Main-Tags:refs=tag', 'mainTags', 'mainTagIds', 'mainTags:refs=tag'],
    ['people:refs=person', 'people', 'personIds', 'people:refs=person'],
    ['personIDs:refs=people', 'people', 'personIds', 'people:refs=person'],
    ['co_authors:refs=user', 'coAuthors', 'coAuthorIds', 'coAuthors:refs=user'],
    ['news:refs=tag', 'news', 'newsIds', 'news:refs=tag'],
    ['ids:refs=tag', 'ids', 'idIds', 'ids:refs=tag'],
  ])('%s is %s, %s', (word, name, ids, normalised) => {
    expect(relation(word)).toMatchObject({ relation: name, name: ids });
    expect(parseResourceLine(`post title:string ${word}`, project).line).toBe(`post title:string ${normalised}`);
  });

  it.each([
    ['tags:refs=tag:optional', {}, 'tags:refs=tag'],
    ['tags:refs=tag:hidden', { hidden: true }, 'tags:refs=tag:hidden'],
    ['tags:refs=tag:readonly:optional', { readonly: true }, 'tags:refs=tag:readonly'],
    ['tags:refs=tag:max=5:min=1', { min: 1, max: 5 }, 'tags:refs=tag:min=1:max=5'],
    ['tags:refs=tag:min=0:max=100:optional', { min: 0, max: 100 }, 'tags:refs=tag'],
    ['tags:refs=tag:max=1000', { max: 1000 }, 'tags:refs=tag:max=1000'],
  ])('%s', (word, expected, normalised) => {
    expect(relation(word)).toMatchObject(expected);
    expect(parseResourceLine(`post title:string ${word}`, project).line).toBe(`post title:string ${normalised}`);
  });

  it.each([
    ['tags:refs', ['refs needs an argument']],
    ['tags:refs=', ['refs needs an argument']],
    ['tags:refs=tga', ['there is no resource "tga"']],
    ['related:refs=post:min=1', ['no first row could be made: it would have to refer to itself']],
    ['tags:refs=tag:min=3:max=2', ['min=3 is greater than max=2']],
    ['tags:refs=tag:min=101', ['min=101 is greater than max=100']],
    ['tags:refs=tag:max=0', ['max of a field of type refs is a number of ids between 1 and 1000']],
    ['tags:refs=tag:max=1001', ['max of a field of type refs is a number of ids between 1 and 1000']],
    ['tags:refs=tag:min=-1', ['min of a field of type refs is a number of ids between 0 and 1000']],
    ['tags:refs=tag:min=1:optional', ['optional contradicts min: the list may not be empty']],
    ['tags:refs=tag:readonly:min=1', ['readonly contradicts min: no request could give the list']],
    ['tags:refs=tag:index', ['a field of type refs cannot have index: its links are indexed anyway']],
    ['tags:refs=tag:cascade', ['a field of type refs cannot have cascade: its links go with the rows at either end']],
    [
      'tags:refs=tag:default=x',
      ['a field of type refs cannot have default: rows to refer to are not known beforehand'],
    ],
    ['tags:refs=tag tagIds:json', ['the name tagIds is taken by the field tags:refs=tag']],
    ['tags:string tags:refs=tag', ['the name tags is taken by the field tags:string']],
    ['tags:refs=tag tag:refs=person', ['the name tagIds is taken by the field tags:refs=tag']],
    ['then:refs=tag', ['JavaScript takes an object with then for a promise']],
    ['constructor:refs=tag', ['every JavaScript object has a property of that name']],
    ['createdAt:refs=tag', ['every resource has createdAt already']],
    [`${'x'.repeat(60)}:refs=tag`, ['the name of the table of its links would be too long']],
  ])('%s is refused', (word, messages) => {
    expect(faults(`post title:string ${word}`, project)).toEqual(messages);
  });

  it('suggests the target', () => {
    expect(problems('post title:string tags:refs=tga', project)[0]?.hint).toBe('did you mean refs=tag?');
  });

  it('does not make a resource alone', () => {
    expect(faults('post tags:refs=tag', project)).toEqual([
      'a resource needs at least one field beside its many-to-many relations, which have tables of their own',
    ]);
  });
});

describe('the table of a relation', () => {
  it.each([
    ['person name:string friends:refs=person', ['person_id', 'friend_id']],
    ['person name:string people:refs=person', ['person_id', 'related_person_id']],
    ['blog-post title:string related:refs=blog-post', ['blog_post_id', 'related_id']],
    ['blog-post title:string blogPosts:refs=blog-post', ['blog_post_id', 'related_blog_post_id']],
    ['news title:string people:refs=person', ['news_id', 'person_id']],
  ])('of %s has two columns', (line, columns) => {
    const { join } = parseResourceLine(line, project).relations[0] ?? {};
    expect([join?.column, join?.targetColumn]).toEqual(columns);
    expect(join?.property).not.toBe(join?.targetProperty);
  });

  it.each([
    ['list name:string rules:refs=tag', 'list_rules_links', 'ListRulesLinks'],
    ['news title:string list:refs=tag', 'news_list_links', 'NewsListLinks'],
    ['list name:string query:refs=tag', 'list_query_links', 'ListQueryLinks'],
    ['post title:string links:refs=tag', 'post_links', 'PostLinks'],
  ])('of %s is %s, %s', (line, table, type) => {
    expect(parseResourceLine(line, project).relations[0]?.join).toMatchObject({ table, class: type });
  });

  it('keeps off resources that are there or made in the same call', () => {
    const there = parseResourceLine('post-tag name:string', open);
    const [alone] = parseResourceLine('post a:string tags:refs=tag', { ...open, resources: [tag, there] }).relations;
    const together = parseResources(['post a:string tags:refs=tag', 'post-tag name:string', 'tag b:string'], open);
    const post = together.find(({ names }) => names.key === 'post');
    expect(alone?.join.table).toBe('post_tags_links');
    expect(post?.relations[0]?.join).toEqual(alone?.join);
  });

  it('keeps off tables of other relations, and keeps its name when it is read again', () => {
    const first = parseResourceLine('post a:string tagGroups:refs=tag', project);
    const with1 = { ...project, resources: [...project.resources, first] };
    const second = parseResourceLine('post-tag a:string groups:refs=tag', with1);
    const both = { ...project, resources: [...with1.resources, second] };
    expect(first.relations[0]?.join.table).toBe('post_tag_groups');
    expect(second.relations[0]?.join.table).toBe('post_tag_groups_links');
    for (const spec of [first, second]) expect(parseResourceLine(spec.line, both)).toEqual(spec);
  });

  it('has a name that PostgreSQL keeps whole', () => {
    const [key, longest] = ['k'.repeat(40), 'r'.repeat(22)];
    const table = parseResourceLine(`${key} a:string ${longest}:refs=tag`, project).relations[0]?.join.table;
    expect(table).toHaveLength(63);
    expect(faults(`${key} a:string ${longest}r:refs=tag`, project)).toEqual([
      'the name of the table of its links would be too long',
    ]);
  });

  it('keeps later resources from its name', () => {
    const resources = [tag, parseResourceLine('post a:string tags:refs=tag', project)];
    const [problem] = problems('post-tag a:string', { ...open, resources });
    expect(problem?.message.split('\n')[0]).toBe('its code would clash with the links of tags of the resource post');
    expect(problem?.hint).toBe('this would work: post-tag-item');
  });
});

describe('the far end of a relation', () => {
  const ends = (line: string) => parseResourceLine(line, project).relations.map(({ inverse }) => inverse);

  it.each([
    ['post a:string tags:refs=tag', ['posts']],
    ['post a:string tags:refs=tag others:refs=tag', ['postsAsTags', 'postsAsOthers']],
    ['post top:ref=tag tags:refs=tag', ['postsAsTags']],
    ['name a:string people:refs=person', ['names']],
    ['person a:string friends:refs=person', ['peopleAsFriends']],
  ])('of %s is %j', (line, expected) => {
    expect(ends(line)).toEqual(expected);
  });

  it('is unique among all that the target has', () => {
    const post = parseResourceLine('post a:string tags:refs=tag', project);
    const taken = parseResourceLine('tag posts:string', open);
    expect(post.relations[0]?.inverse).toBe('posts');
    const again = { ...open, resources: [taken] };
    expect(parseResourceLine('post a:string tags:refs=tag', again).relations[0]?.inverse).toBe('postsAsTags');
  });
});
