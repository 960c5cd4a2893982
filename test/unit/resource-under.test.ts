import { describe, expect, it } from 'vitest';
import { parseResourceLine, parseResources, type ResourceProject } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { faults, guarded, open, pointed, problems, refusal } from './resource-support.js';

const post = parseResourceLine('post title:string author:ref=user', guarded);
const blogPost = parseResourceLine('blog-post title:string', guarded);
const hook = parseResourceLine('hook url:url --only create', guarded);
const note = parseResourceLine('note text:text --access owner', guarded);
const project: ResourceProject = { ...guarded, resources: [...guarded.resources, post, blogPost, hook, note] };

const parse = (line: string): ResourceSpec => parseResourceLine(line, project);

describe('--under', () => {
  it.each([
    ['comment body:text --under post', ['body', 'postId'], 'postId'],
    ['comment body:text --under Posts', ['body', 'postId'], 'postId'],
    ['comment body:text --under BlogPost', ['body', 'blogPostId'], 'blogPostId'],
    ['comment post:ref=post body:text --under post', ['postId', 'body'], 'postId'],
    ['comment thread:ref=post body:text --under post', ['threadId', 'body'], 'threadId'],
    ['comment thread:ref=post post:ref=post body:text --under post', ['threadId', 'postId', 'body'], 'postId'],
    ['comment origin:ref=post:optional post:ref=post body:text --under post', ['originId', 'postId', 'body'], 'postId'],
    [
      'comment post:ref=post:optional thread:ref=post body:text --under post',
      ['postId', 'threadId', 'body'],
      'threadId',
    ],
    ['comment body:text posts:refs=post --under post', ['body', 'postId'], 'postId'],
  ])('%s', (line, fields, field) => {
    const spec = parse(line);
    expect(spec.fields.map(({ name }) => name)).toEqual(fields);
    expect(spec.parent?.field).toBe(field);
    expect(spec.parent?.target.key).toBe(line.includes('Blog') ? 'blog-post' : 'post');
  });

  it('may name what is made in the same call', () => {
    const specs = parseResources(
      ['reply body:text --under comment', 'comment body:text --under post', 'post a:string'],
      open,
    );
    expect(specs.map(({ names: { key }, parent }) => [key, parent?.field])).toEqual([
      ['post', undefined],
      ['comment', 'postId'],
      ['reply', 'commentId'],
    ]);
  });

  it.each([
    ['body:text --under psot', 'there is no resource "psot"', 'psot', 'did you mean post?'],
    [
      'body:text --under ../x',
      'there is no resource "../x"',
      '../x',
      expect.stringContaining('make that resource first'),
    ],
    ['body:text --under comment', 'a resource cannot lie under itself', 'comment', undefined],
    ['body:text --under user', 'user has no API of its own, so nothing can lie under it', 'user', undefined],
    ['body:text --under hook', 'hook offers neither list nor get, so nothing can lie under it', 'hook', undefined],
    [
      'body:text --under post --only get',
      '--under is for list and create, and --only leaves out both',
      'post',
      'add list or create to --only',
    ],
    [
      'post:ref=post:optional body:text --under post',
      'with --under every row lies under another',
      'optional',
      'leave out optional',
    ],
    [
      'post:ref=post:unique body:text --under post',
      'with --under several rows may lie under one',
      'unique',
      'leave out unique',
    ],
    [
      'post:string body:text --under post',
      '--under adds a field of the name post itself',
      'post:string',
      'choose another name',
    ],
    [
      'a:ref=post b:ref=post --under post',
      'a and b refer to post, and any of them could say what it lies under',
      'post',
      'call the one post',
    ],
  ])('refuses %s', (words, message, place, hint) => {
    const line = `comment ${words}`;
    expect(faults(line, project)).toEqual([message]);
    expect(pointed(line, project)).toEqual([place]);
    expect(problems(line, project)[0]?.hint).toEqual(hint);
  });

  it('looks at a parent of the same call when that has been read', () => {
    expect(faultsTogether('comment body:text --under hook', 'hook url:url --only create')).toEqual([
      'hook offers neither list nor get, so nothing can lie under it',
    ]);
  });

  it('keeps the names of its routes apart from those of resources', () => {
    const nested = parse('comment body:text --under post');
    const resources = [...project.resources, nested];
    expect(faults('comments-of-post a:string', { ...project, resources })).toEqual([
      'its code would clash with the resource comment',
    ]);
    const other = parse('comments-of-post a:string');
    expect(faults('comment body:text --under post', { ...project, resources: [...project.resources, other] })).toEqual([
      'the code of its routes there would clash with that of the resource comments-of-post',
    ]);
  });
});

describe("--under what is its owners' alone", () => {
  it.each([
    [
      'entry body:text --under note',
      'owner',
      ['body', 'ownerId', 'noteId'],
      'entry body:text --access owner --under note',
    ],
    [
      'entry body:text author:ref=user --under note',
      'owner',
      ['body', 'authorId', 'noteId'],
      'entry body:text author:ref=user --access owner --under note',
    ],
    ['entry body:text --access owner --under note', 'owner', ['body', 'ownerId', 'noteId'], undefined],
    ['entry body:text --access role=admin --under note', 'role', ['body', 'noteId'], undefined],
    ['entry body:text note:ref=note', 'public', ['body', 'noteId'], undefined],
  ])('%s is for %s', (line, kind, fields, normalised = line) => {
    const spec = parse(line);
    expect(spec.access.read.kind).toBe(kind);
    expect(spec.fields.map(({ name }) => name)).toEqual(fields);
    expect(spec.owner).toBe(kind === 'owner' ? fields[1] : undefined);
    expect(spec.line).toBe(normalised);
    expect(parse(spec.line)).toEqual(spec);
  });

  it.each(['public', 'authenticated'])('refuses %s', (access) => {
    const [problem, ...others] = problems(`entry body:text --access ${access} --under note`, project);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      where: access,
      message: expect.stringContaining("rows of note are their owners' alone, and so must be what lies under them\n"),
      hint: 'use --access owner, or a role: role=admin',
    });
  });

  it('says where the owner comes from', () => {
    expect(faults('entry owner:string --under note', project)).toEqual([
      '--access owner, taken over from note, adds a field of the name owner itself',
    ]);
  });

  it('goes on downwards, whatever the order', () => {
    const lines = ['word a:string --under line', 'line a:string --under page', 'page a:string --under note'];
    const specs = parseResources([...lines, 'seal a:string --access role=admin --under page'], project);
    const kinds = specs.map(({ names: { key }, access }) => [key, access.read.kind] as const);
    expect(Object.fromEntries(kinds)).toEqual({
      page: 'owner',
      line: 'owner',
      word: 'owner',
      seal: 'role',
    });
    const again = parseResources(lines.toReversed(), project);
    expect(again).toEqual(specs.filter(({ names: { key } }) => ['page', 'line', 'word'].includes(key)));
  });

  it('is told of a parent that is made in the same call', () => {
    const lines = ['entry a:string --access public --under book', 'book a:string --access owner'];
    expect(refusal(() => parseResources(lines, guarded)).problems.map(({ where }) => where)).toEqual(['entry: public']);
  });
});

function faultsTogether(...lines: string[]): (string | undefined)[] {
  try {
    parseResources(lines, open);
  } catch (error) {
    return (error as { problems: { message: string }[] }).problems.map(({ message }) => message.split('\n')[0]);
  }
  return [];
}
