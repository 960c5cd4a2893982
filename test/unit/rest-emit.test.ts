import { describe, expect, it } from 'vitest';
import { parseResource } from '../../src/resource/parse.js';
import type { FieldSpec } from '../../src/resource/spec.js';
import { decimalText, unscaled } from '../../templates/api/rest/emit/decimals.js';
import { defaultCall, inputSchema, outputSchema } from '../../templates/api/rest/emit/field-types.js';
import { refusalRows } from '../../templates/api/rest/emit/refusals.js';
import { otherSample, sample } from '../../templates/api/rest/emit/samples.js';
import { schemaView } from '../../templates/api/rest/emit/schema-view.js';
import { serviceView } from '../../templates/api/rest/emit/service-view.js';
import { fit, literal, withArticle } from '../../templates/api/rest/emit/text.js';
import { open } from './resource-support.js';

const { names } = parseResource(['post', 'title:string'], {}, open);

function field(word: string): FieldSpec {
  const [first] = parseResource(['post', word, 'other:string'], {}, open).fields;
  if (!first) throw new Error(`no field in ${word}`);
  return first;
}

function evaluate(source: string): unknown {
  return new Function('randomUUID', 'randomInt', `return ${source}`)(
    () => '018f3f5e-1c2d-4a3b-8c4d-5e6f70819203',
    (least: number) => least,
  );
}

describe('schemas of fields', () => {
  it.each([
    ['a:string', 'text({ max: 255 })', 'z.string()'],
    ['a:string:min=3:max=12', 'text({ min: 3, max: 12 })', 'z.string()'],
    ['a:text', 'text({ max: 100_000 })', 'z.string()'],
    ['a:integer:min=-1', 'integer({ min: -1 })', 'z.int32()'],
    ['a:float:max=1.5', 'z.number().max(1.5)', 'z.number()'],
    ['a:decimal=6,2:min=0.5', "decimal({ precision: 6, scale: 2, min: '0.5' })", 'z.string()'],
    ['a:bigint', 'bigint()', 'z.string()'],
    ['a:enum=b,c', 'z.enum(postAValues)', 'z.enum(postAValues)'],
    ['a:date:max=2026-01-31', "date({ max: '2026-01-31' })", 'z.iso.date()'],
    ['a:uuid', 'z.guid()', 'z.guid()'],
    ['a:json', 'json()', 'z.unknown()'],
  ])('of %s', (word, input, output) => {
    expect(inputSchema(field(word), names).schema).toBe(input);
    expect(outputSchema(field(word), names)).toBe(output);
  });

  it.each([
    ['a:string', undefined],
    ['a:string:optional', '.default(null)'],
    ['a:string:default=b', ".default('b')"],
    ['a:integer:default=3', '.default(3)'],
    ['a:datetime:default=2026-01-31', ".prefault('2026-01-31T00:00:00.000Z')"],
  ])('of %s fill in %s', (word, call) => {
    expect(defaultCall(field(word))).toBe(call);
  });
});

describe('rules of lists', () => {
  it.each([
    [['a:string'], ''],
    [['a:string:optional', 'b:integer:optional:readonly', 'c:string'], "  nullable: ['a', 'b'],"],
    [['a:json:optional', 'b:string:optional:hidden', 'c:string'], ''],
  ])('of %j name what may be null in an order', (words, nullable) => {
    expect(schemaView(parseResource(['post', ...words], {}, open), [])['nullable']).toBe(nullable);
  });
});

describe('a service', () => {
  const write = (...words: string[]) => {
    const spec = parseResource(['post', ...words], {}, open);
    return serviceView(spec, [], { resources: [spec] });
  };

  it('has a row checked as callers see it', () => {
    expect(write('a:string')).toMatchObject({
      deletion: '    const deleted = await this.posts.delete(id, check);',
      deleteHead: '  async delete(id: string, check?: Check<Post>): Promise<void> {',
    });
    expect(write('a:string', 'b:string:hidden')).toMatchObject({
      deletion: '    const deleted = await this.posts.delete(id, check && ((row) => check(showPost(row))));',
      deleteHead: '  async delete(id: string, check?: Check<PostView>): Promise<void> {',
    });
  });
});

