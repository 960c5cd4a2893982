import { describe, expect, it } from 'vitest';
import { nameForms, nameProblem } from '../../src/resource/names.js';
import { parseResourceLine } from '../../src/resource/parse.js';
import { faults, field, guarded, open, problems } from './resource-support.js';

describe('a name that JavaScript, TypeScript or a library has', () => {
  it.each([
    'Array Boolean Buffer Date Error Event Function Headers Intl Iterator Map Math Number Object Partial Process',
    'Promise Proxy Record Request Response Set String Symbol URL WeakMap Worker',
    'Decimal Json Prisma PrismaClient PrismaPromise Express Redis Pool Transaction',
    'App Container Cache Database Env Filter ItemQuery ListBody ListQuery Logger Page Principal Sort Then',
  ])('is not the name of a class: %s', (words) => {
    for (const word of words.split(' ')) expect(nameForms(word).class).not.toBe(word);
  });

  it.each([
    'await case class default delete enum export function import in instanceof interface let new null package',
    'private return static super switch this throw true try type typeof var void while with yield async of',
    'describe expect it test vi z fetch process require console Buffer',
    'row item query body where eq and or sql table text date column index check overrides found',
  ])('is not the name of a variable: %s', (words) => {
    for (const word of words.split(' ')) {
      const { variable, variablePlural } = nameForms(word);
      expect([variable, variablePlural]).not.toContain(word.toLowerCase());
    }
  });

  it.each(['person', 'news', 'status', 'category', 'order', 'user', 'group', 'select', 'api-key', 'tag', 'series'])(
    'does without a suffix where it can: %s',
    (key) => {
      expect(nameForms(key).class).not.toMatch(/Entity$/);
    },
  );

  it.each([
    ['APIKey', 'ApiKey', 'api_keys'],
    ['URLs', 'Url', 'urls'],
    ['OAuthClient', 'OauthClient', 'oauth_clients'],
    ['IPAddress', 'IpAddress', 'ip_addresses'],
    ['IPAddresses', 'IpAddress', 'ip_addresses'],
    ['HTTPSCert', 'HttpsCert', 'https_certs'],
    ['UserID', 'UserId', 'user_ids'],
    ['userIDs', 'UserId', 'user_ids'],
    ['PDF', 'Pdf', 'pdfs'],
    ['iOSDevice', 'IosDevice', 'ios_devices'],
    ['B2BDeal', 'B2bDeal', 'b2b_deals'],
  ])('spells the abbreviation %s as %s, %s', (raw, type, table) => {
    expect(nameForms(raw)).toMatchObject({ class: type, table });
  });

  it.each([
    ['pg-table', 'this would work: postgres-table'],
    ['PGIndexes', 'this would work: postgres-index'],
    ['docs', 'this would work: document'],
    ['auth', 'this would work: authorization'],
    ['metrics', 'this would work: measurement'],
    ['openapi', 'this would work: api-description'],
  ])('is refused where it cannot work: %s', (raw, hint) => {
    expect(nameProblem(raw)?.hint).toBe(hint);
    expect(nameProblem(hint.split(': ')[1] ?? '')).toBeUndefined();
  });
});

describe('a name beside other resources', () => {
  const post = parseResourceLine('post title:string', guarded);
  const project = { ...guarded, resources: [...guarded.resources, post] };

  it.each([
    ['post-repository', 'this would work: post-repository-item'],
    ['PostService', 'this would work: post-service-item'],
    ['post_controllers', 'this would work: post-controller-item'],
    ['post-view', 'this would work: post-view-item'],
    ['new-post', 'this would work: new-post-item'],
    ['new-user', 'this would work: new-user-item'],
  ])('is no type that another has: %s', (name, hint) => {
    const [problem] = problems(`${name} a:string`, project);
    expect(problem?.message.split('\n')[0]).toMatch(/^its code would clash with that of the resource (?:post|user)$/);
    expect(problem?.hint).toBe(hint);
    expect(parseResourceLine(`${hint.split(': ')[1]} a:string`, project).fields).toHaveLength(1);
  });

  it('is no type that another has, whichever comes first', () => {
    const repository = parseResourceLine('post-repository a:string', open);
    expect(faults('post a:string', { ...open, resources: [repository] })).toEqual([
      'its code would clash with that of the resource post-repository',
    ]);
  });

  it('has a relation keep off the types of its own resource', () => {
    const resources = [...project.resources, parseResourceLine('thing a:string', guarded)];
    const [relation] = parseResourceLine('video a:string view:refs=thing', { ...guarded, resources }).relations;
    expect(relation?.join).toMatchObject({ table: 'video_view_links', class: 'VideoViewLinks' });
  });
});

describe('a name of a field', () => {
  it.each([
    ['constructor', 'every JavaScript object has a property of that name'],
    ['prototype', 'every JavaScript object has a property of that name'],
    ['toString', 'every JavaScript object has a property of that name'],
    ['valueOf', 'every JavaScript object has a property of that name'],
    ['has_own_property', 'every JavaScript object has a property of that name'],
    ['__proto__', 'every JavaScript object has a property of that name'],
    ['then', 'JavaScript takes an object with then for a promise'],
    ['and', 'in a query, and joins conditions'],
    ['not', 'in a query, not joins conditions'],
    ['id', 'every resource has id already'],
    ['ID', 'every resource has id already'],
    ['createdAt', 'every resource has createdAt already'],
    ['xmin', 'every table of PostgreSQL has a column of that name'],
    ['ctid', 'every table of PostgreSQL has a column of that name'],
    ['include', 'include is a query parameter of every list, so nobody could filter by it'],
    ['fields', 'fields is a query parameter of every list, so nobody could filter by it'],
    ['cursor', 'cursor is a query parameter of every list, so nobody could filter by it'],
  ])('cannot be %s', (name, message) => {
    expect(faults(`thing ${name}:string`)).toEqual([message]);
  });

  it.each(['deletedAt', 'default', 'class', 'type', 'name', 'meta', 'data', 'error', 'catch', 'length', 'toJSON'])(
    'can be %s',
    (name) => {
      expect(field(`${name}:string:optional`).optional).toBe(true);
    },
  );

  it.each([
    ['createdAt:ref=user', 'every resource has createdAt already'],
    ['then:ref=user', 'JavaScript takes an object with then for a promise'],
    ['author:ref=user author:json', 'the name author is taken by the field author:ref=user'],
    ['author:ref=user authorIds:refs=user', undefined],
    ['author:ref=user authors:refs=user', undefined],
    ['author:refs=user authorId:ref=user', 'the name author is taken by the field author:refs=user'],
  ])('is told apart from relations: %s', (words, message) => {
    if (message === undefined) expect(parseResourceLine(`thing a:string ${words}`, guarded).relations).toHaveLength(1);
    else expect(faults(`thing a:string ${words}`)).toEqual([message]);
  });
});
