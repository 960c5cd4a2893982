import { describe, expect, it } from 'vitest';
import { parseResourceLine, parseResources, readResources } from '../../src/resource/parse.js';
import type { ResourceProject } from '../../src/resource/parse.js';
import { guarded, open, refusal } from './resource-support.js';

const post = parseResourceLine('post title:string tags:refs=tag', { ...guarded, pending: ['tag'] });
const tag = parseResourceLine('tag name:string', guarded);
const project: ResourceProject = { ...guarded, resources: [...guarded.resources, tag, post] };

describe('readResources', () => {
  it('tells new resources from those that are there with the same meaning', () => {
    const { specs, present } = readResources(
      ['comment body:text --under post', 'Posts tags:refs=tags Title:string', 'tag name:string'],
      project,
    );
    expect(specs.map(({ line }) => line)).toEqual(['comment body:text --under post']);
    expect(present).toEqual([post, tag]);
  });

  it('refuses those that are there with another meaning', () => {
    const error = refusal(() => readResources(['post title:text', 'user a:string', 'tag name:string'], project));
    expect(error.problems).toEqual([
      {
        code: 'RESOURCE_EXISTS',
        where: 'post',
        message: 'the project has a resource post already, and the field title is title:string, not title:text',
      },
      {
        code: 'RESOURCE_EXISTS',
        where: 'post',
        message: 'the project has a resource post already, and there is a field tags:refs=tag',
      },
      {
        code: 'RESOURCE_EXISTS',
        where: 'user',
        message: 'the project has a resource user already',
        hint: 'this would work: user-profile',
      },
    ]);
  });
});

describe('parseResources', () => {
  it('refuses what is there, whatever it means', () => {
    expect(refusal(() => parseResources(['tag name:string'], project)).problems).toEqual([
      { where: 'tag', message: 'the project has a resource tag already', hint: 'this would work: tag-profile' },
    ]);
  });

  it.each([
    [['post a:strng'], 'The resource "post" has a fault.'],
    [['tag a:string', 'post a:strng b:txt'], 'The resource "post" has 2 faults.'],
    [['tag a:strng', 'post a:strng b:txt'], 'The resources have 3 faults.'],
    [['tag a:string --foo'], 'The resource "tag" has a fault.'],
  ])('%j: %s', (lines, message) => {
    expect(refusal(() => parseResources(lines, open)).message).toBe(message);
  });

  it('says which of several lines is wrong', () => {
    const { problems } = refusal(() => parseResources(['tag a:strng', 'po$t a:string', 'x y:text --foo'], open));
    expect(problems.map(({ where }) => where)).toEqual(['tag: a:strng', 'po$t', 'x: --foo']);
    expect(refusal(() => parseResources(['tag a:strng'], open)).problems[0]?.where).toBe('a:strng');
  });

  it('says where words come from', () => {
    const input = { words: ['post', 'a:strng'], options: { only: 'gt' }, where: 'r.yaml:3:1', places: ['p0', 'p1'] };
    expect(refusal(() => parseResources([input], open)).problems.map(({ where }) => where)).toEqual([
      'p1: a:strng',
      'r.yaml:3:1: gt',
    ]);
  });

  it('says where what is too long comes from', () => {
    const input = { words: ['post', 'x'.repeat(50_000)], options: {}, where: 'r.yaml:3:1' };
    expect(refusal(() => parseResources([input], open)).problems[0]?.where).toBe('r.yaml:3:1: post');
  });

  it('makes no more of each of many than of few', () => {
    const lines = (count: number): string[] =>
      Array.from(
        { length: count },
        (_, index) =>
          `thing${index}x title:string price:decimal=10,2 other:ref=thing${(index * 7) % count}x:optional tags:refs=tag`,
      );
    const time = (count: number): number => {
      const start = performance.now();
      expect(parseResources(['tag name:string', ...lines(count)], open)).toHaveLength(count + 1);
      return performance.now() - start;
    };
    time(100);
    const few = Math.min(...[1, 2, 3].map(() => time(50)));
    const many = Math.min(...[1, 2, 3].map(() => time(400)));
    expect(many / few).toBeLessThan(24);
  });
});
