import { describe, expect, it } from 'vitest';
import { parseResourceLine } from '../../src/resource/parse.js';
import { fieldTypes } from '../../src/resource/types.js';
import { faults, field, guarded, problems } from './resource-support.js';

describe('a field', () => {
  it('of each type is read', () => {
    const argument: Record<string, string> = { enum: '=draft,published', ref: '=user' };
    for (const type of fieldTypes.filter((name) => name !== 'refs'))
      expect(field(`some:${type}${argument[type] ?? ''}`).type).toBe(type);
  });

  it.each([
    ['publishedAt', 'publishedAt', 'published_at', 'published at'],
    ['published_at', 'publishedAt', 'published_at', 'published at'],
    ['published-at', 'publishedAt', 'published_at', 'published at'],
    ['PublishedAt', 'publishedAt', 'published_at', 'published at'],
    ['URLPath', 'urlPath', 'url_path', 'url path'],
    ['line_2', 'line2', 'line2', 'line2'],
    ['default', 'default', 'default', 'default'],
    ['class', 'class', 'class', 'class'],
    ['order', 'order', 'order', 'order'],
    ['pages', 'pages', 'pages', 'pages'],
  ])('written %s is %s', (written, name, column, human) => {
    expect(field(`${written}:string`)).toMatchObject({ name, column, human });
  });

  it('has nothing that was not said', () => {
    expect(field('title:string')).toEqual({
      name: 'title',
      column: 'title',
      human: 'title',
      type: 'string',
      optional: false,
      unique: false,
      index: false,
      hidden: false,
      readonly: false,
    });
  });

  it.each([
    ['a:string:optional', { optional: true }],
    ['a:string:unique', { unique: true, index: false }],
    ['a:string:index', { index: true }],
    ['a:string:unique:index', { unique: true, index: false }],
    ['a:text:unique:max=600', { unique: true, max: 600 }],
    ['a:string:hidden', { hidden: true }],
    ['a:string:readonly:optional', { readonly: true, optional: true }],
    ['a:string:readonly:default=x', { readonly: true, default: 'x' }],
    ['a:string:min=1:max=20', { min: 1, max: 20 }],
    ['a:string:default=née', { default: 'née' }],
    ['a:integer:default=-5:min=-10:max=007', { default: -5, min: -10, max: 7 }],
    ['a:bigint:default=9007199254740993', { default: '9007199254740993' }],
    ['a:bigint:min=-9223372036854775808', { min: '-9223372036854775808' }],
    ['a:bigint:min=9:max=10', { min: '9', max: '10' }],
    ['a:float:default=1e-3:min=-0.0', { default: 0.001, min: 0 }],
    ['a:decimal', { precision: 10, scale: 2 }],
    ['a:decimal=5', { precision: 5, scale: 0 }],
    ['a:decimal=38,38', { precision: 38, scale: 38 }],
    ['a:decimal=10,2:default=009.90', { default: '9.9' }],
    ['a:decimal=10,2:default=-0.00', { default: '0' }],
    ['a:decimal=10,2:min=9.5:max=10', { min: '9.5', max: '10' }],
    ['a:boolean:default=false', { default: false }],
    ['a:date:default=2024-02-29:min=2024-01-01', { default: '2024-02-29', min: '2024-01-01' }],
    ['a:datetime:default=2024-01-31', { default: '2024-01-31T00:00:00.000Z' }],
    ['a:datetime:default=2024-01-31T12:30:00+02:00:index', { default: '2024-01-31T10:30:00.000Z', index: true }],
    ['a:datetime:min=2024-01-31T12:30Z:max=2025-01-01', { min: '2024-01-31T12:30:00.000Z' }],
    [
      'a:url:default=https://example.com:8080/a?b=c:optional',
      { default: 'https://example.com:8080/a?b=c', optional: true },
    ],
    ['a:email:default=Info@Example.com', { default: 'info@example.com' }],
    ['a:uuid:default=0198C0DE-7A2B-7C3D-8E4F-000000000001', { default: '0198c0de-7a2b-7c3d-8e4f-000000000001' }],
    ['a:slug:default=hello-world', { default: 'hello-world' }],
    ['a:enum=draft,in-review:default=in-review', { values: ['draft', 'in-review'], default: 'in-review' }],
    ['a:boolean:default=true', { default: true }],
    ['a:integer:min=-2147483648:max=2147483647', { min: -2147483648, max: 2147483647 }],
    ['a:integer:min=5:max=5:default=5', { default: 5 }],
    ['a:bigint:min=5:max=5:default=5', { default: '5' }],
    ['a:float:default=-12.25E10', { default: -122500000000 }],
    ['a:decimal=4,2:default=99.99', { default: '99.99' }],
    ['a:datetime:min=0001-01-01:max=9999-12-31', { max: '9999-12-31T00:00:00.000Z' }],
    [`a:text:default=${'x'.repeat(1000)}`, { default: 'x'.repeat(1000) }],
  ])('%s', (word, expected) => {
    expect(field(word)).toMatchObject(expected);
  });
});

