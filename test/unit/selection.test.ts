import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Catalog } from '../../src/catalog/catalog.js';
import { defineFragment, type Fragment } from '../../src/catalog/fragment.js';
import type { UserError } from '../../src/errors.js';
import { listPresets, loadPreset } from '../../src/selection/preset.js';
import { nameFaults, projectPlace } from '../../src/selection/project-name.js';
import { isPossible, resolveSelection, type SelectionInput } from '../../src/selection/resolve.js';

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
        '--orm | unknown orm "drizle" | did you mean drizzle?',
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
    [{ deploy: ['docker', 'none'] }, 'UNKNOWN_CHOICE', ['--deploy | "none" excludes docker']],
  ])('refuses %j', (choices, code, problems) => {
    expect(faults({ choices })).toEqual({ code, problems });
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

  it.each([['{'], ['[]'], ['"x"']])('refuses a file with %j', (text) => {
    expect(() => load(text)).toThrow(expect.objectContaining({ code: 'INVALID_PRESET' }));
  });

  it('suggests a near miss of an id', () => {
    expect(() => loadPreset('rest-prisma', '.')).toThrow(expect.objectContaining({ code: 'UNKNOWN_CHOICE' }));
  });

  it('are all well-formed', () => {
    for (const id of listPresets())
      expect(loadPreset(id, '.')).toMatchObject({ problems: [], title: expect.any(String) });
  });
});

describe('project names', () => {
  it.each([
    ['my-api', 'my-api', '/work/my-api'],
    ['apps/my-api', 'my-api', '/work/apps/my-api'],
    ['@acme/my-api', '@acme/my-api', '/work/my-api'],
    ['/srv/über uns/api', 'api', '/srv/über uns/api'],
    ['.', 'work', '/work'],
    ['./', 'work', '/work'],
  ])('%s', (dir, name, target) => {
    expect(projectPlace(dir, '/work')).toEqual({ name, target });
  });

  it('derives a name for this folder when its own will not do', () => {
    expect(projectPlace('.', '/srv/Über Uns')).toEqual({ name: 'uber-uns', target: '/srv/Über Uns' });
  });

  it.each([
    ['My API', 'my-api'],
    ['', ''],
    ['_x', 'x'],
    ['node_modules', ''],
    ['a\u0007b', 'a-b'],
    ['x'.repeat(300), 'x'.repeat(200)],
    ['http', ''],
  ])('refuses %j', (dir, suggestion) => {
    expect(() => projectPlace(dir, '/work')).toThrow(
      expect.objectContaining({ code: 'INVALID_PROJECT_NAME', hint: expect.stringContaining(suggestion) }),
    );
  });

  it('accepts what npm accepts', () => {
    expect(nameFaults('@scope/name')).toEqual([]);
    expect(nameFaults('a.b')).toEqual([]);
  });
});
