import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { defineFragment, type Fragment } from '../../src/catalog/fragment.js';
import type { UserError } from '../../src/errors.js';
import { listPresets, loadPreset } from '../../src/selection/preset.js';
import { checkName, nameFaults, placeOf } from '../../src/selection/project-name.js';
import { checkChoices, isPossible, resolveSelection, type SelectionInput } from '../../src/selection/resolve.js';

const fragment = (kind: Fragment['kind'], id: string, more: Partial<Fragment> = {}): Fragment =>
  defineFragment({ kind, id, title: id, help: `about ${id}`, ...more });

const catalog = new Catalog([
  fragment('framework', 'fastify', { default: true }),
  fragment('framework', 'express'),
  fragment('api', 'rest', { default: true }),
  fragment('database', 'postgresql', { default: true }),
  fragment('orm', 'prisma', { default: true }),
  fragment('orm', 'drizzle', { conflicts: [{ kind: 'deploy', ids: ['heroku'], reason: 'Heroku' }] }),
  fragment('auth', 'jwt', { requires: [{ kind: 'cache', reason: 'a cache' }] }),
  fragment('cache', 'memory'),
  fragment('testing', 'vitest', { default: true }),
  fragment('deploy', 'docker'),
  fragment('deploy', 'heroku'),
  fragment('layout', 'modules', { default: true }),
  fragment('package-manager', 'npm', { default: true }),
]);

function faults(input: Partial<SelectionInput>): { code: string; problems: string[] } {
  try {
    resolveSelection({ name: 'my-api', choices: {}, ...input }, catalog);
  } catch (error) {
    const { code, problems } = error as UserError;
    return {
      code,
      problems: problems.map(({ where, message, hint }) => [where, message, hint].filter(Boolean).join(' | ')),
    };
  }
  return { code: 'none', problems: [] };
}

