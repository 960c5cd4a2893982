import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { cancelled, type Asker, type Choice } from '../../src/cli/asker.js';
import { Catalog, loadCatalog } from '../../src/catalog/catalog.js';

/** What was asked, with the values that were offered. */
let asked: { question: string; values: string[] }[];
/** Answers by question; the first choice where there is none. */
let answers: Record<string, string>;
let ended: number;

const asker: Asker = {
  text: async (question, fallback, check) => {
    asked.push({ question, values: [fallback] });
    const answer = answers[question] ?? fallback;
    const fault = check(answer);
    if (fault !== undefined) throw new Error(fault);
    return answer;
  },
  choose: async (question, choices) => pick(question, choices),
  chooseSeveral: async (question, choices) => [pick(question, choices)],
  end: () => ended++,
};

function pick(question: string, choices: readonly Choice[]): string {
  const values = choices.map(({ value }) => value);
  asked.push({ question, values });
  for (const { help } of choices) expect(help).toMatch(/^\S[^\n]+$/);
  const answer = answers[question];
  if (answer === 'cancel') throw cancelled();
  if (answer !== undefined) expect(values).toContain(answer);
  return answer ?? values[0] ?? '';
}

vi.mock('../../src/cli/asker-plain.js', () => ({ plainAsker: () => asker }));
vi.mock('../../src/catalog/catalog.js', async (original) => {
  const module = await original<typeof import('../../src/catalog/catalog.js')>();
  return { ...module, loadCatalog: vi.fn(module.loadCatalog) };
});

const { askForProject } = await import('../../src/cli/prompts.js');
const root = mkdtempSync(path.join(os.tmpdir(), 'prompts-'));
const ask = (known: Partial<Parameters<typeof askForProject>[0]> = {}, preferred = {}) =>
  askForProject({ dir: undefined, preset: undefined, choices: {}, ...known }, { cwd: root, preferred });
const questions = () => asked.map(({ question }) => question);

beforeEach(() => {
  asked = [];
  answers = {};
  ended = 0;
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the questions', () => {
  it('are two when a preset is taken, the standard one first', async () => {
    expect(await ask()).toEqual({ dir: 'my-api', preset: 'rest-prisma-jwt', choices: {} });
    expect(questions()).toEqual(['What is the project called?', 'Where to start from?']);
    expect(ended).toBe(1);
  });

  it('are none when the arguments say it all', async () => {
    expect(await ask({ dir: 'x', preset: 'minimal' })).toMatchObject({ dir: 'x', preset: 'minimal' });
    expect(asked).toEqual([]);
  });

  it('go through every axis with more than one possibility, the default first', async () => {
    answers = { 'Where to start from?': '' };
    const catalog = await loadCatalog();
    const { choices } = await ask({ dir: 'x' });
    expect(choices).toMatchObject({ framework: 'fastify', api: 'rest', orm: 'prisma', auth: 'none', deploy: 'none' });
    expect(questions()).not.toContain('Which API style?');
    expect(questions()).not.toContain('Which test runner?');
    const orm = asked.find(({ question }) => question === 'Which ORM?');
    expect(orm?.values[0]).toBe(catalog.defaultOf('orm'));
  });

  it('leave out what flags have said, and presets when there is a flag', async () => {
    await ask({ dir: 'x', choices: { framework: ['express'] } });
    expect(questions()).not.toContain('Where to start from?');
    expect(questions()).not.toContain('Which framework?');
    expect(questions()).toContain('Which ORM?');
  });

  it('propose the package manager that called', async () => {
    await ask({ dir: 'x', choices: { framework: ['express'] } }, { 'package-manager': 'pnpm' });
    expect(asked.at(-1)).toEqual({
      question: 'Which package manager?',
      values: ['pnpm', 'npm', 'bun', 'yarn'],
    });
  });

  it('offer nothing that the choices so far rule out', async () => {
    const catalog = await loadCatalog();
    const reason = 'Drizzle';
    const fragments = catalog.fragments.map((fragment) =>
      fragment.id === 'redis'
        ? { ...fragment, conflicts: [{ kind: 'orm' as const, ids: ['drizzle'], reason }] }
        : fragment,
    );
    vi.mocked(loadCatalog).mockResolvedValueOnce(new Catalog(fragments));
    await ask({ dir: 'x', choices: { orm: ['drizzle'] } });
    const cache = asked.find(({ question }) => question === 'Which cache?');
    expect(cache?.values.toSorted()).toEqual(['memory', 'none']);
  });

  it('are not begun when the arguments are wrong already: all that is wrong is said', async () => {
    writeFileSync(path.join(root, 'file'), '');
    await expect(ask({ dir: 'file', choices: { orm: ['drizle'] } })).rejects.toMatchObject({
      problems: [{ code: 'TARGET_NOT_A_DIRECTORY' }, { where: '--orm', hint: 'did you mean drizzle?' }],
    });
    await expect(ask({ preset: 'nope' })).rejects.toMatchObject({ problems: [{ where: '--preset' }] });
    expect(asked).toEqual([]);
  });

  it('refuse a name that will not do, and a folder that is full', async () => {
    mkdirSync(path.join(root, 'full/of'), { recursive: true });
    for (const [name, fault] of [
      ['Bad Name', /bad-name/],
      ['full', /not empty/],
    ] as const) {
      answers = { 'What is the project called?': name };
      await expect(ask()).rejects.toThrow(fault);
    }
  });

  it('let the terminal go when one is cancelled', async () => {
    answers = { 'Where to start from?': 'cancel' };
    await expect(ask()).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(ended).toBe(1);
  });
});
