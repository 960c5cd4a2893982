/** `generate` and `destroy` as a process, in a project on disk: laws of bytes, transactions, manifests. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from '../e2e/support/process.js';
import { snapshot } from '../e2e/support/snapshot.js';
import { buildWhenStale } from '../support/build.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'cba destroy ü-'));

beforeAll(buildWhenStale, 120_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a resource that is generated and destroyed', () => {
  const project = path.join(root, 'taken-back');
  const resources = ['tag name:string', { name: 'post', fields: { title: 'string', tags: 'refs=tag' } }];
  const inProject = (...args: string[]) => cli(args, { cwd: project });

  beforeAll(async () => {
    await cli(['taken-back', '--no-install', '--no-git', '--preset', 'minimal'], { cwd: root });
    writeFileSync(path.join(root, 'resources.json'), JSON.stringify(resources));
  }, 60_000);

  it('leaves every byte and every folder as it was', async () => {
    const before = foldersAndFiles(project);
    expect(await inProject('generate', 'resource', '--from', '../resources.json')).toMatchObject({ code: 0 });
    const after = snapshot(project);
    expect((await inProject('generate', 'resource', '--from', '../resources.json')).stdout).toMatch(
      /Nothing was changed/,
    );
    expect(snapshot(project)).toEqual(after);
    const refused = await inProject('destroy', 'resource', 'tags', '--json');
    expect(refused).toMatchObject({ code: 1 });
    expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, error: { code: 'RESOURCE_IN_USE' } });
    const dry = await inProject('destroy', 'resource', 'tags', 'Post', '--dry-run', '--json');
    expect((await inProject('destroy', 'resource', 'tag', 'post', '--dry-run')).stdout).toMatch(
      /Migrations .+ are gone/,
    );
    expect(snapshot(project)).toEqual(after);
    const done = await inProject('destroy', 'resource', 'tags', 'Post', '--json');
    expect(JSON.parse(done.stdout)).toEqual({ ...(JSON.parse(dry.stdout) as object), dryRun: false });
    expect(foldersAndFiles(project)).toEqual(before);
    expect(await inProject('destroy', 'resource', 'post')).toMatchObject({ code: 1 });
    expect(foldersAndFiles(project)).toEqual(before);
  });

  it('is one transaction: a fault in a file makes none of its resources', async () => {
    const before = snapshot(project);
    writeFileSync(path.join(root, 'faulty.yaml'), '- tag name:string\n- post title:strin\n- note text:tex\n');
    const result = await inProject('generate', 'resource', '--from', '../faulty.yaml');
    expect(result).toMatchObject({ code: 2 });
    expect(result.stderr).toMatch(/faulty\.yaml:2[^]+did you mean string[^]+faulty\.yaml:3/);
    expect(snapshot(project)).toEqual(before);
  });

  it('edits nothing when the wiring is skipped, and prints it', async () => {
    const before = snapshot(project);
    const result = await inProject('generate', 'resource', 'note', 'text:text', '--skip-wiring', '--json');
    const { changes, snippets } = JSON.parse(result.stdout) as Record<string, { kind?: string; file?: string }[]>;
    expect(changes?.filter(({ kind }) => kind === 'update').map((change) => change)).toEqual([
      expect.objectContaining({ path: 'drizzle/meta/_journal.json' }),
    ]);
    expect(snippets?.map(({ file }) => file)).toEqual(['src/platform/db/schema.ts', 'src/modules.ts']);
    expect(await inProject('destroy', 'resource', 'note')).toMatchObject({ code: 0 });
    expect(snapshot(project)).toEqual(before);
  });

  it('leaves nothing of several that were not committed, whichever goes first', async () => {
    const before = foldersAndFiles(project);
    for (const name of ['one', 'two']) await inProject('generate', 'resource', name, 'a:string');
    for (const name of ['one', 'two']) {
      const { stdout } = await inProject('destroy', 'resource', name);
      expect(stdout).toMatch(/Its migration was not committed and is gone/);
      expect(stdout).not.toMatch(/drop|stays/);
    }
    expect(foldersAndFiles(project)).toEqual(before);
  });

  it('keeps its migration once that is committed', async () => {
    await inProject('generate', 'resource', 'note', 'text:text');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd: project });
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'One');
    writeFileSync(path.join(project, 'src/mine.ts'), "import './modules/note/note.model.js';\n");
    const importers = [{ path: 'src/mine.ts', imports: ['src/modules/note/note.model.ts'] }];
    const dry = await inProject('destroy', 'resource', 'note', '--dry-run', '--json');
    expect(JSON.parse(dry.stdout)).toMatchObject({ importers });
    const result = await inProject('destroy', 'resource', 'note');
    expect(result.stderr).toMatch(/warning .+\n {2}src\/mine\.ts: src\/modules\/note\/note\.model\.ts\n/);
    expect(result.stdout).toMatch(
      /\+ drizzle\/0002_drop_notes\.sql[^]+db:migrate: what was committed stays, and a new/,
    );
    expect(existsSync(path.join(project, 'drizzle/0001_create_notes.sql'))).toBe(true);
    git('checkout', '--quiet', '.');
    git('clean', '-fdq');
    expect(await inProject('destroy', 'resource', 'note')).toMatchObject({ code: 0 });
  });

  it.each([
    ['missing', undefined, 'NOT_A_PROJECT'],
    ['older', '{"manifestVersion": 0}', 'MANIFEST_VERSION'],
    ['newer', '{"manifestVersion": 9}', 'MANIFEST_VERSION'],
    ['damaged', '{', 'MANIFEST_DAMAGED'],
    ['of unknown choices', (text: string) => text.replace('drizzle', 'drizle'), 'MANIFEST_DAMAGED'],
  ])('is not touched where the manifest is %s', async (_, content, code) => {
    const folder = path.join(root, `manifest ${code} ${_}`);
    cpSync(project, folder, { recursive: true });
    const file = path.join(folder, '.backend-app/manifest.json');
    if (content === undefined) rmSync(file);
    else writeFileSync(file, typeof content === 'string' ? content : content(readFileSync(file, 'utf8')));
    const before = snapshot(folder);
    for (const args of [
      ['destroy', 'resource', 'note'],
      ['generate', 'resource', '--from', '../resources.json'],
      ['generate', 'resource', 'other', 'a:string', '--skip-wiring'],
    ]) {
      const result = await cli([...args, '--json'], { cwd: folder });
      expect(result).toMatchObject({ code: 1 });
      expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error: { code } });
      expect(snapshot(folder)).toEqual(before);
    }
  });
});

/** Paths of all that is in a folder, and the text of the files. */
function foldersAndFiles(folder: string): unknown {
  return [readdirSync(folder, { recursive: true }).sort(), snapshot(folder)];
}
