import { describe, expect, it } from 'vitest';
import { parseResourceLine, type ResourceProject } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { faults, guarded, pointed, problems } from './resource-support.js';

const post = parseResourceLine('post title:string author:ref=user', guarded);
const project: ResourceProject = { ...guarded, resources: [...guarded.resources, post] };

const parse = (line: string): ResourceSpec => parseResourceLine(line, project);
const names = (line: string): string[] => parse(line).fields.map(({ name }) => name);

describe('--access owner', () => {
  it.each([
    ['note text:text', ['text', 'ownerId'], 'ownerId'],
    ['note author:ref=user text:text', ['authorId', 'text'], 'authorId'],
    ['note reader:ref=user text:text', ['readerId', 'text', 'ownerId'], 'ownerId'],
    ['note creatorId:ref=user text:text', ['creatorId', 'text'], 'creatorId'],
    ['note reader:ref=user author:ref=user text:text', ['readerId', 'authorId', 'text'], 'authorId'],
    ['note createdBy:ref=user creator:ref=user text:text', ['createdById', 'creatorId', 'text'], 'creatorId'],
    ['note creator:ref=user user:ref=user text:text', ['creatorId', 'userId', 'text'], 'userId'],
    ['note user:ref=user author:ref=user text:text', ['userId', 'authorId', 'text'], 'authorId'],
    ['note author:ref=user ownerId:ref=User text:text', ['authorId', 'ownerId', 'text'], 'ownerId'],
    ['note a:ref=user b:ref=user text:text', ['aId', 'bId', 'text', 'ownerId'], 'ownerId'],
    ['note post:ref=post text:text', ['postId', 'text', 'ownerId'], 'ownerId'],
    ['note text:text readers:refs=user', ['text', 'ownerId'], 'ownerId'],
  ])('%s', (line, fields, owner) => {
    const spec = parse(`${line} --access owner`);
    expect(spec.fields.map(({ name }) => name)).toEqual(fields);
    expect(spec.owner).toBe(owner);
    expect(spec.access).toEqual({ read: { kind: 'owner' }, write: { kind: 'owner' } });
    const field = spec.fields.find(({ name }) => name === owner);
    expect(field).toMatchObject({ readonly: true, optional: false, unique: false, hidden: false, type: 'ref' });
  });

  it('has owned rows deleted with their owner', () => {
    expect(parse('note text:text --access owner').fields.at(-1)?.ref?.onDelete).toBe('cascade');
    expect(parse('note author:ref=user text:text --access owner').fields[0]?.ref?.onDelete).toBe('restrict');
  });

  it('leaves refs of other names as they are written', () => {
    const spec = parse('job title:string assignee:ref=user:optional reviewer:ref=user:optional:unique --access owner');
    expect(spec.fields.map(({ name, readonly }) => [name, readonly])).toEqual([
      ['title', false],
      ['assigneeId', false],
      ['reviewerId', false],
      ['ownerId', true],
    ]);
  });

  it('is the only rule with an owner', () => {
    expect(parse('note author:ref=user text:text').owner).toBeUndefined();
    expect(parse('note author:ref=user text:text').fields[0]?.readonly).toBe(false);
  });

  it.each([
    [
      'author:ref=user:optional',
      'with --access owner this field would be the owner, and every row has one',
      'optional',
    ],
    ['user:ref=user:unique', 'with --access owner this field would be the owner, who may own several rows', 'unique'],
    [
      'createdBy:ref=user:set-null',
      'with --access owner this field would be the owner, and every row has one',
      'set-null',
    ],
    ['owner:string', '--access owner adds a field of the name owner itself', 'owner:string'],
    ['ownerId:uuid', '--access owner adds a field of the name ownerId itself', 'ownerId:uuid'],
    ['a:ref=user b:ref=user:readonly', 'no request could give this field its value', 'readonly'],
  ])('refuses %s', (word, message, place) => {
    const line = `note text:text ${word} --access owner`;
    expect(faults(line, project)).toEqual([message]);
    expect(pointed(line, project)).toEqual([place]);
  });

  it('needs something else to write', () => {
    expect(problems('note author:ref=user --access owner', project)).toMatchObject([
      {
        message: expect.stringContaining(
          'authorId is the owner, whom no request names, and there is no other field that one could write\n',
        ),
        hint: 'add a field, or --only list,get',
      },
    ]);
  });
});

it('anybody who signed in may be let in where no user owns rows', () => {
  const { access } = parseResourceLine('note text:text --access authenticated', { resources: [], hasAuth: true });
  expect(access).toEqual({ read: { kind: 'authenticated' }, write: { kind: 'authenticated' } });
});

describe('--soft-delete', () => {
  it('adds a last field that nobody sees or writes', () => {
    const spec = parse('note text:text --soft-delete --access owner --under post');
    expect(spec.fields.map(({ name }) => name)).toEqual(['text', 'ownerId', 'postId', 'deletedAt']);
    expect(spec.softDelete).toBe(true);
    expect(spec.fields.at(-1)).toEqual({
      name: 'deletedAt',
      column: 'deleted_at',
      human: 'deleted at',
      type: 'datetime',
      optional: true,
      unique: false,
      index: false,
      hidden: true,
      readonly: true,
    });
  });

  it.each([
    [
      'note deletedAt:datetime text:text --soft-delete',
      ['--soft-delete adds a field of the name deletedAt itself'],
      ['deletedAt:datetime'],
    ],
    [
      'note deleted_at:date text:text --soft-delete',
      ['--soft-delete adds a field of the name deletedAt itself'],
      ['deleted_at:date'],
    ],
    [
      'note text:text --soft-delete --only list,get',
      ['--soft-delete is for delete, and --only leaves it out'],
      ['--soft-delete'],
    ],
  ])('refuses %s', (line, messages, places) => {
    expect(faults(line, project)).toEqual(messages);
    expect(pointed(line, project)).toEqual(places);
  });

  it('leaves the name free where it is not asked for', () => {
    expect(names('note deletedAt:datetime text:text')).toEqual(['deletedAt', 'text']);
    expect(parse('note deletedAt:datetime text:text').softDelete).toBe(false);
  });
});
