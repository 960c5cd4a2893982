/** Disks and projects that are not as they should be: a run is refused in words, and nothing of the project moves. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  base,
  cwd,
  destroy,
  generate,
  lay,
  makeProjects,
  removeProjects,
  root,
  transaction,
  withPost,
} from './support/harm.js';
import { bin, cleanEnv, cli, collect, type Result, run } from './support/process.js';
import { snapshot } from './support/snapshot.js';

const isRoot = process.getuid?.() === 0;
const nobody = 65534;

beforeAll(makeProjects);

afterAll(removeProjects);

describe('a disk that does not take it', () => {
  /** Runs the command line in the project with what a shell puts before it. */
  const under = (prelude: string, args: readonly string[]) =>
    run('bash', ['-c', `${prelude}; exec "$@"`, 'bash', process.execPath, bin, ...args], { cwd });

  async function expectRefused(result: Promise<Result>, said: RegExp): Promise<void> {
    const { code, stderr } = await result;
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  }

  it.skipIf(!isRoot || !readable(bin))('because files and folders are read-only', async () => {
    for (const [locked, args] of [
      ['src/modules', generate],
      ['.backend-app', generate],
      ['src', destroy],
      ['drizzle/meta', destroy],
    ] as const) {
      lay(args === generate ? base : withPost);
      for (const file of ['', ...readdirSync(cwd, { recursive: true, encoding: 'utf8' })]) {
        chownSync(path.join(cwd, file), nobody, nobody);
      }
      chmodSync(root, 0o755);
      chmodSync(path.join(cwd, locked), 0o555);
      const before = snapshot(cwd);
      const child = spawn(process.execPath, [bin, ...args], { cwd, env: cleanEnv(), uid: nobody, gid: nobody });
      await expectRefused(collect(child), /permission is denied/);
      chmodSync(path.join(cwd, locked), 0o755);
      expect(snapshot(cwd)).toEqual(before);
    }
  });

  const mount = (size: string) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'none', cwd], { stdio: 'ignore' }).status === 0;
  const mountable = isRoot && spawnSync('unshare', ['-m', 'true']).status === 0;

  it.skipIf(!mountable)('because it is full, however far the run comes', async () => {
    const sizeOf = (folder: string) =>
      Math.ceil(Number(spawnSync('du', ['-sk', folder]).stdout.toString().split('\t')[0]));
    for (const spare of [0, 8, 24, 48, 80]) {
      rmSync(cwd, { recursive: true, force: true });
      mkdirSync(cwd);
      expect(mount(`${sizeOf(base) + 64 + spare}k`)).toBe(true);
      try {
        cpSync(base, cwd, { recursive: true });
        writeFileSync(path.join(cwd, 'filler'), '');
        fill(path.join(cwd, 'filler'), spare);
        const before = snapshot(cwd);
        await expectRefused(cli(generate, { cwd }), /disk is full/);
        expect(snapshot(cwd)).toEqual(before);
        rmSync(path.join(cwd, 'filler'));
      } finally {
        spawnSync('umount', [cwd]);
      }
    }
  });

  it('because a process may have few files open', async () => {
    for (const files of [18, 20, 22, 24, 28]) {
      lay();
      const before = snapshot(cwd);
      const { code } = await under(`ulimit -n ${files}`, generate);
      if (code !== 0) expect(snapshot(cwd)).toEqual(before);
      expect(await cli(generate, { cwd })).toMatchObject({ code: 0 });
      expect(snapshot(cwd)).toEqual(snapshot(withPost));
    }
  });

  it('because files may not grow beyond a size', async () => {
    lay();
    const before = snapshot(cwd);
    const { code } = await under('ulimit -f 1', generate);
    expect(code).not.toBe(0);
    expect(await cli(['info'], { cwd })).toMatchObject({ code: 0 });
    expect(snapshot(cwd)).toEqual(before);
  });
});

