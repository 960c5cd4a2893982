/** Names of constraints and indexes, as Prisma makes them. */

/** PostgreSQL cuts names at 63 bytes; Prisma cuts them itself, so that the suffix stays. */
const longestName = 63;

/** What a name ends with. */
export type ConstraintKind = 'pkey' | 'key' | 'idx' | 'fkey' | 'check';

/** `posts_author_id_fkey`; a primary key has no column in its name. */
export function constraintName(kind: ConstraintKind, table: string, column?: string): string {
  const base = column === undefined ? table : `${table}_${column}`;
  return `${base.slice(0, roomFor(kind))}_${kind}`;
}

/** The name of one column's constraint. */
export interface Constraint {
  name: string;
  /** Prisma would choose it by itself, so the schema need not say it. */
  standard: boolean;
}

/**
 * Names of a table's constraints of one kind, by column. Where two would be cut to the same name, the later one has the
 * table's name cut instead.
 */
export function constraintsOf(
  kind: ConstraintKind,
  table: string,
  columns: readonly string[],
): ReadonlyMap<string, Constraint> {
  const taken = new Set<string>();
  return new Map(
    columns.map((column) => {
      const usual = constraintName(kind, table, column);
      const name = taken.has(usual) ? wholeColumnName(kind, table, column) : usual;
      taken.add(name);
      return [column, { name, standard: name === usual }];
    }),
  );
}

function wholeColumnName(kind: ConstraintKind, table: string, column: string): string {
  return constraintName(kind, table.slice(0, Math.max(1, roomFor(kind) - column.length - 1)), column);
}

function roomFor(kind: ConstraintKind): number {
  return longestName - kind.length - 1;
}
