/** Runs that are killed, and runs that meet: the project is as before or as after, never between. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  base,
  cwd,
  destroy,
  generate,
  lay,
  makeProjects,
  removeProjects,
  transaction,
  withPost,
} from './support/harm.js';
import { bin, cleanEnv, cli, collect, type Result } from './support/process.js';
import { snapshot } from './support/snapshot.js';

beforeAll(makeProjects);

afterAll(removeProjects);

/** Starts a run and kills it: at a random moment, or in the very middle of its writing. */
async function killed(args: readonly string[], within: number, midst: boolean): Promise<Result> {
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: cleanEnv() });
  const ended = collect(child);
  if (midst) {
    const over = Date.now() + 10_000;
    while (!existsSync(transaction) && child.exitCode === null && Date.now() < over) await sleep(0);
    const until = performance.now() + Math.random() * 12;
    while (performance.now() < until) await sleep(0);
  } else {
    await sleep(Math.random() * within);
  }
  child.kill('SIGKILL');
  return ended;
}

describe.each([
  { verb: 'generate', args: generate, from: base, to: withPost },
  { verb: 'destroy', args: destroy, from: withPost, to: base },
])('$verb, killed', ({ args, from, to }) => {
  it('at fifty random moments leaves the project as before or as after, once the next command has run', async () => {
    const [before, after] = [snapshot(from), snapshot(to)];
    lay(from);
    const started = performance.now();
    expect(await cli(args, { cwd })).toMatchObject({ code: 0 });
    const duration = performance.now() - started;
    expect(snapshot(cwd)).toEqual(after);
    const outcomes = { unfinished: 0, before: 0, after: 0 };
    for (let round = 0; round < 50; round++) {
      lay(from);
      await killed(args, duration, round % 2 === 0);
      if (existsSync(transaction)) outcomes.unfinished++;
      expect(await cli(['generate', 'resource', 'other', 'x:nope'], { cwd })).toMatchObject({ code: 2 });
      const found = snapshot(cwd);
      expect([before, after]).toContainEqual(found);
      outcomes[Object.keys(found).length === Object.keys(before).length ? 'before' : 'after']++;
    }
    expect(outcomes.before).toBeGreaterThan(0);
    expect(outcomes.after).toBeGreaterThan(0);
    expect(outcomes.unfinished).toBeGreaterThan(0);
    expect((await cli(args, { cwd })).code).toBeLessThan(2);
  });
});

it('a killed run is undone by info too', async () => {
  lay();
  mkdirSync(path.join(transaction, 'old'), { recursive: true });
  renameSync(path.join(cwd, 'package.json'), path.join(transaction, 'old/package.json'));
  writeFileSync(
    path.join(transaction, 'journal.json'),
    JSON.stringify({ replaced: ['package.json'], created: ['src/new.ts'], folders: [] }),
  );
  writeFileSync(path.join(cwd, 'src/new.ts'), '');
  expect(await cli(['info'], { cwd })).toMatchObject({ code: 0 });
  expect(snapshot(cwd)).toEqual(snapshot(base));
});

describe('two runs at once', () => {
  const names = ['alpha', 'beta', 'gamma', 'delta'];

  it('that generate both do their work, one after the other', async () => {
    lay();
    const runs = names.map((name) => cli(['generate', 'resource', name, 'title:string'], { cwd }));
    for (const result of await Promise.all(runs)) expect(result).toMatchObject({ code: 0 });
    const modules = readFileSync(path.join(cwd, 'src/modules.ts'), 'utf8');
    for (const name of names) {
      expect(modules.split(`${name}Module`)).toHaveLength(3);
      expect(existsSync(path.join(cwd, `.backend-app/resources/${name}.json`))).toBe(true);
    }
    const journal = JSON.parse(readFileSync(path.join(cwd, 'drizzle/meta/_journal.json'), 'utf8'));
    // Two were there before.
    expect(journal.entries.map((entry: { idx: number }) => entry.idx)).toEqual([0, 1, 2, 3, 4, 5]);
    for (const name of names.toReversed()) {
      const { stdout } = await cli(['generate', 'resource', name, 'title:string'], { cwd });
      expect(stdout).toContain('Nothing was changed');
    }
  });

  it('of which one destroys leave the sum of both', async () => {
    lay(withPost);
    const [first, second] = await Promise.all([
      cli(destroy, { cwd }),
      cli(['generate', 'resource', 'tag', 'name:string'], { cwd }),
    ]);
    expect([first?.code, second?.code]).toEqual([0, 0]);
    const modules = readFileSync(path.join(cwd, 'src/modules.ts'), 'utf8');
    expect(modules).toMatch(/categoryModule, tagModule\]/);
    expect(modules).not.toContain('postModule');
  });
});
