/** Generators of a project's own, and the small built-in ones, as people and scripts run them. */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWhenStale } from '../support/build.js';
import { bin, cleanEnv, cli, collect } from './support/process.js';
import { snapshot } from './support/snapshot.js';
import { onTerminal, terminalIsThere } from './support/terminal.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'cba plop ü-'));
const root = path.join(folder, 'my-api');
const TMPDIR = path.join(folder, 'tmp');
const generate = (...words: string[]) => cli(['generate', ...words], { cwd: root, env: { TMPDIR } });
const scratchCopies = () => readdirSync(TMPDIR);

const plopfile = `
import type { NodePlopAPI } from 'node-plop';

export default function (plop: NodePlopAPI): void {
  plop.setGenerator('event', {
    description: 'An event',
    prompts: [
      { type: 'input', name: 'name', message: 'Which event?', validate: (text: string) => text !== 'bad' || 'not that one' },
      { type: 'list', name: 'kind', message: 'Of which kind?', choices: ['domain', 'system'] },
    ],
    actions: [
      { type: 'add', path: 'src/events/{{kebabCase name}}.ts', template: "export const {{camelCase name}} = '{{kind}}';\\n" },
      async () => {
        console.log('printed');
        await new Promise((resolve) => setTimeout(resolve, Number(process.env['SLOWLY'] ?? 0)));
        return 'done';
      },
    ],
  });
}
`;

beforeAll(async () => {
  buildWhenStale();
  mkdirSync(TMPDIR);
  const made = await cli(
    ['my-api', '--framework', 'express', '--orm', 'drizzle', '--no-install', '--no-git', '--yes'],
    { cwd: folder },
  );
  expect(made).toMatchObject({ code: 0 });
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
});

