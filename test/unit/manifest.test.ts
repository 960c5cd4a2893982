import { describe, expect, it } from 'vitest';
import { hashContent, isUnchanged, readManifest, readResources } from '../../src/manifest/manifest.js';
import { VirtualTree } from '../../src/workspace/tree.js';

const whole = {
  manifestVersion: 1,
  generator: { name: 'create-backend-app', version: '0.1.0' },
  project: { name: 'my-api' },
  choices: { orm: 'drizzle', deploy: ['docker'] },
  files: {},
};

const names = { key: 'post', table: 'posts' };
const resource = { names, fields: [], operations: [], access: {}, repository: {}, line: 'post title:string' };

function project(files: Record<string, unknown>): VirtualTree {
  const tree = new VirtualTree();
  for (const [path, content] of Object.entries(files)) {
    tree.create(`.backend-app/${path}`, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return tree;
}

describe('a manifest', () => {
  it('is read', () => expect(readManifest(project({ 'manifest.json': whole }))).toEqual(whole));

  it('that is missing means there is no project', () => {
    expect(() => readManifest(project({}))).toThrow(expect.objectContaining({ code: 'NOT_A_PROJECT' }));
  });

  it.each([
    [{ ...whole, manifestVersion: 2, generator: { name: 'x', version: '9.0.0' } }, /newer version \(9\.0\.0\)/],
    [{ manifestVersion: 99 }, /newer version \(unknown\)/],
    [{ ...whole, manifestVersion: 0 }, /older version \(0\.1\.0\)/],
  ])('of another version is refused', (content, message) => {
    expect(() => readManifest(project({ 'manifest.json': content }))).toThrow(
      expect.objectContaining({ code: 'MANIFEST_VERSION', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['', 'Unexpected end'],
    ['[]', 'not an object'],
    ['<<<<<<< HEAD\n{}\n=======\n', 'conflict markers'],
    ['{\n"a"', 'cannot be used'],
    [{ ...whole, choices: { orm: 3 } }, 'missing'],
    [{ ...whole, choices: { deploy: [null] } }, 'missing'],
    [{ ...whole, files: undefined }, 'missing'],
    [{ ...whole, generator: undefined }, 'missing'],
    [{ ...whole, project: 'x' }, 'missing'],
  ])('that is damaged is refused on one line: %j', (content, message) => {
    expect(() => readManifest(project({ 'manifest.json': content }))).toThrow(
      expect.objectContaining({ code: 'MANIFEST_DAMAGED', message: expect.stringContaining(message) }),
    );
    expect(() => readManifest(project({ 'manifest.json': content }))).toThrow(/^[^\n]*$/);
  });
});

describe('a file', () => {
  const record = { hash: hashContent('a\nb\n'), fragment: 'api/rest' };

  it.each([
    ['a\nb\n', true],
    ['a\r\nb\r\n', true],
    ['a\nb', false],
    ['', false],
  ])('%j is as it was written: %s', (content, unchanged) => expect(isUnchanged(content, record)).toBe(unchanged));
});

describe('resource records', () => {
  it('are read in the order in which they were made, those of older versions first', () => {
    const records = Object.entries({ a: 2, b: 1, c: undefined, d: undefined }).map(([key, made]) => [
      `resources/${key}.json`,
      { made, resource: { ...resource, line: key }, files: {} },
    ]);
    const lines = readResources(project(Object.fromEntries(records))).map((record) => record.resource.line);
    expect(lines).toEqual(['c', 'd', 'b', 'a']);
  });

  it('of an older version have no relations, and delete rows', () => {
    const [record] = readResources(project({ 'resources/post.json': { resource, files: {} } }));
    expect(record).toEqual({ made: 0, resource: { ...resource, relations: [], softDelete: false }, files: {} });
  });

  it.each([
    {},
    { resource },
    { resource: { ...resource, fields: 'x' }, files: {} },
    { resource: { names: {} }, files: {} },
    { resource, files: {}, made: 'x' },
    { resource, files: {}, wiring: {} },
    { resource, files: {}, wiring: [{}] },
    '5',
  ])('that are damaged are refused: %j', (content) => {
    expect(() => readResources(project({ 'resources/post.json': content }))).toThrow(
      expect.objectContaining({ code: 'MANIFEST_DAMAGED', message: expect.stringMatching(/resources\/post\.json/) }),
    );
  });
});
