/** Names of constraints and indexes, as Prisma makes them. */

/** PostgreSQL cuts names at 63 bytes; Prisma cuts them itself, so that the suffix stays. */
const longestName = 63;

/** What a name ends with. */
export type ConstraintKind = 'pkey' | 'key' | 'idx' | 'fkey' | 'check';

/** `posts_author_id_fkey`; a primary key has no column in its name. */
export function constraintName(kind: ConstraintKind, table: string, column?: string): string {
  const base = column === undefined ? table : `${table}_${column}`;
  return `${base.slice(0, longestName - kind.length - 1)}_${kind}`;
}