beforeEach(() => writeFileSync(path.join(root, 'plopfile.ts'), plopfile));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a generator of the project', () => {
  it('is listed beside the built-in ones, with what a form needs', async () => {
    const { stdout } = await generate('--json');
    expect(JSON.parse(stdout)).toMatchObject({
      generators: [
        { name: 'resource', origin: 'built-in' },
        { name: 'middleware' },
        { name: 'service' },
        { name: 'migration' },
        {
          name: 'event',
          origin: 'plopfile.ts',
          prompts: [
            { name: 'name', required: true },
            { name: 'kind', default: 'domain', choices: [{ value: 'domain' }, { value: 'system' }] },
          ],
        },
      ],
    });
    expect((await cli(['list', 'generators'], { cwd: root })).stdout).toMatch(
      /plopfile\.ts\n {2}event +An event\n.*generate event <name> \[kind\]/,
    );
  });

  it('shows on a dry run what the real run then does', async () => {
    const before = snapshot(root);
    const dry = JSON.parse((await generate('event', 'order-placed', '--dry-run', '--json')).stdout);
    expect(snapshot(root)).toEqual(before);
    const result = await generate('event', 'order-placed', '--json');
    expect(result).toMatchObject({ code: 0 });
    expect(JSON.parse(result.stdout)).toEqual({ ...dry, dryRun: false });
    expect(result.stderr).toContain('printed');
    expect(readFileSync(path.join(root, 'src/events/order-placed.ts'), 'utf8')).toBe(
      "export const orderPlaced = 'domain';\n",
    );
  });

  it.each([
    ['that fails', ['event', 'order-placed'], 1, /File already exists: src\/events\/order-placed\.ts/],
    ['without an answer', ['event'], 2, /name: it has no default and was not answered[^]*give it as name=/],
    ['with a wrong answer', ['event', 'bad'], 2, /name: not that one/],
    ['that is not there', ['evnt'], 2, /did you mean event\?/],
    ['with an option of another', ['event', 'x', '--access', 'public'], 2, /does not take --access/],
  ])('%s writes nothing', async (_what, words, code, message) => {
    const before = snapshot(root);
    const result = await generate(...words);
    expect(result).toMatchObject({ code, stderr: expect.stringMatching(message) });
    expect(snapshot(root)).toEqual(before);
  });

  it('whose plopfile throws is told with the place; built-in ones go on', async () => {
    writeFileSync(path.join(root, 'plopfile.ts'), "export default (): void => {\n  throw new Error('oh dear');\n};\n");
    expect(await generate('event', 'x')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('plopfile.ts:2:9: oh dear'),
    });
    const built = await generate('service', 'billing', '--dry-run');
    expect(built).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('warning plopfile.ts could not be loaded'),
    });
  });

  it.each([
    ['../evil.txt', '../evil.txt'],
    [path.join(folder, 'evil.txt'), path.join(folder, 'evil.txt')],
  ])('that would write to %s is refused, on a dry run too', async (target, shown) => {
    const action = JSON.stringify({ type: 'add', path: target, template: 'x' });
    writeFileSync(
      path.join(root, 'plopfile.ts'),
      `export default (plop) => plop.setGenerator('leak', { actions: [${action}] });\n`,
    );
    const before = snapshot(folder);
    for (const flags of [['--dry-run'], []]) {
      expect(await generate('leak', ...flags)).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining(`add: ${shown} is outside of the project's own files`),
      });
    }
    expect(snapshot(folder)).toEqual(before);
  });

  it('that writes to an absolute path of the project is shown, and committed', async () => {
    const file = path.join(root, 'said.txt');
    const action = JSON.stringify({ type: 'add', path: file, template: 'x' });
    writeFileSync(
      path.join(root, 'plopfile.ts'),
      `export default (plop) => plop.setGenerator('said', { actions: [${action}] });\n`,
    );
    const dry = await generate('said', '--dry-run');
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('said.txt') });
    expect(existsSync(file)).toBe(false);
    const { stdout } = await generate('said', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ changes: [{ kind: 'create', path: 'said.txt' }], steps: [] });
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('of a built-in one’s name is refused, whatever is run', async () => {
    writeFileSync(path.join(root, 'plopfile.ts'), "export default (plop) => plop.setGenerator('service', {});\n");
    for (const words of [['service', 'x'], ['migration', 'x'], ['event']]) {
      expect(await generate(...words)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('names are taken: service'),
      });
    }
  });

  it('waits for another run', async () => {
    const slow = cli(['generate', 'event', 'first'], { cwd: root, env: { TMPDIR, SLOWLY: '1500' } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const results = await Promise.all([slow, generate('event', 'second')]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
  });

  it('that is interrupted leaves nothing behind', async () => {
    const before = snapshot(root);
    const child = spawn(process.execPath, [bin, 'generate', 'event', 'cut-off'], {
      cwd: root,
      env: cleanEnv({ TMPDIR, SLOWLY: '20000' }),
    });
    const ended = collect(child);
    child.stderr.on('data', (text) => {
      if (String(text).includes('printed')) child.kill('SIGINT');
    });
    expect(await ended).toMatchObject({ code: 130, stderr: expect.stringContaining('Nothing was written') });
    expect(snapshot(root)).toEqual(before);
    expect(scratchCopies()).toEqual([]);
  });

  it.runIf(terminalIsThere)('asks on a terminal for what is missing', async () => {
    const steps = [
      ['Which event\\?', 'asked\r'],
      ['system', '\u001b[B\r'],
    ] as const;
    const result = await onTerminal([process.execPath, bin, 'generate', 'event'], steps, {
      cwd: root,
      env: { TMPDIR },
    });
    expect(result.code).toBe(0);
    expect(readFileSync(path.join(root, 'src/events/asked.ts'), 'utf8')).toBe("export const asked = 'system';\n");
  });

  it.runIf(terminalIsThere)('is left by Ctrl-C while it asks', async () => {
    const result = await onTerminal([process.execPath, bin, 'generate', 'event'], [['Which event\\?', '\u0003']], {
      cwd: root,
    });
    expect(result.code).toBe(130);
    expect(scratchCopies()).toEqual([]);
  });
});

describe('the small generators', () => {
  it('make what is wired in, and nothing the second time', async () => {
    for (const words of [
      ['middleware', 'tenant', '--after', 'requestLog'],
      ['service', 'invoice-mailer'],
      ['migration', 'add', 'search', 'index'],
    ]) {
      expect(await generate(...words)).toMatchObject({ code: 0 });
      const before = snapshot(root);
      expect(await generate(...words)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/is there already\. Nothing was changed\.\n$/),
      });
      expect(snapshot(root)).toEqual(before);
    }
    expect(existsSync(path.join(root, 'drizzle/0001_add_search_index.sql'))).toBe(true);
  });

  it('need no plopfile, and do not look for its packages without one', async () => {
    rmSync(path.join(root, 'plopfile.ts'));
    const loaded = path.join(folder, 'loaded');
    mkdirSync(loaded);
    const env = { NODE_V8_COVERAGE: loaded };
    await cli(['generate', 'service', 'quiet', '--dry-run'], { cwd: root, env });
    const scripts = readdirSync(loaded)
      .map((file) => readFileSync(path.join(loaded, file), 'utf8'))
      .join('');
    expect(scripts).toContain('ts-morph');
    expect(scripts).not.toMatch(/node_modules\/(?:node-plop|inquirer|jiti)\//);
  });
});