describe('resolveSelection', () => {
  it('takes the default of every axis nobody chose', () => {
    expect(resolveSelection({ name: 'my-api', choices: {} }, catalog).choices).toEqual({
      framework: 'fastify',
      api: 'rest',
      database: 'postgresql',
      orm: 'prisma',
      auth: 'none',
      cache: 'none',
      testing: 'vitest',
      deploy: 'none',
      layout: 'modules',
      'package-manager': 'npm',
    });
  });

  it('lets a flag override the preset, and joins their resources', () => {
    const preset = {
      label: 'preset x',
      choices: { orm: 'drizzle', cache: 'memory' },
      resources: ['a b:text'],
      problems: [],
      code: 'INVALID_PRESET' as const,
      readable: true,
    };
    const selection = resolveSelection(
      { name: 'x', choices: { cache: ['none'] }, preset, resources: ['c d:text'] },
      catalog,
    );
    expect(selection.choices).toMatchObject({ orm: 'drizzle', cache: 'none' });
    expect(selection.resources).toEqual(['a b:text', 'c d:text']);
  });

  it('lists every unknown choice at once, with near misses', () => {
    expect(faults({ choices: { orm: ['drizle'], framework: ['expres'], cache: ['memcached'] } })).toEqual({
      code: 'UNKNOWN_CHOICE',
      problems: [
        '--framework | unknown framework "expres" | did you mean express?',
        '--orm | unknown ORM "drizle" | did you mean drizzle?',
        '--cache | unknown cache "memcached" | use one of: memory, none',
      ],
    });
  });

  it.each([
    [{ auth: ['jwt'] }, 'INVALID_SELECTION', ['--auth | jwt needs a cache']],
    [
      { orm: ['drizzle'], deploy: ['docker', 'heroku'] },
      'INVALID_SELECTION',
      ['--orm | drizzle cannot go with Heroku'],
    ],
    [{ orm: ['none'] }, 'UNKNOWN_CHOICE', ['--orm | a project needs an ORM | use one of: prisma, drizzle']],
    [{ orm: ['prisma', 'drizzle'] }, 'UNKNOWN_CHOICE', ['--orm | takes one value, not prisma and drizzle']],
    [
      { framework: ['none'] },
      'UNKNOWN_CHOICE',
      ['--framework | a project needs a framework | use one of: fastify, express'],
    ],
    [{ deploy: ['docker', 'none', 'heroku'] }, 'UNKNOWN_CHOICE', ['--deploy | "none" excludes docker, heroku']],
  ])('refuses %j', (choices, code, problems) => {
    expect(faults({ choices })).toEqual({ code, problems });
  });

  it.each([
    ['x'.repeat(60), 'x'.repeat(60)],
    ['x'.repeat(61), `${'x'.repeat(60)}…`],
    ['a\u0007b', 'a?b'],
  ])('repeats %j on one short line', (id, shown) => {
    const { problems } = faults({ choices: { orm: [id] } });
    expect(problems).toEqual([`--orm | unknown ORM "${shown}" | use one of: prisma, drizzle`]);
  });

  it('overlooks spaces around a choice', () => {
    const { choices, resources } = resolveSelection({ name: 'x', choices: { orm: [' drizzle '] } }, catalog);
    expect(choices.orm).toBe('drizzle');
    expect(resources).toEqual([]);
  });

  it('checks some choices without the others', () => {
    expect(checkChoices({ orm: ['drizle'], auth: ['jwt'] }, catalog)).toEqual([
      { where: '--orm', message: 'unknown ORM "drizle"', hint: 'did you mean drizzle?' },
    ]);
    expect(checkChoices({ auth: ['jwt'], cache: ['none'] }, catalog)).toEqual([
      { where: '--auth', message: 'jwt needs a cache' },
    ]);
  });

  it('takes the fallback where nobody chose', () => {
    const pnpm = fragment('package-manager', 'pnpm');
    const wider = new Catalog([...catalog.fragments, pnpm]);
    const fallbacks = { 'package-manager': 'pnpm' };
    const choose = (choices: SelectionInput['choices']) =>
      resolveSelection({ name: 'x', choices, fallbacks }, wider).choices['package-manager'];
    expect(choose({})).toBe('pnpm');
    expect(choose({ 'package-manager': ['npm'] })).toBe('npm');
  });

  it('knows what can still be chosen', () => {
    const jwt = catalog.find('auth', 'jwt') as Fragment;
    expect(isPossible(jwt, {}, catalog)).toBe(true);
    expect(isPossible(jwt, { cache: 'none' }, catalog)).toBe(false);
    expect(isPossible(jwt, { cache: 'memory' }, catalog)).toBe(true);
  });
});

