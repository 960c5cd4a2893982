import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { cancelled, type Asker } from '../../src/cli/asker.js';
import { Reporter } from '../../src/cli/reporter.js';
import { compose, filesOf } from '../support/compose.js';

let answers: string[];
let ended: number;

const asker: Asker = {
  text: async (_, fallback, check) => {
    for (;;) {
      const answer = answers.shift();
      if (answer === undefined) throw cancelled();
      if (check(answer || fallback) === undefined) return answer;
    }
  },
  choose: async () => '',
  chooseSeveral: async () => [],
  end: () => ended++,
};

vi.mock('../../src/cli/asker-plain.js', () => ({ plainAsker: () => asker }));

const { generateResourceCommand } = await import('../../src/cli/commands/generate-resource.js');
const root = mkdtempSync(path.join(os.tmpdir(), 'asking-'));
const { tree } = await compose({ framework: 'express', orm: 'drizzle' }, ['note text:text']);
for (const [file, text] of Object.entries(filesOf(tree))) {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}
for (const stream of [process.stdin, process.stdout]) {
  Object.defineProperty(stream, 'isTTY', { get: () => true, configurable: true });
}
vi.stubEnv('CI', undefined);
vi.spyOn(process.stdout, 'write').mockReturnValue(true);
const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
const ask = (options: { access?: string; under?: string } = {}) => {
  const reporter = new Reporter({ color: false });
  return generateResourceCommand([], { options: { ...options, cwd: root, color: false }, reporter });
};
const records = () => readdirSync(path.join(root, '.backend-app/resources')).toSorted();
const said = () => stderr.mock.calls.map(([text]) => String(text)).join('');

beforeEach(() => {
  ended = 0;
  stderr.mockClear();
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

it('a wrong answer is shown, and asked for again', async () => {
  answers = ['', 'tag name:strin', 'note text:string', 'tag name:string'];
  expect(await ask()).toBe(0);
  expect(said()).toMatch(/no type "strin"[^]+did you mean string\?[^]+note already[^]+Generating tag/);
  expect(records()).toEqual(['note.json', 'tag.json']);
  expect([answers, ended]).toEqual([[], 1]);
});

it.each([{ access: 'nobody' }, { under: 'nope' }])('what is wrong with %j is not asked for again', async (options) => {
  answers = ['item name:string', 'never asked'];
  await expect(ask(options)).rejects.toMatchObject({ code: 'INVALID_RESOURCE' });
  expect([answers, ended]).toEqual([['never asked'], 1]);
});

it('may be left without an answer', async () => {
  answers = ['item name:strin'];
  await expect(ask()).rejects.toMatchObject({ code: 'INTERRUPTED' });
  expect([records(), ended]).toEqual([['note.json', 'tag.json'], 1]);
});
