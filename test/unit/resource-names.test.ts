import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameForms, nameProblem, resourceKey } from '../../src/resource/names.js';
import { reservedClasses, reservedVariables } from '../../src/resource/reserved.js';
import type { NameForms } from '../../src/resource/spec.js';
import { refusal } from './resource-support.js';

/** Names of all shapes: words, digits, abbreviations, endings that plurals have. */
const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}(?:[-_][A-Za-z0-9]{1,6}){0,3}$/),
  fc.stringMatching(/^[a-z]{1,6}(?:s|es|ies|ves|a|i|us|is|ses|ice|ae|x|men|um|on|sis|ss|eaux|people)$/),
  fc.stringMatching(/^(?:[A-Z]{1,3}[a-z0-9]{0,4}){1,4}s?$/),
);

/** Spellings of a name that must mean the same resource. */
function spellings(forms: NameForms): string[] {
  const code = [forms.class, forms.variable].filter((form) => !/[Ee]ntity$/.test(form));
  return [forms.key, forms.file, forms.route, forms.table, ...code];
}

describe('nameForms', () => {
  it.each([
    ['post', 'post', 'posts'],
    ['posts', 'post', 'posts'],
    ['Post', 'post', 'posts'],
    ['POSTS', 'post', 'posts'],
    ['BlogPost', 'blog-post', 'blog-posts'],
    ['blog-posts', 'blog-post', 'blog-posts'],
    ['blog_post', 'blog-post', 'blog-posts'],
    ['blogPosts', 'blog-post', 'blog-posts'],
    ['BLOG_POSTS', 'blog-post', 'blog-posts'],
    ['APIKey', 'api-key', 'api-keys'],
    ['APIKeys', 'api-key', 'api-keys'],
    ['URLs', 'url', 'urls'],
    ['OAuthToken', 'oauth-token', 'oauth-tokens'],
    ['oauth-token', 'oauth-token', 'oauth-tokens'],
    ['HTTPLog2', 'http-log2', 'http-log2s'],
    ['http-log-2', 'http-log2', 'http-log2s'],
    ['TVShow', 'tv-show', 'tv-shows'],
    ['t-v-show', 'tv-show', 'tv-shows'],
    ['x-ray', 'x-ray', 'x-rays'],
    ['people', 'person', 'people'],
    ['SalesPeople', 'sales-person', 'sales-people'],
    ['children', 'child', 'children'],
    ['categories', 'category', 'categories'],
    ['analyses', 'analysis', 'analyses'],
    ['statuses', 'status', 'statuses'],
    ['addresses', 'address', 'addresses'],
    ['buses', 'bus', 'buses'],
    ['quizzes', 'quiz', 'quizzes'],
    ['knives', 'knife', 'knives'],
    ['criteria', 'criterion', 'criteria'],
    ['indices', 'index', 'indices'],
    ['movies', 'movie', 'movies'],
    ['cookies', 'cookie', 'cookies'],
    ['axes', 'axis', 'axes'],
    ['lenses', 'lens', 'lenses'],
    ['canvases', 'canvas', 'canvases'],
    ['mediums', 'medium', 'mediums'],
    ['skus', 'sku', 'skus'],
    ['viruses', 'virus', 'viruses'],
    ['schemas', 'schema', 'schemas'],
    ['statistics', 'statistic', 'statistics'],
    ['headaches', 'headache', 'headaches'],
    ['oasis', 'oasis', 'oases'],
    ['specimens', 'specimen', 'specimens'],
    ['uris', 'uri', 'uris'],
    ['fezzes', 'fez', 'fezzes'],
    ['evidence', 'evidence', 'evidence'],
    ['news', 'news', 'news'],
    ['series', 'series', 'series'],
    ['data', 'data', 'data'],
    ['datum', 'data', 'data'],
    ['media', 'media', 'media'],
    ['sms', 'sms', 'sms'],
    ['leave', 'leave', 'leave'],
    ['leaves', 'leaf', 'leaves'],
    ['class', 'class', 'classes'],
    ['order', 'order', 'orders'],
  ])('reads %s as %s, many %s', (raw, key, route) => {
    const forms = nameForms(raw);
    expect(forms).toMatchObject({ key, file: key, route, table: route.replaceAll('-', '_') });
    expect(forms.human).toBe(key.replaceAll('-', ' '));
    expect(forms.humanPlural).toBe(route.replaceAll('-', ' '));
  });

  it.each([
    ['blog-post', 'BlogPost', 'BlogPosts', 'blogPost', 'blogPosts'],
    ['news', 'News', 'NewsList', 'news', 'newsList'],
    ['order', 'Order', 'Orders', 'order', 'orders'],
    ['user', 'User', 'Users', 'user', 'users'],
    ['group', 'Group', 'Groups', 'group', 'groups'],
    ['table', 'Table', 'Tables', 'tableEntity', 'tableEntities'],
    ['class', 'Class', 'Classes', 'classEntity', 'classEntities'],
    ['default', 'Default', 'Defaults', 'defaultEntity', 'defaultEntities'],
    ['test', 'Test', 'Tests', 'testEntity', 'testEntities'],
    ['item', 'Item', 'Items', 'itemEntity', 'itemEntities'],
    ['module', 'Module', 'Modules', 'moduleEntity', 'moduleEntities'],
    ['event', 'EventEntity', 'EventEntities', 'eventEntity', 'eventEntities'],
    ['error', 'ErrorEntity', 'ErrorEntities', 'errorEntity', 'errorEntities'],
    ['object', 'ObjectEntity', 'ObjectEntities', 'objectEntity', 'objectEntities'],
    ['map', 'MapEntity', 'MapEntities', 'mapEntity', 'mapEntities'],
    ['date', 'DateEntity', 'DateEntities', 'dateEntity', 'dateEntities'],
    ['page', 'PageEntity', 'PageEntities', 'pageEntity', 'pageEntities'],
  ])('spells %s in code as %s, %s, %s, %s', (raw, type, types, variable, variables) => {
    expect(nameForms(raw)).toMatchObject({
      class: type,
      classPlural: types,
      variable,
      variablePlural: variables,
    });
  });

  it('gives every spelling of a name the same forms', () => {
    fc.assert(
      fc.property(name, (raw) => {
        fc.pre(nameProblem(raw) === undefined);
        const forms = nameForms(raw);
        for (const spelling of spellings(forms)) expect(nameForms(spelling)).toEqual(forms);
      }),
      { numRuns: 5000 },
    );
  });

  it('never makes a name that is reserved, ambiguous or no identifier', () => {
    fc.assert(
      fc.property(fc.oneof(name, fc.constantFrom(...reservedVariables), fc.constantFrom(...reservedClasses)), (raw) => {
        fc.pre(nameProblem(raw) === undefined);
        const forms = nameForms(raw);
        expect(reservedClasses.has(forms.class)).toBe(false);
        expect(reservedVariables.has(forms.variable)).toBe(false);
        expect(reservedVariables.has(forms.variablePlural)).toBe(false);
        expect(forms.variablePlural).not.toBe(forms.variable);
        expect(forms.classPlural).not.toBe(forms.class);
        expect(forms.class).toMatch(/^[A-Z][A-Za-z0-9]*$/);
        expect(forms.variable).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(forms.table).toMatch(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a name that no resource can have', () => {
  it.each([
    ['', 'the name is empty'],
    ['__proto__', 'every JavaScript object has a property of that name'],
    ['constructor', 'every JavaScript object has a property of that name'],
    ['Constructors', 'every JavaScript object has a property of that name'],
    ['prototype', 'every JavaScript object has a property of that name'],
    ['to-string', 'every JavaScript object has a property of that name'],
    ['hasOwnProperty', 'every JavaScript object has a property of that name'],
    ['2fa', 'a name starts with a letter'],
    ['x'.repeat(41), 'a name has at most 40 characters'],
    ['x'.repeat(100_000), 'a name has at most 40 characters'],
    ['A'.repeat(100_000), 'a name has at most 40 characters'],
    ['auth', 'the project itself uses this name'],
    ['health', 'the project itself uses this name'],
    ['docs', 'the project itself uses this name'],
    ['OpenAPI', 'the project itself uses this name'],
    ['metrics', 'the project itself uses this name'],
    ['con', 'Windows keeps this name for a device'],
    ['NUL', 'Windows keeps this name for a device'],
    ['com1', 'Windows keeps this name for a device'],
    ['lpt-9', 'Windows keeps this name for a device'],
  ])('is %j', (raw, message) => {
    expect(refusal(() => nameForms(raw))).toMatchObject({ code: 'INVALID_RESOURCE', message });
    expect(resourceKey(raw)).toBeUndefined();
  });

  it.each([
    '../etc/passwd',
    'a/b',
    'a\\b',
    '.',
    '..',
    'a.b',
    'post\0',
    'po\nst',
    'post ',
    '-post',
    '_post',
    'post-',
    'blog--post',
    'größe',
    'пост',
    'po\u0301st',
    '\u202epost',
    '📝',
    '$post',
    'post;',
    '{{post}}',
  ])('is spelled %j', (raw) => {
    expect(nameProblem(raw)?.message).toBe('a name is made of the letters a-z, digits and single - or _ between them');
  });

  it.each(['größe', 'пост', 'poпst', 'søk', '📝'])('%s comes with none', (raw) => {
    expect(nameProblem(raw)).not.toHaveProperty('hint');
  });

  it.each([
    ['my.post', 'this would work: my-post'],
    ['../posts', 'this would work: posts'],
    ['Ünï', 'this would work: uni'],
    ['Café au lait', 'this would work: cafe-au-lait'],
    ['health', 'this would work: health-check'],
    ['con', 'this would work: con-item'],
  ])('%s comes with a name that works', (raw, hint) => {
    expect(nameProblem(raw)?.hint).toBe(hint);
    expect(nameProblem(hint.split(': ')[1] ?? '')).toBeUndefined();
  });
});
