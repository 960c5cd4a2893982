/** Whatever is typed: a resource that is accepted compiles, and one that is refused has written nothing. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { resourceLine } from '../support/resource-lines.js';
import { installAbove } from './support/install.js';
import { cli, mustRun } from './support/process.js';
import { snapshot } from './support/snapshot.js';

const seed = Number(process.env['FUZZ_SEED'] ?? 3);
const rounds = Number(process.env['FUZZ_RUNS'] ?? 40);
const root = mkdtempSync(path.join(os.tmpdir(), 'cba any ü-'));

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Names that people and machines come up with. */
const awkward = fc.oneof(
  fc.constantFrom('order', 'people', 'news', 'APIKeys', 'class', 'default', 'Map', 'promise', 'data', 'BlogPosts'),
  fc.constantFrom('../x', '1abc', '__proto__', 'constructor', 'Ünï', 'a/b', 'con', 'then', 'src', 'x'.repeat(80)),
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.startsWith('-') && !text.includes('\0')),
);

const words = fc.oneof(
  { weight: 3, arbitrary: resourceLine.map((line) => line.split(' ')) },
  { weight: 2, arbitrary: fc.tuple(awkward, fc.constant('title:string')) },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constant('thing'),
      awkward.map((name) => `${name}:string:unique`),
    ),
  },
);

describe.each([
  { framework: 'fastify', orm: 'drizzle', layout: 'layered' },
  { framework: 'express', orm: 'prisma', layout: 'modules' },
])('$framework + $orm', (choice) => {
  it(`holds for ${rounds} of all there are (FUZZ_SEED=${seed})`, async () => {
    const project = path.join(root, `${choice.framework}-${choice.orm}`);
    const flags = Object.entries({ ...choice, auth: 'jwt', cache: 'memory' }).flatMap(([axis, id]) => [
      `--${axis}`,
      id,
    ]);
    const offline = ['--no-install', '--no-git', '--resource', 'category name:string'];
    expect(await cli([project, ...flags, ...offline])).toMatchObject({ code: 0 });
    const outcomes = { accepted: 0, refused: 0 };
    for (const line of fc.sample(words, { numRuns: rounds, seed })) {
      const before = snapshot(project);
      const { code, stderr } = await cli(['generate', 'resource', '--cwd', project, ...line]);
      outcomes[code === 0 ? 'accepted' : 'refused'] += 1;
      if (code === 0) continue;
      expect([1, 2], `${line.join(' ')}\n${stderr}`).toContain(code);
      expect(stderr).not.toMatch(/This is a bug/);
      expect(snapshot(project)).toEqual(before);
    }
    expect(Math.min(outcomes.accepted, outcomes.refused)).toBeGreaterThan(rounds / 10);
    await installAbove(root, project);
    await mustRun('npm', ['run', 'typecheck'], { cwd: project });
    await mustRun('npm', ['run', 'lint'], { cwd: project });
  });
});
