/** What becomes of migrations when resources are destroyed, in whatever order and whatever git has of them. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { catalog, compose, filesOf } from '../support/compose.js';
import { destroy, generate, opened, type Files } from '../support/projects.js';

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
    const before = filesOf(tree);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const project = new Project(plan, before);
        for (const one of steps) await project.take(one);
        await project.clear();
        const left = Object.keys(project.files).filter((path) => !(path in before));
        if (project.committed.size === 0) expect(left).toEqual(project.byHand);
        if (left.length === 0) expect(project.files).toEqual(before);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 25), seed: 7 },
    );
  });
});

const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];

interface Step {
  does: 'generate' | 'destroy' | 'write' | 'commit';
  name: string;
  /** Refers to all others that there are; its fields are named like their tables otherwise. */
  refers: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    { weight: 9, arbitrary: fc.constant('generate' as const) },
    { weight: 5, arbitrary: fc.constant('destroy' as const) },
    { weight: 1, arbitrary: fc.constant('write' as const) },
    { weight: 1, arbitrary: fc.constant('commit' as const) },
  ),
  name: fc.constantFrom(...words),
  refers: fc.boolean(),
});

/** A project that people work on. */
class Project {
  readonly plan: Plan;
  files: Files;
  /** What git has, and must stay as it is. */
  committed = new Map<string, string>();
  /** Files of a migration of their own. */
  byHand: readonly string[] = [];

  constructor(plan: Plan, files: Files) {
    this.plan = plan;
    this.files = files;
  }

  get made(): string[] {
    return opened(this.plan, this.files).records.map(({ resource }) => resource.names.key);
  }

  async take({ does, name, refers }: Step): Promise<void> {
    if (does === 'commit') this.committed = new Map(Object.entries(this.files));
    if (does === 'write' && this.byHand.length === 0) this.write();
    if (does === 'destroy' && this.made.includes(name)) await this.destroy(name);
    if (does !== 'generate' || this.made.includes(name)) return;
    const others = this.made.map((other) => (refers ? `${other}:refs=${other}` : `${other}s:json`));
    this.files = await generated(this.plan, this.files, [[name, 'text:string', ...others].join(' ')]);
    this.check();
  }

  /** Destroys all resources, in an order that their references allow. */
  async clear(): Promise<void> {
    while (this.made.length > 0) for (const name of this.made) await this.destroy(name);
  }

  async destroy(name: string): Promise<void> {
    const committed = (path: string) => this.committed.has(path);
    const result = await destroy(this.plan, this.files, [name], { committed }).catch((error: unknown) => {
      if (error instanceof UserError && error.code === 'RESOURCE_IN_USE') return undefined;
      throw error;
    });
    if (!result) return;
    this.files = filesOf(result.tree);
    this.check();
  }

  write(): void {
    const before = this.files;
    [, this.files] = withEmptyMigration(this.plan, before);
    this.byHand = Object.keys(this.files).filter((path) => !(path in before));
  }

  check(): void {
    expectWhole(this.files);
    const fixed = [...this.committed].filter(([path]) => /\.sql$|_snapshot\.json$/.test(path));
    expect(Object.fromEntries(fixed.map(([path]) => [path, this.files[path]]))).toEqual(Object.fromEntries(fixed));
    const specs = opened(this.plan, this.files).existing;
    const tables = specs.flatMap(({ names, relations }) => [names.table, ...relations.map(({ join }) => join.table)]);
    expect([...tablesAfter(migrationsOf(this.files))].sort()).toEqual(tables.sort());
  }
}

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

/** Texts of all migrations, in their order. */
function migrationsOf(files: Files): string[] {
  const paths = Object.keys(files).filter((path) => /^(?:drizzle|prisma\/migrations)\/.*\.sql$/.test(path));
  return paths.sort().map((path) => files[path] ?? '');
}

/** The tables that there are after some migrations, each statement of which finds what it needs. */
function tablesAfter(migrations: readonly string[]): Set<string> {
  const tables = new Set<string>();
  for (const [, verb = '', table = ''] of migrations
    .join('\n')
    .matchAll(/\b(CREATE TABLE|DROP TABLE|ALTER TABLE|REFERENCES) (?:"public"\.)?"(\w+)"/g)) {
    expect(tables.has(table), `${verb} ${table}`).toBe(verb !== 'CREATE TABLE');
    if (verb === 'CREATE TABLE') tables.add(table);
    if (verb === 'DROP TABLE') tables.delete(table);
  }
  return tables;
}

/** Each migration finds what it needs; where there is a journal, each snapshot follows the one before and is right. */
function expectWhole(files: Files): void {
  tablesAfter(migrationsOf(files));
  const journal = JSON.parse(files['drizzle/meta/_journal.json'] ?? '{"entries":[]}') as { entries: { tag: string }[] };
  const texts: string[] = [];
  let previous: { id: string } | undefined;
  for (const { tag } of journal.entries) {
    texts.push(files[`drizzle/${tag}.sql`] ?? '');
    const snapshot = JSON.parse(files[`drizzle/meta/${tag.slice(0, 4)}_snapshot.json`] ?? '{}');
    if (previous) expect(snapshot.prevId).toBe(previous.id);
    expect(Object.keys(snapshot.tables)).toEqual([...tablesAfter(texts)].map((table) => `public.${table}`));
    previous = snapshot;
  }
}
