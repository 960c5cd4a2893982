/** What the fragments of ORMs need to see in SQL that people may have written. */

/** Words that a table's name follows. */
const before = String.raw`\b(?:table|references|on|into|update|from|join|only|exists|truncate)\s+(?:"?\w+"?\.)?`;

/**
 * Whether statements speak of a table, and not only of a column of that name. What only looks so counts: who asks goes
 * the safe way then.
 */
export function mentionsTable(sql: string, table: string): boolean {
  const name = `"?${table}"?(?![\\w"])`;
  return new RegExp(String.raw`${before}${name}|(?<![\w".])${name}\s*\.`, 'i').test(sql);
}
