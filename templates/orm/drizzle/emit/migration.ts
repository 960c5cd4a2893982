/** The migration that creates a resource's table: SQL, snapshot and journal entry, after those the project has. */
import type { ComputedFile } from '../../../../src/catalog/fragment.js';
import { UserError } from '../../../../src/errors.js';
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import type { TreeReader } from '../../../../src/workspace/types.js';
import type { Column } from './columns.js';
import type { Constraints } from './constraints.js';
import { createTable } from './ddl.js';
import { nextSnapshot, tableKey, type Snapshot } from './snapshot.js';

const journalPath = 'drizzle/meta/_journal.json';
/** Migrations are numbered and not clocked, so that two runs write the same bytes: one second each from here. */
const firstMoment = Date.UTC(2026, 0, 1);

interface Journal {
  version: string;
  dialect: string;
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

/** Files that add the resource's table to the project's migrations. */
export function migrationFiles(
  spec: ResourceSpec,
  columns: readonly Column[],
  constraints: Constraints,
  tree: TreeReader,
): ComputedFile[] {
  const journal = readJson<Journal>(tree, journalPath) ?? { version: '7', dialect: 'postgresql', entries: [] };
  const last = journal.entries.at(-1);
  const previous = last && readJson<Snapshot>(tree, snapshotPath(last.tag));
  if (previous && tableKey(spec) in previous.tables) {
    throw new UserError({
      code: 'RESOURCE_EXISTS',
      message: `The migrations in drizzle/ already create a table ${spec.names.table}.`,
      hint: 'Give the resource another name, or remove that table with a migration first.',
    });
  }
  const idx = Math.max(-1, ...journal.entries.map((entry) => entry.idx)) + 1;
  const when = Math.max(firstMoment - 1000, ...journal.entries.map((entry) => entry.when)) + 1000;
  const tag = `${String(idx).padStart(4, '0')}_create_${spec.names.table}`;
  const entries = [...journal.entries, { idx, version: '7', when, tag, breakpoints: true }];
  return [
    { path: `drizzle/${tag}.sql`, content: createTable(spec, columns, constraints) },
    { path: snapshotPath(tag), content: printJson(nextSnapshot(previous, spec, columns, constraints)) },
    { path: journalPath, content: printJson({ ...journal, entries }) },
  ];
}

function snapshotPath(tag: string): string {
  return `drizzle/meta/${tag.split('_')[0]}_snapshot.json`;
}

function readJson<T>(tree: TreeReader, path: string): T | undefined {
  const text = tree.read(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new UserError({
      code: 'FILE_CHANGED',
      message: `${path} is not valid JSON, so no migration can be added.`,
      hint: 'Restore it from version control, then run the command again.',
      cause,
    });
  }
}

/** JSON as Prettier prints it: a list of one name stays on its line. */
function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replace(/\[\n\s+("[^"\n]*")\n\s+\]/g, '[$1]')}\n`;
}
