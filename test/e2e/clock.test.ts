/** Clocks that jump, and projects whose files come from other times: what is made is the same to the byte. */
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { base, cwd, destroy, generate, lay, makeProjects, removeProjects, root, withPost } from './support/harm.js';
import { cli } from './support/process.js';
import { snapshot } from './support/snapshot.js';

/** Loaded before the program: each look at the clock is some years away from the one before. */
const jumpingClock = `
  const years = [1969.5, 2026, 2106, 1980, 9000];
  let looks = 0;
  const now = () => (years[looks++ % years.length] - 1970) * 31_556_952_000;
  globalThis.Date = class extends Date {
    constructor(...args) {
      super(...(args.length === 0 ? [now()] : args));
    }
    static now() {
      return Math.floor(now());
    }
  };
`;
const preload = path.join(root, 'jumping-clock.mjs');
const env = { NODE_OPTIONS: `--import="${preload}"` };

beforeAll(async () => {
  await makeProjects();
  writeFileSync(preload, jumpingClock);
});

afterAll(removeProjects);

describe('a clock that jumps', () => {
  it('is in the way of neither generate nor destroy', async () => {
    lay();
    expect(await cli(generate, { cwd, env })).toMatchObject({ code: 0 });
    expect(snapshot(cwd)).toEqual(snapshot(withPost));
    expect(await cli(destroy, { cwd, env })).toMatchObject({ code: 0 });
    expect(snapshot(cwd)).toEqual(snapshot(base));
  });

  it('makes no other project', async () => {
    const words = ['api', '--preset', 'minimal', '--orm', 'drizzle', '--no-install', '--no-git'];
    for (const [folder, options] of [
      ['steady', {}],
      ['jumping', { env }],
    ] as const) {
      const parent = path.join(root, folder);
      mkdirSync(parent);
      expect(await cli(words, { cwd: parent, ...options })).toMatchObject({ code: 0 });
    }
    expect(snapshot(path.join(root, 'jumping'))).toEqual(snapshot(path.join(root, 'steady')));
  });
});

describe.each([
  ['before the epoch', -1e6],
  ['a century from now', Date.now() / 1000 + 3e9],
])('files from %s', (_name, seconds) => {
  it('are changed as any other', async () => {
    lay();
    for (const file of ['', ...readdirSync(cwd, { recursive: true, encoding: 'utf8' })]) {
      utimesSync(path.join(cwd, file), seconds, seconds);
    }
    expect(await cli(generate, { cwd })).toMatchObject({ code: 0 });
    expect(snapshot(cwd)).toEqual(snapshot(withPost));
  });

  it('are no lock when they name nobody', async () => {
    lay();
    const lock = path.join(cwd, '.backend-app/lock');
    writeFileSync(lock, '');
    utimesSync(lock, seconds, seconds);
    expect(await cli(generate, { cwd })).toMatchObject({ code: 0 });
    expect(snapshot(cwd)).toEqual(snapshot(withPost));
  });
});