describe('a project that is not as it should be', () => {
  const elsewhere = path.join(root, 'elsewhere');

  it.each(['src/modules', 'drizzle', '.backend-app/resources', 'src'])(
    'whose %s is a link to another place is left alone, as is that place',
    async (folder) => {
      lay();
      rmSync(elsewhere, { recursive: true, force: true });
      renameSync(path.join(cwd, folder), elsewhere);
      symlinkSync(elsewhere, path.join(cwd, folder));
      const before = [snapshot(cwd), snapshot(elsewhere)];
      const { code, stderr } = await cli(generate, { cwd });
      expect(stderr).toMatch(/leads out of the project/);
      expect(code).toBe(1);
      expect([snapshot(cwd), snapshot(elsewhere)]).toEqual(before);
    },
  );

  it.each(['src/modules.ts', 'src/platform/db/schema.ts', 'drizzle/meta/_journal.json', '.backend-app/manifest.json'])(
    'that has a folder for %s is left alone',
    async (file) => {
      lay();
      rmSync(path.join(cwd, file));
      mkdirSync(path.join(cwd, file));
      const before = snapshot(cwd);
      expect(await cli(generate, { cwd })).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error /m) });
      expect(snapshot(cwd)).toEqual(before);
    },
  );

  const manifest = '.backend-app/manifest.json';
  const whole = () => readFileSync(path.join(cwd, manifest), 'utf8');
  const conflict = (text: string) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`;

  it.each<[string, (text: string) => string | undefined, RegExp]>([
    ['is missing', () => undefined, /not a project/],
    ['is of an older form', (text) => text.replace('"manifestVersion": 1', '"manifestVersion": 0'), /older version/],
    ['is of a newer form', (text) => text.replace('"manifestVersion": 1', '"manifestVersion": 99'), /newer version/],
    ['was cut off', (text) => text.slice(0, 200), /cannot be used/],
    ['has the marks of a merge', conflict, /conflict markers/],
    ['names a choice that there is not', (text) => text.replace('"drizzle"', '"hibernate"'), /does not know/],
    ['is empty', () => '', /cannot be used/],
  ])('whose manifest %s is left alone by every verb', async (_name, change, said) => {
    for (const args of [generate, destroy]) {
      lay(withPost);
      const text = change(whole());
      if (text === undefined) rmSync(path.join(cwd, manifest));
      else writeFileSync(path.join(cwd, manifest), text);
      const before = snapshot(cwd);
      expect(await cli(args, { cwd })).toMatchObject({ code: 1, stderr: expect.stringMatching(said) });
      expect(snapshot(cwd)).toEqual(before);
    }
  });

  it.each([
    ['is damaged', '{"replaced": ['],
    ['is of another form', JSON.stringify({ version: 7, operations: [] })],
    ['leads elsewhere', JSON.stringify({ replaced: [], created: ['../base/package.json'], folders: [] })],
  ])('whose journal %s is left alone, and it is said where the old files are', async (_name, text) => {
    lay();
    mkdirSync(path.join(transaction, 'old'), { recursive: true });
    writeFileSync(path.join(transaction, 'journal.json'), text);
    const before = snapshot(cwd);
    for (const args of [generate, ['destroy', 'resource', 'category', '--yes'], ['info']]) {
      expect(await cli(args, { cwd })).toMatchObject({ code: 1, stderr: expect.stringMatching(/transaction\/old/) });
      expect(snapshot(cwd)).toEqual(before);
    }
  });

  it('whose journal an older version left is put back as it was', async () => {
    lay();
    const before = snapshot(cwd);
    // As version 0.1.0 writes it: whatever comes later has to read it.
    const journal = {
      replaced: ['src/modules.ts'],
      created: ['src/modules/post/post.ts'],
      folders: ['src/modules/post'],
    };
    mkdirSync(path.join(transaction, 'old/src'), { recursive: true });
    renameSync(path.join(cwd, 'src/modules.ts'), path.join(transaction, 'old/src/modules.ts'));
    writeFileSync(path.join(cwd, 'src/modules.ts'), 'half');
    mkdirSync(path.join(cwd, 'src/modules/post'));
    writeFileSync(path.join(cwd, 'src/modules/post/post.ts'), 'half');
    writeFileSync(path.join(transaction, 'journal.json'), JSON.stringify(journal));
    expect(await cli(['info'], { cwd })).toMatchObject({ code: 0 });
    expect(snapshot(cwd)).toEqual(before);
  });
});

function readable(file: string): boolean {
  return spawnSync(process.execPath, ['-e', `fs.readFileSync(${JSON.stringify(file)})`], { uid: nobody }).status === 0;
}

/** Lets a file grow until only some kilobytes are left. */
function fill(file: string, spare: number): void {
  const block = Buffer.alloc(4096);
  try {
    for (;;) writeFileSync(file, block, { flag: 'a' });
  } catch {
    const { size } = { size: readFileSync(file).length };
    writeFileSync(file, Buffer.alloc(Math.max(0, size - spare * 1024)));
  }
}
