import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/errors.js';
import { readResourceFile, type ResourceFileFormat } from '../../src/resource/file.js';
import { parseResources } from '../../src/resource/parse.js';
import { guarded, refusal } from './resource-support.js';

function faultsOf(text: string, format: ResourceFileFormat): readonly Problem[] {
  return refusal(() => readResourceFile(text, format, `r.${format}`)).problems;
}

/** Place and message of each fault of a file's form. */
function faulty(text: string, format: ResourceFileFormat): [string | undefined, string][] {
  return faultsOf(text, format).map(({ where, message }) => [where, message]);
}

function lines(text: string, format: ResourceFileFormat): string[] {
  return parseResources(readResourceFile(text, format, `r.${format}`), guarded).map(({ line }) => line);
}

describe('a file of resources', () => {
  const expected = [
    'post title:string author:ref=user --access role=admin --soft-delete',
    'comment body:text:min=3 --only list,create --under post',
  ];

  it.each<[string, ResourceFileFormat, string]>([
    [
      'lines in YAML',
      'yaml',
      '- comment body:text:min=3 --only create,list --under posts\n- post title:string author:ref=user --soft-delete --access role=admin\n',
    ],
    [
      'objects in YAML',
      'yaml',
      [
        'resources:',
        '  - name: comment # they come later',
        '    fields: { body: "text:min=3" }',
        '    under: Post',
        '    only: [create, list]',
        '  - name: posts',
        '    fields:',
        '      - title:string',
        '      - author:ref=user',
        '    access: role=admin',
        '    softDelete: true',
      ].join('\r\n'),
    ],
    [
      'objects in JSON',
      'json',
      JSON.stringify([
        { name: 'comment', fields: { body: 'text:min=3' }, under: 'post', only: 'list,create', softDelete: false },
        { name: 'post', fields: ['title:string', 'author:ref=user'], access: 'role=admin', softDelete: true },
      ]),
    ],
    ['lines in JSON', 'json', `\uFEFF${JSON.stringify({ resources: expected.toReversed() })}`],
    [
      'an anchor and its alias',
      'yaml',
      `- ${expected[0]}\n- { name: comment, fields: &f [&b "body:text:min=3"], under: post, only: [list, create] }\n`,
    ],
  ])('may have %s', (_, format, text) => {
    expect(lines(text, format)).toEqual(expected);
  });

  it('refers in circles, as long as they can be made', () => {
    const text = '- team lead:ref=person:optional name:string\n- person team:ref=team mentor:ref=person:optional\n';
    expect(lines(text, 'yaml')).toHaveLength(2);
  });
});

