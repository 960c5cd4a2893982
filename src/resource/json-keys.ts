/** Finds keys that an object of a JSON text has twice: `JSON.parse` keeps the last and says nothing. */

/** A key, where it stands again. */
export interface RepeatedKey {
  key: string;
  /** Offset of its opening quote. */
  at: number;
}

/** @param text Valid JSON. */
export function repeatedKeys(text: string): RepeatedKey[] {
  const found: RepeatedKey[] = [];
  /** Keys of the objects around the current place; undefined for a list. */
  const around: (Set<string> | undefined)[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}[\]]/g)) {
    if (token === '{') around.push(new Set());
    else if (token === '[') around.push(undefined);
    else if (token === '}' || token === ']') around.pop();
    else if (token.endsWith(':')) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      const keys = around.at(-1);
      if (keys?.has(key)) found.push({ key, at: index });
      keys?.add(key);
    }
  }
  return found;
}
