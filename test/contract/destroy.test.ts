/** What becomes of migrations when resources are destroyed, in whatever order and whatever git has of them. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog, compose, filesOf } from '../support/compose.js';
import { destroy, generate, type Files } from '../support/projects.js';

const lines = ['tag name:string', 'post title:string tags:refs=tag', 'note tags:json text:text'];
const orders = [
  ['post', 'tag', 'note'],
  ['post', 'note', 'tag'],
  ['note', 'post', 'tag'],
];
const circle = ['team name:string lead:ref=person:optional', 'person name:string team:ref=team'];

const bases = catalog.ofKind('orm').map(({ id }) => id);

describe.each(bases)('%s', (orm) => {
  const bare = compose({ framework: 'express', orm });

  it.each(orders)('leaves nothing of what was never committed: %s, %s, %s', async (...order) => {
    const { plan, tree } = await bare;
    let files: Files = await generated(plan, filesOf(tree), lines);
    for (const name of order) {
      const result = await destroy(plan, files, [name]);
      expect(result).toMatchObject({ addedMigrations: [], keptMigrations: [] });
      expect(result.removedMigrations.length).toBeGreaterThan(0);
      files = filesOf(result.tree);
      expectWhole(files);
    }
    expect(files).toEqual(filesOf(tree));
  });

  it('leaves nothing of a circle, whatever was made between and after', async () => {
    const { plan, tree } = await bare;
    const whole = await generated(plan, await generated(plan, filesOf(tree), ['tag name:string'], circle), [
      'note text:text',
    ]);
    for (const order of [
      [
        ['team', 'person'],
        ['tag', 'note'],
      ],
      [['tag'], ['person', 'team'], ['note']],
    ]) {
      let files: Files = whole;
      for (const names of order) {
        files = filesOf((await destroy(plan, files, names)).tree);
        expectWhole(files);
      }
      expect(files).toEqual(filesOf(tree));
    }
  });

  it('keeps what git has, and drops it by one more migration', async () => {
    const { plan, tree } = await bare;
    const first = await generated(plan, filesOf(tree), ['tag name:string']);
    const whole = await generated(plan, first, ['post title:string', 'note text:text']);
    const committed = (path: string) => path in first;
    const gone = await destroy(plan, whole, ['tag'], { committed });
    expect(gone.removedMigrations).toEqual([]);
    expect(gone.addedMigrations.join()).toMatch(/drop_tags/);
    expect(gone.keptMigrations.map(({ reason }) => reason)).toContain('committed');
    expect(gone.keptMigrations.every(({ path }) => gone.tree.read(path) === whole[path])).toBe(true);
    expectWhole(filesOf(gone.tree));
    let files: Files = whole;
    for (const name of ['post', 'note']) files = filesOf((await destroy(plan, files, [name], { committed })).tree);
    expect(files).toEqual(first);
  });

  it('keeps a migration that a later one of the project builds on', async () => {
    const { plan, tree } = await bare;
    const [sql, between] = withEmptyMigration(plan, await generated(plan, filesOf(tree), ['tag name:string']));
    const files = { ...between, [sql]: 'CREATE INDEX "tags_by_name" ON "tags" (lower("name"));\n' };
    const { tree: after, keptMigrations, addedMigrations } = await destroy(plan, files, ['tag']);
    expect(new Set(keptMigrations.map(({ reason }) => reason))).toEqual(new Set(['needed']));
    expect(addedMigrations.join()).toMatch(/drop_tags/);
    expectWhole(filesOf(after));
  });

  it('leaves a file that people edited an edited one', async () => {
    const { plan, tree } = await bare;
    const whole = await generated(plan, filesOf(tree), lines);
    const path = Object.keys(whole).find((file) => /create_notes/.test(file)) ?? '';
    const files = filesOf((await destroy(plan, { ...whole, [path]: `${whole[path]}-- mine\n` }, ['post'])).tree);
    await expect(destroy(plan, files, ['note'])).rejects.toMatchObject({ problems: [{ where: path }] });
  });

  it('takes back whatever was generated, in whatever order', { timeout: 120_000 }, async () => {
    const { plan, tree } = await bare;
    const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
    const step = fc.record({ name: fc.constantFrom(...words), goes: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.nat(4), async (steps, empty) => {
        let files: Files = filesOf(tree);
        let made: string[] = [];
        const go = async (name: string) => {
          files = filesOf((await destroy(plan, files, [name])).tree);
          made = made.filter((other) => other !== name);
          expectWhole(files);
        };
        let own: readonly string[] = [];
        for (const [index, { name, goes }] of steps.entries()) {
          if (index === empty) {
            const before = files;
            [, files] = withEmptyMigration(plan, files);
            own = Object.keys(files).filter((path) => !(path in before));
          }
          if (made.includes(name) && goes) await go(name);
          if (made.includes(name) || goes) continue;
          files = await generated(plan, files, [`${name} a:string`]);
          made.push(name);
        }
        for (const name of made.toReversed().toSorted((a, b) => a.length - b.length)) await go(name);
        const left = Object.keys(files).filter((path) => !(path in filesOf(tree)));
        expect(left).toEqual(own);
        if (own.length === 0) expect(files).toEqual(filesOf(tree));
      }),
      { numRuns: 15, seed: 7 },
    );
  });
});

type Plan = Awaited<ReturnType<typeof compose>>['plan'];

/** The project after some calls of `generate resource`, each with some lines. */
async function generated(plan: Plan, before: Files, ...calls: readonly (readonly string[])[]): Promise<Files> {
  let files = before;
  for (const call of calls) files = filesOf((await generate(plan, files, call)).tree);
  return files;
}

/** The project with an empty migration more, and where its statements are to be written. */
function withEmptyMigration(plan: Plan, files: Files): [string, Files] {
  const tree = {
    read: (path: string) => files[path],
    exists: (path: string) => path in files,
    list: (folder: string) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`))
        .sort(),
  };
  const edits = plan.fragments.flatMap(({ generators }) => generators?.emptyMigration?.('by_hand', tree) ?? []);
  const made = Object.fromEntries(edits.map(({ path, content = '' }) => [path, content]));
  return [Object.keys(made).find((path) => path.endsWith('.sql')) ?? '', { ...files, ...made }];
}

/** Where there is a journal: each migration has its files, each snapshot follows the one before and has what the SQL says. */
function expectWhole(files: Files): void {
  const journal = JSON.parse(files['drizzle/meta/_journal.json'] ?? '{"entries":[]}') as { entries: { tag: string }[] };
  const tables = new Set<string>();
  let previous: { id: string } | undefined;
  for (const { tag } of journal.entries) {
    const sql = files[`drizzle/${tag}.sql`] ?? '';
    for (const [, verb, table] of sql.matchAll(/(CREATE|DROP) TABLE "(\w+)"/g)) {
      if (verb === 'CREATE') tables.add(`public.${table}`);
      else tables.delete(`public.${table}`);
    }
    const snapshot = JSON.parse(files[`drizzle/meta/${tag.slice(0, 4)}_snapshot.json`] ?? '{}');
    if (previous) expect(snapshot.prevId).toBe(previous.id);
    expect(Object.keys(snapshot.tables)).toEqual([...tables]);
    previous = snapshot;
  }
}