describe('samples', () => {
  it.each([
    ['a:string:max=3', 'A'],
    ['a-long-name:string:max=6', 'A long'],
    ['a:string:min=5', 'Axxxx'],
    ['a:slug:unique:max=8', '018f3f5e'],
    ['a:email:unique', '018f3f5e-1c2d-4a3b-8c4d-5e6f70819203@example.com'],
    ['a:integer:min=50', 50],
    ['a:integer:max=-5', -5],
    ['a:integer:unique:max=-5', -1000000005],
    ['a:integer:unique:max=-2147483640', -2147483646],
    ['a:decimal=3,2:unique', '1.00'],
    ['a:decimal=3,2:unique:max=-1', '-9.00'],
    ['a:decimal=10,2', '10.50'],
    ['a:decimal=2,2', '0.50'],
    ['a:decimal=5,0', '10'],
    ['a:decimal=6,3:max=-1', '-1.000'],
    ['a:bigint:min=100', '100'],
    ['a:date:min=2030-01-01', '2030-01-01'],
    ['a:datetime:max=2020-01-01', new Date('2020-01-01')],
    ['a:enum=b,c', 'b'],
  ])('of %s', (word, value) => {
    expect(evaluate(sample(field(word)))).toEqual(value);
  });

  it.each(['a:string', 'a:boolean', 'a:enum=b,c', 'a:string:unique'])('has another one of %s', (word) => {
    expect(otherSample(field(word))).not.toBe(word.includes('unique') ? '' : sample(field(word)));
  });
});

describe('refusals', () => {
  it.each([
    ['a:string:min=1', ['INVALID_TYPE', 'TOO_SHORT', 'TOO_LONG']],
    ['a:string:optional', ['INVALID_TYPE', 'TOO_LONG']],
    ['a:text:max=900000', ['INVALID_TYPE']],
    ['a:slug:min=3', ['INVALID_TYPE', 'INVALID_FORMAT', 'TOO_SHORT', 'TOO_LONG']],
    ['a:email', ['INVALID_TYPE', 'INVALID_FORMAT', 'TOO_LONG']],
    ['a:integer:readonly:default=1', ['UNKNOWN_FIELD']],
    ['a:bigint:min=0:max=5', ['INVALID_TYPE', 'INVALID_TYPE', 'OUT_OF_RANGE', 'OUT_OF_RANGE']],
    ['a:decimal=4,2:max=99.99', ['INVALID_TYPE', 'INVALID_TYPE', 'INVALID_FORMAT']],
    ['a:date:min=0001-01-01', ['INVALID_TYPE', 'INVALID_FORMAT']],
    ['a:json', ['INVALID_VALUE']],
  ])('of %s', (word, codes) => {
    const rows = refusalRows({ fields: [field(word)], relations: [] }).filter((row) => row.startsWith("['a',"));
    expect(rows.map((row) => row.split("'")[3])).toEqual(codes);
  });

  it.each([
    ['a:email:max=64', 65],
    ['a:url', 2049],
  ])('of %s have one that is a character too long', (word, length) => {
    const rows = refusalRows({ fields: [field(word)], relations: [] }).filter((row) => row.includes('TOO_LONG'));
    const [, , value] = evaluate(rows.join()) as string[];
    expect(value).toHaveLength(length);
  });
});

describe('text', () => {
  it('breaks a list that does not fit, as Prettier does', () => {
    expect(fit('import {', ['a', 'b'], "} from 'c';")).toBe("import { a, b } from 'c';");
    const long = ['a'.repeat(60), 'b'.repeat(60)];
    expect(fit('f(', long, ');', '  ')).toBe(`  f(\n    ${long[0]},\n    ${long[1]},\n  );`);
  });

  it.each([
    ['post', 'a post'],
    ['order', 'an order'],
    ['user', 'a user'],
    ['unit', 'a unit'],
    ['one time code', 'a one time code'],
    ['event', 'an event'],
  ])('gives %s its article', (words, expected) => {
    expect(withArticle(words)).toBe(expected);
  });

  it('quotes so that little is escaped', () => {
    expect([literal('a'), literal("it's"), literal(`'"`)]).toEqual(["'a'", `"it's"`, `'\\'"'`]);
  });

  it.each([
    ['12.5', 2, 1250n, '12.50'],
    ['-0.5', 1, -5n, '-0.5'],
    ['7', 0, 7n, '7'],
  ])('counts %s in its last place', (value, scale, whole, back) => {
    expect(unscaled(value, scale)).toBe(whole);
    expect(decimalText(whole, scale)).toBe(back);
  });
});