describe('presets', () => {
  function load(text: string) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'preset-'));
    writeFileSync(path.join(folder, 'team.json'), text);
    return loadPreset('./team.json', folder);
  }

  it('lists all faults of a preset: its form, unknown choices and contradictions', () => {
    const preset = load(
      '{"choises": {}, "choices": {"fremework": "x", "orm": 3, "framework": "expres", "auth": "jwt", "cache": "none"}}',
    );
    expect(faults({ preset })).toEqual({
      code: 'INVALID_PRESET',
      problems: [
        './team.json: choises | unknown property | did you mean choices?',
        './team.json: choices.fremework | unknown axis | did you mean framework?',
        './team.json: choices.orm | must be an id or a list of ids',
        './team.json: framework | unknown framework "expres" | did you mean express?',
        './team.json: auth | jwt needs a cache',
      ],
    });
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'must be an object'],
    ['"x"', 'must be an object'],
    ['null', 'must be an object'],
    ['{"choices": []}', 'choices | must be an object'],
    ['{"choices": {"orm": []}}', 'choices.orm | must be an id or a list of ids'],
    ['{"choices": {"orm": [1]}}', 'choices.orm | must be an id or a list of ids'],
    ['{"resources": "post title:string"}', 'resources | must be a list of resource lines'],
    ['{"resources": ["post title:string", 1]}', 'resources | must be a list of resource lines'],
  ])('refuses a file with %j', (text, reason) => {
    const { code, problems } = faults({ preset: load(text) });
    expect(code).toBe('INVALID_PRESET');
    expect(problems).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['./none.json', 'INVALID_PRESET', 'there is no such file'],
    ['./', 'INVALID_PRESET', 'it is a folder, not a file'],
    ['rest-prisma-jvt', 'UNKNOWN_CHOICE', 'did you mean rest-prisma-jwt?'],
    ['team.json5', 'UNKNOWN_CHOICE', 'there is no preset "team.json5"'],
    ['', 'UNKNOWN_CHOICE', 'use one of: minimal'],
  ])('refuses the reference %j', (reference, code, reason) => {
    const found = faults({ preset: loadPreset(reference, '.') });
    expect(found).toEqual({ code, problems: [expect.stringContaining(reason)] });
  });

  it('bring resources, and no title that is no text', () => {
    const preset = load('\uFEFF{"title": 1, "help": 2, "resources": ["post title:string"]}');
    expect(preset).toEqual({
      label: './team.json',
      code: 'INVALID_PRESET',
      readable: true,
      problems: [],
      choices: {},
      resources: ['post title:string'],
    });
    expect(resolveSelection({ name: 'x', choices: {}, preset: load('{}') }, catalog).resources).toEqual([]);
  });

  it('are not blamed for the faults of flags', () => {
    const preset = load('{"choises": {}}');
    expect(faults({ preset })).toMatchObject({ code: 'INVALID_PRESET' });
    expect(faults({ preset, choices: { auth: ['jwt'] } })).toMatchObject({ code: 'INVALID_SELECTION' });
  });

  it('that cannot be read say nothing about how the flags go with them, and hide no fault of the flags', () => {
    const preset = loadPreset('nope', '.');
    expect(faults({ preset, choices: { auth: ['jwt'], orm: ['drizle'] } })).toEqual({
      code: 'UNKNOWN_CHOICE',
      problems: [
        expect.stringContaining('there is no preset "nope"'),
        '--orm | unknown ORM "drizle" | did you mean drizzle?',
      ],
    });
  });

  it('are all well-formed', () => {
    for (const id of listPresets())
      expect(loadPreset(id, '.')).toMatchObject({ label: `preset ${id}`, problems: [], title: expect.any(String) });
  });
});

describe('project names', () => {
  it.each([
    ['my-api', 'my-api', '/code/my-api'],
    ['apps/my-api', 'my-api', '/code/apps/my-api'],
    ['@acme/my-api', '@acme/my-api', '/code/my-api'],
    ['@acme/apps/my-api', 'my-api', '/code/@acme/apps/my-api'],
    ['apps/@acme/my-api', 'my-api', '/code/apps/@acme/my-api'],
    ['/srv/über uns/api', 'api', '/srv/über uns/api'],
    ['.', 'code', '/code'],
    ['./', 'code', '/code'],
  ])('%s', (dir, name, target) => {
    expect(placeOf(dir, '/code')).toEqual({ name, target });
    expect(() => checkName(name)).not.toThrow();
  });

  it('derives a name for this folder when its own will not do', () => {
    expect(placeOf('.', '/srv/Über Uns')).toEqual({ name: 'uber-uns', target: '/srv/Über Uns' });
    expect(placeOf('.', '/srv/日本')).toEqual({ name: 'my-api', target: '/srv/日本' });
    expect(placeOf('.', '/srv/my.api')).toEqual({ name: 'my.api', target: '/srv/my.api' });
  });

  it.each([
    ['My API', 'my-api'],
    ['', 'digits and hyphens'],
    ['_x', 'x'],
    ['a & b', 'a-b'],
    ['node_modules', 'node-modules'],
    ['a\u0007b', 'a-b'],
    ['x'.repeat(300), 'x'.repeat(200)],
    ['http', 'http-api'],
    ['日本', 'my-api'],
  ])('refuses %j', (dir, suggestion) => {
    expect(() => checkName(placeOf(dir, '/code').name)).toThrow(
      expect.objectContaining({ code: 'INVALID_PROJECT_NAME', hint: expect.stringContaining(suggestion) }),
    );
  });

  it('accepts what npm accepts', () => {
    expect(nameFaults('@scope/name')).toEqual([]);
    expect(nameFaults('a.b')).toEqual([]);
  });

  it.each([
    ['http', ['http is a core module name']],
    ['a b', ['name can only contain URL-friendly characters']],
  ])('says once what is wrong with %j', (name, found) => {
    expect(nameFaults(name)).toEqual(found);
  });
});
