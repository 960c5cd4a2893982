import { describe, expect, it } from 'vitest';
import { formatFile, needsFormat } from '../../src/format/format.js';
import { repositoryOf, repositoryText, specOf, specsOf } from './prisma-support.js';

describe('a repository', () => {
  it.each(['class', 'default', 'rest', 'database', 'row', 'changes', 'check', 'checked', 'id-number'])(
    'can have a field called %s',
    (name) => {
      const code = repositoryOf(`item ${name}:bigint`);
      expect(code).toMatch(/BigInt\((?:\w+Value|idNumber)\)/);
    },
  );

  it.each(['count', 'others', 'transaction', 'id-number'])('with relations can have a field called %s', (name) => {
    const code = repositoryOf('tag name:string', `item ${name}:bigint tags:refs=tag`);
    expect(code).toMatch(/BigInt\((?:\w+Value|idNumber)\)/);
  });

  it.each([
    'post title:string',
    'a-resource-with-a-name-of-forty-letters name:string',
    'item price:decimal=10,2 views:bigint:default=0 day:date:optional meta:json kind:enum=a,b',
    'item somewhat-longer-name-of-a-day:date:optional another-rather-long-name-of-a-number:bigint:optional',
    'item views:bigint',
    'item kind:enum=a,b --only list',
    'item day:date --only create',
    'item day:date:hidden --only list,get',
    'item meta:json --only delete',
    'item name:string:unique --soft-delete',
    'a-resource-with-a-name-of-forty-letters name:string --soft-delete',
    'item name:string tags:refs=tag',
    'item name:string tags:refs=tag watchers:refs=item --soft-delete',
    'item day:date:optional views:bigint meta:json:optional tags:refs=tag',
    'item day:date name:string tags:refs=tag --only list,get,delete',
    'item name:string tags:refs=tag --only create',
    'item views:bigint class:refs=tag --only update',
    'a name:string bs:refs=tag',
  ])('of %s is as Prettier prints it', async (line) => {
    const resources = specsOf('tag name:string --soft-delete', line);
    const spec = specOf('tag name:string', line);
    const { findBy, ...methods } = spec.repository;
    const unique = [...findBy, ...spec.fields.filter((field) => field.unique)];
    for (const repository of [spec.repository, { ...methods, findBy: unique, updateIf: true }]) {
      const code = repositoryText({ ...spec, repository }, resources);
      if (!needsFormat({ path: 'item.ts', content: code, rendered: true })) expect(await formatFile(code)).toBe(code);
    }
  });
});