describe('a refused field', () => {
  it.each([
    ['title', 'the field has no type'],
    ['title:', 'the field has no type'],
    [':string', 'the field has no name'],
    ['title:string:', 'there is a modifier missing between or after the colons'],
    ['title:string::unique', 'there is a modifier missing between or after the colons'],
    ['title:strng', 'there is no type "strng"'],
    ['title:String', 'there is no type "String"'],
    ['title:string:uniqe', 'there is no modifier "uniqe"'],
    ['title:string:unique:unique', 'unique stands here twice'],
    ['title:string:unique=1', 'unique takes no value'],
    ['title:string:max', 'max needs a value'],
    ['title:string:default=', 'default needs a value'],
    ['title:string=50', 'string takes no argument'],
    ['2nd:string', "a field's name starts with a letter"],
    ['_x:string', "a field's name is made of the letters a-z, digits and single - or _ between them"],
    ['gr\u00f6\u00dfe:string', "a field's name is made of the letters a-z, digits and single - or _ between them"],
    [`${'x'.repeat(61)}:string`, "a field's name has at most 60 characters"],
    [`${'aB'.repeat(25)}:string`, `a field's column, ${'a_'.repeat(1)}${'ba_'.repeat(24)}b, has at most 60 characters`],
    ['id:string', 'every resource has id already'],
    ['created_at:datetime', 'every resource has createdAt already'],
    ['UpdatedAt:datetime', 'every resource has updatedAt already'],
    ['__proto__:string', 'every JavaScript object has a property of that name'],
    ['then:string', 'JavaScript takes an object with then for a promise'],
    ['constructor:string', 'every JavaScript object has a property of that name'],
    ['to_string:string', 'every JavaScript object has a property of that name'],
    ['sort:integer', 'sort is a query parameter of every list, so nobody could filter by it'],
    ['a:boolean:min=1', 'a field of type boolean cannot have min: its values have no order'],
    ['a:boolean:unique', 'a field of type boolean cannot have unique: there would be room for a few rows only'],
    ['a:json:unique', 'a field of type json cannot have unique: json values cannot be compared'],
    ['a:json:default=x', 'a field of type json cannot have default: a json value cannot be written here'],
    ['a:uuid:max=3', 'a field of type uuid cannot have max: its form has a fixed length'],
    ['a:email:min=3', 'a field of type email cannot have min: its form says enough; use max'],
    ['a:text:unique', 'unique needs texts of at most 600 characters'],
    ['a:string:index:max=5000', 'index needs texts of at most 600 characters'],
    ['a:string:unique:default=x', 'unique contradicts default: the second row to take it would be refused'],
    ['a:string:readonly', 'no request could give this field its value'],
    ['a:string:cascade', 'cascade is for ref fields'],
    ['a:string:min=5:max=2', 'min=5 is greater than max=2'],
    ['a:string:min=300', 'min=300 is greater than max=255'],
    ['a:string:max=0', 'max of a field of type string is a number of characters between 1 and 1000000'],
    ['a:string:max=-1', 'max of a field of type string is a number of characters between 1 and 1000000'],
    ['a:string:max=2:default=abc', 'the default exceeds max=2'],
    ['a:string:min=3:default=ab', 'the default does not reach min=3'],
    ["a:string:default=it's", 'default of a field of type string is letters, digits and _ - . , + @ % / alone'],
    ['a:string:default=${x}', 'default of a field of type string is letters, digits and _ - . , + @ % / alone'],
    [
      'a:integer:default=1.5',
      'default of a field of type integer is a whole number between -2147483648 and 2147483647',
    ],
    ['a:integer:max=2147483648', 'max of a field of type integer is a whole number between -2147483648 and 2147483647'],
    ['a:integer:min=0:default=-1', 'the default does not reach min=0'],
    ['a:bigint:min=10:max=9', 'min=10 is greater than max=9'],
    [
      'a:bigint:max=9223372036854775808',
      'max of a field of type bigint is a whole number between -9223372036854775808 and 9223372036854775807',
    ],
    ['a:float:default=NaN', 'default of a field of type float is a number, as 0.5'],
    ['a:float:default=1e999', 'default of a field of type float is a number, as 0.5'],
    [
      'a:decimal=4,2:default=100',
      'default of a field of type decimal is a number with at most 2 digits before the point and 2 behind it',
    ],
    [
      'a:decimal=4,2:default=1.005',
      'default of a field of type decimal is a number with at most 2 digits before the point and 2 behind it',
    ],
    ...['x1', '1x', '1.', '-', '1e2'].map((text) => [
      `a:decimal=4,2:default=${text}`,
      'default of a field of type decimal is a number with at most 2 digits before the point and 2 behind it',
    ]),
    ...['2023-02-29T12:00:00Z', '2024-01-01T12:00', '0001-01-01T00:00+00:01', '9999-12-31T23:59-00:01'].map((text) => [
      `a:datetime:default=${text}`,
      'default of a field of type datetime is a moment, as 2026-01-31 or 2026-01-31T12:00:00Z',
    ]),
    [`a:text:default=${'x'.repeat(1001)}`, 'default of a field of type text is at most 1000 characters'],
    [
      'a:integer:min=-2147483649',
      'min of a field of type integer is a whole number between -2147483648 and 2147483647',
    ],
    ['a:bigint:min=10:default=9', 'the default does not reach min=10'],
    ['a:bigint:max=9:default=10', 'the default exceeds max=9'],
    ['a:decimal=10,2:min=10:max=9.5', 'min=10 is greater than max=9.5'],
    ['a:decimal=10,2:min=-1:max=-1.5', 'min=-1 is greater than max=-1.5'],
    ['a:decimal=39,2', 'decimal takes the digits in all, 1 to 38, and how many of them are behind the point'],
    ['a:decimal=2,3', 'decimal takes the digits in all, 1 to 38, and how many of them are behind the point'],
    ['a:decimal=0', 'decimal takes the digits in all, 1 to 38, and how many of them are behind the point'],
    ['a:decimal=', 'decimal takes the digits in all, 1 to 38, and how many of them are behind the point'],
    ['a:boolean:default=yes', 'default of a field of type boolean is true or false'],
    ['a:date:default=2023-02-29', 'default of a field of type date is a day, as 2026-01-31'],
    ['a:date:default=0000-01-01', 'default of a field of type date is a day, as 2026-01-31'],
    [
      'a:datetime:default=now',
      'default of a field of type datetime is a moment, as 2026-01-31 or 2026-01-31T12:00:00Z',
    ],
    [
      'a:datetime:default=2024-01-01T25:00:00Z',
      'default of a field of type datetime is a moment, as 2026-01-31 or 2026-01-31T12:00:00Z',
    ],
    ['a:email:default=nobody', 'default of a field of type email is an e-mail address'],
    ['a:url:default=javascript', 'default of a field of type url is an http or https address'],
    ['a:uuid:default=1', 'default of a field of type uuid is a UUID'],
    ['a:slug:default=A', 'default of a field of type slug is lower-case letters, digits and single hyphens'],
    ['a:enum', 'enum needs an argument'],
    ['a:enum=', 'enum needs an argument'],
    ['a:enum=a,a', 'the enum has the value a twice'],
    ['a:enum=a,,b', '"" cannot be a value of an enum'],
    ['a:enum=1st', '"1st" cannot be a value of an enum'],
    ['a:enum=constructor', '"constructor" cannot be a value of an enum'],
    [`a:enum=${Array.from({ length: 51 }, (_, index) => `v${index}`).join(',')}`, 'an enum has at most 50 values'],
    ['a:enum=a,b:default=c', 'default of a field of type enum is one of a, b'],
    ['a:ref', 'ref needs an argument'],
    ['a:ref=usr', 'there is no resource "usr"'],
    ['a:ref=user:set-null', 'set-null needs a field that may be empty'],
    ['a:ref=user:cascade:restrict', 'restrict contradicts cascade'],
    ['a:ref=user:default=1', 'a field of type ref cannot have default: a row to refer to is not known beforehand'],
    ['parent:ref=thing', 'no first row could be made: it would have to refer to itself'],
  ])('%s: %s', (word, message) => {
    expect(faults(`thing ${word}`)).toEqual([message]);
  });

  it.each([
    ['a:strng', 'did you mean string?'],
    ['a:String', 'did you mean string?'],
    ['a:int', 'did you mean integer?'],
    ['a:bool', 'did you mean boolean?'],
    ['a:timestamp', 'did you mean datetime?'],
    ['a:string:uniqe', 'did you mean unique?'],
    ['a:string:nullable', 'did you mean optional?'],
    ['a:string=50', 'did you mean string:max=50?'],
    ['a:ref=usr', 'did you mean ref=user?'],
    ['a:ref=zebra', 'make that resource first, or refer to: user, thing'],
    ['limit:integer', 'this would work: maximum'],
    ['page:ref', 'as in ref=user'],
  ])('%s: %s', (word, hint) => {
    expect(problems(`thing ${word}`)[0]?.hint).toBe(hint);
  });

  it.each([
    ['title:string Title:text', 'the name title is taken by the field title:string'],
    ['publishedAt:date published_at:date', 'the name publishedAt is taken by the field publishedAt:date'],
    ['author:ref=user author:string', 'the name author is taken by the field author:ref=user'],
    ['author:string author:ref=user', 'the name author is taken by the field author:string'],
    ['author:ref=user authorId:uuid', 'the name authorId is taken by the field author:ref=user'],
    ['author:ref=user author_id:ref=user', 'the name authorId is taken by the field author:ref=user'],
  ])('%s: %s', (words, message) => {
    expect(faults(`thing ${words}`)).toEqual([message]);
  });

  it('is told together with all others, in the order of the line', () => {
    const line =
      'thing a:strng:uniqe b:string:max=x:optinal:min=-1 c:enum=:hiden id:string d:ref=usr:casade --only lst --access x';
    expect(faults(line)).toEqual([
      'there is no type "strng"',
      'there is no modifier "uniqe"',
      'max of a field of type string is a number of characters between 1 and 1000000',
      'there is no modifier "optinal"',
      'min of a field of type string is a number of characters between 0 and 1000000',
      'enum needs an argument',
      'there is no modifier "hiden"',
      'every resource has id already',
      'there is no resource "usr"',
      'there is no modifier "casade"',
      'there is no access rule "x"',
      'there is no operation "lst"',
    ]);
  });
});

describe('fields together', () => {
  it('give a request something to write, unless nothing is written', () => {
    const line = 'thing a:string:readonly:optional b:integer:readonly:default=1';
    expect(faults(line)).toEqual(['every field is readonly, so no request could write one']);
    expect(parseResourceLine(`${line} --only get,list,delete`, guarded).fields).toHaveLength(2);
  });

  it('lets a fragment keep a field that no request gives', () => {
    expect(guarded.resources[0]?.fields.map(({ name }) => name)).toEqual(['email', 'name', 'passwordHash']);
  });

  it('reads as many fields as a line may have', () => {
    const words = Array.from({ length: 149 }, (_, index) => `f${index}:string`);
    expect(parseResourceLine(`thing ${words.join(' ')}`, guarded).fields).toHaveLength(149);
    expect(faults(`thing ${words.join(' ')} last:string`)).toEqual([
      'a resource has at most 149 fields and its line at most 40000 characters',
    ]);
  });
});
