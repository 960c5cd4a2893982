import { describe, expect, it } from 'vitest';
import { describeDifference, parseResourceLine, type ResourceProject } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import { guarded } from './resource-support.js';

const post = parseResourceLine('post title:string author:ref=user', guarded);
const project: ResourceProject = { ...guarded, resources: [...guarded.resources, post] };

const parse = (line: string): ResourceSpec => parseResourceLine(line, project);

describe('the normalised line', () => {
  it.each([
    ['note text:text owner:ref=user:cascade --access owner', 'note text:text --access owner'],
    ['note text:text --access=owner', 'note text:text --access owner'],
    ['note owner:ref=user:cascade text:text --access owner', 'note owner:ref=user:cascade text:text --access owner'],
    ['note text:text author:ref=user:readonly --access owner', 'note text:text author:ref=user --access owner'],
    ['note a:ref=user b:ref=user owner:ref=user:cascade --access owner', 'note a:ref=user b:ref=user --access owner'],
    [
      'note author:ref=user text:text owner:ref=user:cascade --access owner',
      'note author:ref=user text:text owner:ref=user:cascade --access owner',
    ],
    ['note a:ref=user text:text owner:ref=user:cascade --access owner', 'note a:ref=user text:text --access owner'],
    ['like post:ref=post:cascade --under posts', 'like post:ref=post:cascade --under post'],
    [
      'like post:ref=post:cascade --under posts --access owner',
      'like post:ref=post:cascade --access owner --under post',
    ],
    ['comment body:text post:ref=post:cascade --under=Post', 'comment body:text --under post'],
    ['comment post:ref=post:cascade body:text --under post', 'comment post:ref=post:cascade body:text --under post'],
    ['comment body:text post:ref=post --under post', 'comment body:text post:ref=post --under post'],
    [
      'comment body:text root:ref=post:optional post:ref=post:cascade --under post',
      'comment body:text root:ref=post:optional post:ref=post:cascade --under post',
    ],
    [
      'task a:string --soft-delete --under post --only delete,list --access owner',
      'task a:string --access owner --only list,delete --under post --soft-delete',
    ],
    [
      'task a:string owner:ref=user:cascade post:ref=post:cascade --access owner --under post',
      'task a:string --access owner --under post',
    ],
    [
      'task a:string post:ref=post:cascade owner:ref=user:cascade --access owner --under post',
      'task a:string post:ref=post:cascade --access owner --under post',
    ],
  ])('of %s is %s', (line, normalised) => {
    const spec = parse(line);
    expect(spec.line).toBe(normalised);
    expect(parse(normalised)).toEqual(spec);
    expect(describeDifference(spec, parse(normalised))).toEqual([]);
  });
});

describe('describeDifference', () => {
  it.each([
    [
      'note text:text',
      'note text:text --access owner',
      [
        'there is no field owner:ref=user:cascade',
        'reading is public, not owner',
        'writing is authenticated, not owner',
      ],
    ],
    ['note a:text', 'note a:text --soft-delete', ['deleting is for good, not soft']],
    ['note a:text --soft-delete', 'note a:text', ['deleting is soft, not for good']],
    [
      'note a:text',
      'note a:text --under post',
      ['there is no field post:ref=post:cascade', 'it lies under nothing, not post'],
    ],
    ['note a:text post:ref=post:cascade', 'note a:text --under post', ['it lies under nothing, not post']],
    [
      'note a:text users:refs=user',
      'note a:text users:refs=user:max=5',
      ['the field userIds is users:refs=user, not users:refs=user:max=5'],
    ],
    ['note a:text users:refs=user', 'note a:text', ['there is a field users:refs=user']],
    [
      'note a:text b:refs=user c:refs=user',
      'note a:text c:refs=user b:refs=user',
      ['the order of the fields is a, bIds, cIds, not a, cIds, bIds'],
    ],
  ])('%s / %s', (present, wanted, differences) => {
    expect(describeDifference(parse(present), parse(wanted))).toEqual(differences);
  });
});

describe('describeDifference of plain resources', () => {
  const base = 'post title:string body:text';
  it.each([
    [base, base, []],
    [base, 'Posts Title:string body:text', []],
    [base, 'post title:string:max=9 body:text', ['the field title is title:string, not title:string:max=9']],
    [base, 'post title:string', ['there is a field body:text']],
    [base, `${base} at:date`, ['there is no field at:date']],
    [base, 'post body:text title:string', ['the order of the fields is title, body, not body, title']],
    [base, `${base} --access public`, ['writing is authenticated, not public']],
    [
      base,
      `${base} --access role=admin`,
      ['reading is public, not role=admin', 'writing is authenticated, not role=admin'],
    ],
    [base, `${base} --only list`, ['the operations are list, get, create, replace, update, delete, not list']],
  ])('%s / %s', (present, wanted, expected) => {
    expect(describeDifference(parse(present), parse(wanted))).toEqual(expected);
  });
});
