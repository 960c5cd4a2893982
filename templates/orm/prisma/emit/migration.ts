/** Migrations as files, in Prisma's layout and order: one that makes a resource's tables, one that drops them. */
import type { ComputedFile, Dialect, FileEdit, RemovalContext } from '../../../../src/catalog/fragment.js';
import { mentionsTable } from '../../../../src/contribute/sql.js';
import type { ResourceSpec } from '../../../../src/resource/spec.js';
import type { TreeReader } from '../../../../src/workspace/types.js';
import { creationSql, dropSql } from './ddl.js';

const folder = 'prisma/migrations';

/** The migration that makes a resource's tables, numbered after those that are there. */
export function creationMigration(
  spec: ResourceSpec,
  dialect: Dialect,
  resources: readonly ResourceSpec[],
  tree: TreeReader,
): ComputedFile {
  return migration(creationName(spec), creationSql(spec, dialect, resources), tree);
}

/**
 * What becomes of that migration when the resource goes. It goes with it, as long as nobody else can have it and no
 * later one builds on it; else it stays, and a new one undoes it.
 */
export function removedMigration(spec: ResourceSpec, context: RemovalContext): FileEdit[] {
  const { tree, owned, committed, resources } = context;
  const paths = migrationPaths(tree);
  const own = owned.filter((path) => nameOf(path) === creationName(spec)).filter((path) => paths.includes(path));
  const later = paths.slice(paths.indexOf(own.at(-1) ?? '') + 1).map((path) => tree.read(path) ?? '');
  const tables = [spec.names.table, ...spec.relations.map(({ join }) => join.table)];
  const isNeeded = later.some((sql) => tables.some((table) => mentionsTable(sql, table)));
  if (own.length > 0 && !own.some(committed) && !isNeeded) return own.map((path) => ({ path, content: undefined }));
  const kept = own.map((file) => ({ path: file, content: tree.read(file) }));
  return [...kept, migration(`drop_${spec.names.table}`, dropSql(spec, resources), tree)];
}

/** A migration without statements, next in order; none when there is one of that name. */
export function emptyMigration(name: string, tree: TreeReader): FileEdit[] {
  if (migrationPaths(tree).some((path) => nameOf(path) === name)) return [];
  return [migration(name, '-- This is an empty migration.\n', tree)];
}

/** One second after the latest, or the first of 2026: never the clock, so that two runs make the same names. */
export function nextNumber(paths: readonly string[]): string {
  const numbers = paths.flatMap((path) => migrationPattern.exec(path)?.groups?.['number'] ?? []);
  const latest = numbers.sort().at(-1);
  if (latest === undefined) return '20260101000000';
  const [year = 0, month = 0, ...rest] = (latest.match(/^\d{4}|\d\d/g) ?? []).map(Number);
  const [day = 0, hours = 0, minutes = 0, seconds = 0] = rest;
  const next = new Date(Date.UTC(year, month - 1, day, hours, minutes, seconds + 1));
  return next.toISOString().replace(/\D/g, '').slice(0, 14);
}

const migrationPattern = /\/(?<number>\d{14})_(?<name>[^/]*)\/migration\.sql$/;

/** Files of all migrations, in the order they are applied. */
function migrationPaths(tree: TreeReader): string[] {
  return tree.list(folder).filter((path) => path.endsWith('/migration.sql'));
}

function nameOf(path: string): string | undefined {
  return migrationPattern.exec(path)?.groups?.['name'];
}

function creationName({ names }: ResourceSpec): string {
  return `create_${names.table}`;
}

function migration(name: string, content: string, tree: TreeReader): ComputedFile {
  return { path: `${folder}/${nextNumber(tree.list(folder))}_${name}/migration.sql`, content };
}
