/** Compare and set: an update that applies only while its row still has the values expected. */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/** One condition for each value the row is expected to have; null is a value like any other. */
export function unchanged(table: PgTable, expected: object): SQL[] {
  const columns = getTableColumns(table);
  return Object.entries(expected).map(([field, value]) => {
    const column = columns[field];
    return sql`${column} is not distinct from ${sql.param(value, column)}`;
  });
}
