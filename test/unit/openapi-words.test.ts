import { describe, expect, it } from 'vitest';
import { parseResourceLine } from '../../src/resource/parse.js';
import { exampleOf, wordsOfAccess } from '../../templates/api/rest/emit/openapi-words.js';
import { guarded, open } from './resource-support.js';

describe('whom the documentation says a resource is for', () => {
  it.each([
    ['post title:string', 'Anyone may read posts; whoever is signed in may write them.'],
    ['post title:string --only list,get', 'Anyone may read posts.'],
    ['post title:string --only delete', 'Whoever is signed in may write posts.'],
    ['post title:string --access owner', 'Whoever is signed in may read and write posts of their own.'],
    ['post title:string --access role=admin', 'Whoever has the role admin may read and write posts.'],
  ])('of %s', (line, words) => {
    expect(wordsOfAccess(parseResourceLine(line, guarded))).toBe(words);
  });

  it('is anyone where nobody can sign in', () => {
    expect(wordsOfAccess(parseResourceLine('post title:string', open))).toBe('Anyone may read and write posts.');
  });
});

describe('the example of a resource', () => {
  const names = (line: string) => exampleOf(parseResourceLine(line, open)).map((text) => text.trim().split(':')[0]);

  it('has all that requests take or answers show', () => {
    expect(names('post title:string secret:string:hidden key:string:hidden:readonly:optional posts:refs=post')).toEqual(
      ['id', 'title', 'secret', 'postIds', 'createdAt', 'updatedAt'],
    );
  });

  it('is empty where there is neither', () => {
    expect(names('post title:string --only delete')).toEqual([]);
  });

  it('has values as they are in JSON', () => {
    const [, moment] = exampleOf(parseResourceLine('post at:datetime', open));
    expect(moment).toBe("    at: '2026-01-31T12:00:00.000Z',");
  });
});
