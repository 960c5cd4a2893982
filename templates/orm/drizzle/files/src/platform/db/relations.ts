/** Many-to-many relations: a row has a list of ids, and a table of pairs keeps it. */
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from './client.js';

/** The columns of a table of pairs: `from` has the row's own id, `to` one it is related to. */
export interface Relation {
  from: PgColumn;
  to: PgColumn;
  /** The table that has the other rows, where those that are deleted stay in it: they do not count. */
  target?: { id: PgColumn; deletedAt: PgColumn };
}

/** Relations by the field that has their ids. */
export type Relations = Readonly<Record<string, Relation>>;

/** The ids that the row with this `id` is related to, sorted: a column of the query for the row. */
export function idsOf(id: PgColumn, { from, to, target }: Relation): SQL<string[]> {
  const where = and(eq(from, id), isLive(to, target));
  return sql<string[]>`array(select ${to} from ${to.table} where ${where} order by ${to})`;
}

/** Rows that are related to any of these. */
export function isRelated(id: PgColumn, { from, to, target }: Relation, ids: unknown[]): SQL {
  const where = and(inArray(to, ids), isLive(to, target));
  return sql`${id} in (select ${from} from ${from.table} where ${where})`;
}

/**
 * Relates a row to these and to no others, or leaves it as it is when there is no list. Belongs
 * into the transaction that writes the row.
 */
export async function relate(
  transaction: Database,
  { from, to }: Relation,
  id: string,
  ids: readonly string[] | undefined,
): Promise<void> {
  if (ids === undefined) return;
  await transaction.delete(from.table).where(eq(from, id));
  if (ids.length === 0) return;
  const columns = [from, to].map(({ name }) => sql.identifier(name));
  const pairs = ids.map((related) => sql`(${id}, ${related})`);
  await transaction.execute(
    sql`insert into ${from.table} (${comma(columns)}) values ${comma(pairs)} on conflict do nothing`,
  );
}

function isLive(id: PgColumn, target: Relation['target']): SQL | undefined {
  if (!target) return undefined;
  return sql`${id} in (select ${target.id} from ${target.id.table} where ${isNull(target.deletedAt)})`;
}

function comma(parts: (SQL | ReturnType<typeof sql.identifier>)[]): SQL {
  return sql.join(parts, sql`, `);
}
