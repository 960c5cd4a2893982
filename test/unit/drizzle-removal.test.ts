import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileEdit } from '../../src/catalog/fragment.js';
import { emptyMigration, removal } from '../../templates/orm/drizzle/emit/migration.js';
import { migrated, specsOf, treeOf } from './drizzle-support.js';

type Files = Record<string, string>;

const journal = 'drizzle/meta/_journal.json';

function apply(files: Files, edits: readonly FileEdit[]): Files {
  const after = { ...files };
  for (const { path, content } of edits) {
    if (content === undefined) delete after[path];
    else after[path] = content;
  }
  return after;
}

/** The edits that take out the resource at an index, its own files being those of its migration. */
function remove(files: Files, lines: readonly string[], index: number, committed: readonly string[] = []) {
  const spec = specsOf(...lines)[index];
  if (!spec) throw new Error('no resource');
  const number = String(index).padStart(4, '0');
  const owned = [
    'src/modules/x/x.table.ts',
    `drizzle/${number}_create_${spec.names.table}.sql`,
    `drizzle/meta/${number}_snapshot.json`,
  ];
  return removal(spec, { tree: treeOf(files), owned, committed: (path) => committed.includes(path) });
}

function parsed(files: Files, path: string) {
  return JSON.parse(files[path] ?? 'null');
}

