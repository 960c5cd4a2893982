import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { destroyResources, generateResources } from '../../src/pipeline.js';
import { splitLine } from '../../src/resource/line.js';
import { snapshot } from '../e2e/support/snapshot.js';
import { compose, filesOf } from '../support/compose.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'skip-wiring-'));
const run = {
  dryRun: false,
  codegen: false,
  progress: () => () => {},
  interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) => work(new AbortController().signal),
};
const lines = ['tag name:string', 'post title:string author:ref=user tags:refs=tag'];

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Text of all files, but of the manifest, which notes what a project began with. */
function textOf(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([file]) => file !== '.backend-app/manifest.json'));
}

function onDisk(folder: string): Record<string, string> {
  const text = (base64: string) => Buffer.from(base64, 'base64').toString();
  return textOf(Object.fromEntries(Object.entries(snapshot(folder)).map(([file, bytes]) => [file, text(bytes)])));
}

function written(name: string, files: Readonly<Record<string, string>>): string {
  const folder = path.join(root, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

describe.each(['drizzle', 'prisma'])('wiring that was skipped, with %s', async (orm) => {
  const choices = { framework: 'express', orm, auth: 'jwt' };
  const bare = filesOf((await compose(choices)).tree);
  const whole = filesOf((await compose(choices, lines)).tree);
  const generate = (folder: string, skipWiring: boolean, inputs = lines) =>
    generateResources({ ...run, root: folder, inputs: inputs.map(splitLine), skipWiring });

  it('is shown as long as it is missing, and done when it is no longer to be skipped', async () => {
    const folder = written(`${orm} later`, bare);
    const first = await generate(folder, true);
    const skipped = onDisk(folder);
    expect(first.snippets.map(({ file }) => file)).toContain('src/modules.ts');
    const again = await generate(folder, true);
    expect(again).toMatchObject({ made: [], changes: [], wired: [] });
    expect(again.snippets).toEqual(first.snippets);
    expect(onDisk(folder)).toEqual(skipped);

    const later = await generate(folder, false);
    expect(later).toMatchObject({ made: [], snippets: [] });
    expect(later.wired.map(({ names }) => names.key)).toEqual(['tag', 'post']);
    expect(onDisk(folder)).toEqual(textOf(whole));
    for (const skip of [false, true]) {
      expect(await generate(folder, skip)).toMatchObject({ made: [], changes: [], wired: [], snippets: [] });
    }
    await destroyResources({ ...run, root: folder, names: ['tag', 'post'], force: false });
    expect(onDisk(folder)).toEqual(textOf(bare));
  });

  it('is not shown where it was pasted, and then only noted', async () => {
    const folder = written(`${orm} pasted`, bare);
    await generate(folder, true);
    const record = (text: string) => text.includes('"wiringSkipped"');
    const pasted = Object.entries(whole).filter(([file]) => !file.startsWith('.backend-app/'));
    written(`${orm} pasted`, Object.fromEntries(pasted));
    expect((await generate(folder, true)).snippets).toEqual([]);
    expect(Object.values(onDisk(folder)).filter(record)).toHaveLength(2);
    const { changes } = await generate(folder, false);
    expect(changes.map((change) => change.path)).toEqual([
      '.backend-app/resources/post.json',
      '.backend-app/resources/tag.json',
    ]);
    expect(Object.values(onDisk(folder)).filter(record)).toEqual([]);
  });

  it('is done along with what is new, before it', async () => {
    const folder = written(`${orm} mixed`, bare);
    await generate(folder, true, lines.slice(0, 1));
    const { made, wired } = await generate(folder, false);
    expect([wired, made].map((specs) => specs.map(({ names }) => names.key))).toEqual([['tag'], ['post']]);
    expect(onDisk(folder)).toEqual(textOf(whole));
  });

  it('of what is there is shown along with what is new', async () => {
    const folder = written(`${orm} shown`, bare);
    const tag = await generate(folder, true, lines.slice(0, 1));
    const { made, snippets } = await generate(folder, true);
    expect(made).toHaveLength(1);
    expect(snippets).toEqual(expect.arrayContaining([...tag.snippets]));
  });
});

describe('wiring that something stands in the way of', async () => {
  const { tree } = await compose({ framework: 'express', orm: 'prisma' });
  const refusal = async (name: string, edit: (text: string) => string) => {
    const files = filesOf(tree);
    const modules = edit(files['src/modules.ts'] ?? '');
    const folder = written(name, { ...files, 'src/modules.ts': modules });
    return generateResources({
      ...run,
      root: folder,
      inputs: [splitLine('post title:string')],
      skipWiring: false,
    }).then(
      () => undefined,
      (error: unknown) => error,
    );
  };

  it('says to rename what has the name', async () => {
    const error = await refusal('taken', (text) => `${text}\nexport const postModule = 1;\n`);
    expect(error).toMatchObject({
      code: 'WIRING_BLOCKED',
      hint: expect.stringMatching(/^Rename what has the name and run.+--skip-wiring and paste the snippets by hand/),
    });
  });

  it('says to put back what is missing', async () => {
    const error = await refusal('missing', (text) => text.replace('export const modules', 'export const mine'));
    expect(error).toMatchObject({ code: 'WIRING_BLOCKED', hint: expect.stringMatching(/^Put back what the edits/) });
  });
});