describe('a file with faults', () => {
  it.each<[ResourceFileFormat, string, [string | undefined, string][]]>([
    ['yaml', '', [['r.yaml', 'there is no resource in it']]],
    ['yaml', '# nothing', [['r.yaml', 'there is no resource in it']]],
    ['json', '[]', [['r.json', 'there is no resource in it']]],
    ['json', '', [['r.json', 'it is not JSON: Unexpected end of JSON input']]],
    ['json', '[\n  {"name": "a",}\n]', [['r.json:2:16', 'it is not JSON: Expected double-quoted property name']]],
    ['json', '"post a:string"', [['r.json', 'it must be a list of resources']]],
    ['json', '{"resources": {}}', [['r.json: resources', 'it must be a list of resources']]],
    ['yaml', 'resources: 5', [['r.yaml:1:1', 'it must be a list of resources']]],
    [
      'yaml',
      'resource:\n- a b:string',
      [
        ['r.yaml:1:1', 'there is no key "resource" here'],
        ['r.yaml:1:1', 'there is no list "resources" in it'],
      ],
    ],
    [
      'yaml',
      '- 12\n- [a]\n- null',
      [
        ['r.yaml:1:3', 'a resource is a line, or an object with name and fields'],
        ['r.yaml:2:3', 'a resource is a line, or an object with name and fields'],
        ['r.yaml:3:3', 'a resource is a line, or an object with name and fields'],
      ],
    ],
    [
      'yaml',
      '- name: 5\n  acess: public\n  access: 1\n  only: [1]\n  softDelete: yes\n  under: []\n  fields:\n    - title: string\n',
      [
        ['r.yaml:2:3', 'there is no key "acess" here'],
        ['r.yaml:1:3', 'a name is a text'],
        ['r.yaml:8:7', 'a field is a text'],
        ['r.yaml:3:3', 'access is a text'],
        ['r.yaml:6:3', 'under is a text'],
        ['r.yaml:4:3', 'only is a text or a list of texts'],
        ['r.yaml:5:3', 'softDelete is true or false'],
      ],
    ],
    [
      'json',
      '[{"fields": {"a": 1}}, {"name": "b"}, {"name": "c", "fields": 1, "__proto__": 1}]',
      [
        ['r.json: [0]', 'the resource has no name'],
        ['r.json: [0].fields.a', 'the type of a field is a text'],
        ['r.json: [1]', 'the resource has no fields'],
        ['r.json: [2].__proto__', 'there is no key "__proto__" here'],
        ['r.json: [2].fields', 'fields are a list, or an object of names and types'],
      ],
    ],
    [
      'json',
      '[{"name": "a",\n"na\\u006de": "b", "fields": []}]',
      [['r.json:2:1', 'the key "name" stands there twice']],
    ],
    ['yaml', '- name: a\n  name: b\n  fields: []', [['r.yaml:2:3', 'Map keys must be unique']]],
    ['yaml', '- post a:string\n- posts b:string', [['r.yaml:2:3', 'post is described at r.yaml:1:3 already']]],
    ['yaml', '- post a:string --foo', [['r.yaml:1:3: --foo', 'there is no option --foo for a resource']]],
    [
      'yaml',
      '- a b:string\n---\n- c d:string',
      [['r.yaml:2:1', 'another document starts here; put all resources into one']],
    ],
    ['yaml', '- !!js/function x', [['r.yaml:1:3', 'Unresolved tag: tag:yaml.org,2002:js/function']]],
    ['yaml', '- *a', [['r.yaml', 'Unresolved alias (the anchor must be set before the alias): a']]],
    ['yaml', '- ? [a]\n  : b', [['r.yaml:1:5', 'With stringKeys, all keys must be strings']]],
  ])('%s %j', (format, text, expected) => {
    expect(faulty(text, format)).toEqual(expected);
  });

  it('gives hints', () => {
    expect(faultsOf('- { name: a, feilds: [] }', 'yaml')[0]?.hint).toBe('did you mean fields?');
    expect(faultsOf('- { name: a, fields: [b: string] }', 'yaml')[0]?.hint).toMatch('without a space');
  });

  it('has the faults of words told with their place in it', () => {
    const text =
      '- name: tag\n  fields:\n    - name:strng\n  access: ownr\n- post a:string:uniqe\n- user a:string\n- x y:string --under zebra\n';
    const { problems } = refusal(() => parseResources(readResourceFile(text, 'yaml', 'r.yaml'), guarded));
    expect(problems.map(({ where, message }) => [where, message.split('\n')[0]])).toEqual([
      ['r.yaml:3:7: name:strng', 'there is no type "strng"'],
      ['r.yaml:1:3: ownr', 'there is no access rule "ownr"'],
      ['r.yaml:5:3: a:string:uniqe', 'there is no modifier "uniqe"'],
      ['r.yaml:6:3: user', 'the project has a resource user already'],
      ['r.yaml:7:3: zebra', 'there is no resource "zebra"'],
    ]);
  });
});

describe('a hostile file', () => {
  const deep = 'it is nested too deeply';

  it.each<[string, ResourceFileFormat, string, string]>([
    ['too large', 'json', ' '.repeat(1_000_001), 'a file has at most a megabyte and 50000 lines'],
    ['of too many lines', 'yaml', '\n'.repeat(50_001), 'a file has at most a megabyte and 50000 lines'],
    [
      'of too many resources',
      'json',
      JSON.stringify(Array.from({ length: 1001 }, () => 'a b:string')),
      'a file has at most 1000 resources',
    ],
    ['of brackets', 'yaml', '['.repeat(400_000), deep],
    ['of braces', 'yaml', '{a: '.repeat(200_000), deep],
    ['of dashes', 'yaml', '- '.repeat(400_000), deep],
    ['of question marks', 'yaml', '? '.repeat(400_000), deep],
    ['of indentation', 'yaml', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), deep],
    [
      'of brackets',
      'json',
      `${'['.repeat(300_000)}${']'.repeat(300_000)}`,
      'a resource is a line, or an object with name and fields',
    ],
    [
      'of aliases',
      'yaml',
      `a: &a [x, x]\nb: &b [${'*a,'.repeat(50)}]\nc: &c [${'*b,'.repeat(50)}]\nd: &d [${'*c,'.repeat(50)}]\nresources: *d\n`,
      'Excessive alias count indicates a resource exhaustion attack',
    ],
  ])('%s is refused quickly', (_, format, text, message) => {
    const start = performance.now();
    expect(faulty(text, format)[0]?.[1]).toBe(message);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('has at most fifty faults told', () => {
    const problems = faultsOf(JSON.stringify(Array.from({ length: 500 }, () => 1)), 'json');
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)?.message).toBe('and 450 more');
  });

  it('prints no control characters', () => {
    const texts = [
      '- name: "\u001b[31m"\n  "\u001b\u202e": x',
      '\u001b[31m: : :',
      '- \u0007x: [',
      '{"\u001b": 1, \u001b',
    ];
    for (const text of texts) {
      for (const format of ['yaml', 'json'] as const) {
        // oxlint-disable-next-line no-control-regex
        expect(JSON.stringify(faulty(text, format)).replaceAll('\\\\', '')).not.toMatch(/\\u00[01]|\u202e/);
      }
    }
  });
});