describe('taking out a resource', () => {
  const lines = ['tag name:string', 'post title:string tags:refs=tag'];
  const one = migrated(specsOf('tag name:string'));
  const two = migrated(specsOf(...lines));

  it('leaves nothing of a migration that is the last and nobody else has', () => {
    expect(apply(two, remove(two, lines, 1))).toEqual(one);
    expect(apply(one, remove(one, lines, 0))[journal]).toBe(
      '{\n  "version": "7",\n  "dialect": "postgresql",\n  "entries": []\n}\n',
    );
  });

  it.each(['drizzle/0001_create_posts.sql', 'drizzle/meta/0001_snapshot.json'])(
    'drops the tables by one more migration when version control has %s',
    (path) => {
      const edits = remove(two, lines, 1, [path]);
      const after = apply(two, edits);
      expect(after).toMatchObject({ ...two, [journal]: expect.any(String) });
      expect(after['drizzle/0002_drop_posts.sql']).toBe(
        'DROP TABLE "post_tags";--> statement-breakpoint\nDROP TABLE "posts";\n',
      );
      const snapshot = parsed(after, 'drizzle/meta/0002_snapshot.json');
      expect(Object.keys(snapshot.tables)).toEqual(['public.tags']);
      expect(snapshot.prevId).toBe(parsed(after, 'drizzle/meta/0001_snapshot.json').id);
      expect(parsed(after, journal).entries.map(({ tag }: { tag: string }) => tag)).toEqual([
        '0000_create_tags',
        '0001_create_posts',
        '0002_drop_posts',
      ]);
    },
  );

  it('drops what of a circle still refers to its table', () => {
    const circle = ['team name:string lead:ref=person:optional', 'person team:ref=team'];
    const files = migrated(specsOf(...circle));
    const less = apply(files, remove(files, circle, 1, ['drizzle/0001_create_people.sql']));
    expect(less['drizzle/0002_drop_people.sql']).toBe(
      'ALTER TABLE "teams" DROP CONSTRAINT "teams_lead_id_people_id_fk";--> statement-breakpoint\nDROP TABLE "people";\n',
    );
    expect(parsed(less, 'drizzle/meta/0002_snapshot.json').tables['public.teams'].foreignKeys).toEqual({});
    expect(apply(less, remove(less, circle, 0))['drizzle/0003_drop_teams.sql']).toBe('DROP TABLE "teams";\n');
  });

  const other = ['tag name:string', 'post title:string'];
  const files = migrated(specsOf(...other));

  it('is as if it had not been, but for the numbers, when others came after', () => {
    const after = apply(files, remove(files, other, 0));
    const snapshot = 'drizzle/meta/0001_snapshot.json';
    expect(Object.keys(after)).toEqual([journal, 'drizzle/0001_create_posts.sql', snapshot]);
    expect(parsed(after, journal).entries).toEqual([parsed(files, journal).entries[1]]);
    const alone = migrated(specsOf('post title:string'))['drizzle/meta/0000_snapshot.json'] ?? '';
    const id = parsed(files, snapshot).id as string;
    expect(after[snapshot]).toBe(alone.replace(/(?<="id": ")[^"]+/, id));
    expect(apply(after, remove(after, other, 1))).toEqual(apply(one, remove(one, lines, 0)));
  });

  it.each([
    ['as drizzle-kit prints it', (text: string) => JSON.stringify(JSON.parse(text), null, 2)],
    ['with other line ends', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('leaves a snapshot %s in that style', (_, style) => {
    const path = 'drizzle/meta/0001_snapshot.json';
    const styled = (all: Files) => ({ ...all, [path]: style(all[path] ?? '') });
    expect(apply(styled(files), remove(styled(files), other, 0))).toEqual(
      styled(apply(files, remove(files, other, 0))),
    );
  });

  it.each([
    ['version control has one of the others that came after', '', ['drizzle/meta/0001_snapshot.json']],
    ['one of the others that came after builds on it', 'ALTER TABLE "tags" ADD COLUMN "a" text;', []],
  ])('drops the table by one more migration when %s', (_, sql, committed) => {
    const later = { ...files, 'drizzle/0001_create_posts.sql': sql };
    const edits = remove(later, other, 0, committed);
    expect(edits.map(({ path }) => path)).toEqual([
      'drizzle/0000_create_tags.sql',
      'drizzle/meta/0000_snapshot.json',
      'drizzle/0002_drop_tags.sql',
      'drizzle/meta/0002_snapshot.json',
      journal,
    ]);
    expect(apply(later, edits)).toMatchObject({
      'drizzle/0000_create_tags.sql': files['drizzle/0000_create_tags.sql'],
    });
    expect(apply(later, edits)['drizzle/0002_drop_tags.sql']).toBe('DROP TABLE "tags";\n');
  });

  it('keeps the migration and adds none when the table is gone already', () => {
    const dropped = apply(two, remove(two, lines, 1, ['drizzle/0001_create_posts.sql']));
    expect(apply(dropped, remove(dropped, lines, 1))).toEqual(dropped);
  });

  it('lets a table be made again, and taken out again', () => {
    const dropped = apply(two, remove(two, lines, 1, ['drizzle/0001_create_posts.sql']));
    const [, post] = specsOf(...lines);
    const again = migrated([...specsOf('tag name:string'), post!].slice(1), dropped);
    expect(Object.keys(again)).toContain('drizzle/0003_create_posts.sql');
  });

  const entry = { idx: 0, version: '7', when: 1, tag: '0000_init', breakpoints: true };
  const empty = { version: '7', dialect: 'postgresql', entries: [] as unknown[] };
  const layouts = [
    JSON.stringify(empty, null, 2),
    JSON.stringify({ ...empty, entries: [entry] }, null, 2),
    JSON.stringify({ ...empty, entries: [entry] }, null, '\t'),
    JSON.stringify({ ...empty, entries: [entry] }),
    `${JSON.stringify({ ...empty, entries: [entry] }, null, 2)}\n`.replaceAll('\n', '\r\n'),
  ].map((text) => [text]);

  it.each(layouts)('gives back a journal as it was: %j', (text) => {
    const index = JSON.parse(text).entries.length;
    const before = { [journal]: text };
    const post = specsOf('post title:string');
    const files = migrated(post, before);
    expect(parsed(files, journal).entries).toHaveLength(index + 1);
    const owned = Object.keys(files).filter((path) => path !== journal);
    expect(owned).toHaveLength(2);
    const edits = removal(post[0]!, { tree: treeOf(files), owned, committed: () => false });
    expect(apply(files, edits)).toEqual(before);
  });

  it('prints a journal anew that has something after its entries', () => {
    const post = specsOf('post title:string');
    const files = migrated(post, { [journal]: JSON.stringify({ entries: [entry], more: [] }) });
    expect(parsed(files, journal)).toMatchObject({ entries: [entry, { tag: '0001_create_posts' }], more: [] });
    const edits = removal(post[0]!, { tree: treeOf(files), owned: Object.keys(files), committed: () => false });
    expect(parsed(apply(files, edits), journal)).toEqual({ entries: [entry], more: [] });
  });

  it('undoes any number of resources, the last one first', () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta');
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), (words) => {
        const all = words.map((name, index) => `${name} a:string b:refs=${words[index - 1] ?? name}`);
        let files = migrated(specsOf(...all));
        for (let index = all.length - 1; index >= 0; index--) {
          files = apply(files, remove(files, all, index));
          expect(files).toEqual({ ...migrated(specsOf(...all.slice(0, index))), [journal]: files[journal] });
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('an empty migration', () => {
  const files = migrated(specsOf('tag name:string'));

  it('comes next, and changes no table', () => {
    const after = apply(files, emptyMigration('add_search_index', treeOf(files)));
    expect(Object.keys(after).filter((path) => !(path in files))).toEqual([
      'drizzle/0001_add_search_index.sql',
      'drizzle/meta/0001_snapshot.json',
    ]);
    expect(after['drizzle/0001_add_search_index.sql']).toMatch(/^-- .*\n$/);
    const [before, copy] = ['0000', '0001'].map((number) => parsed(after, `drizzle/meta/${number}_snapshot.json`));
    expect(copy).toEqual({ ...before, id: copy.id, prevId: before.id });
    expect(copy.id).not.toBe(before.id);
    expect(parsed(after, journal).entries[1]).toMatchObject({ idx: 1, tag: '0001_add_search_index' });
  });

  it('is made in a project without tables', () => {
    const after = apply({}, emptyMigration('first', treeOf({})));
    expect(Object.keys(after)).toEqual(['drizzle/0000_first.sql', 'drizzle/meta/0000_snapshot.json', journal]);
  });

  it('is not made twice', () => {
    const after = apply(files, emptyMigration('twice', treeOf(files)));
    expect(emptyMigration('twice', treeOf(after))).toEqual([]);
    expect(emptyMigration('create_tags', treeOf(files))).toEqual([]);
  });
});
