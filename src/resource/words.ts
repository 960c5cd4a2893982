/**
 * Splits names of any spelling into lower-case words and joins words into the spellings that code uses.
 * Every spelling made here splits into the same words again; nothing here knows about plurals.
 */

/** Spellings that capitals would split in the wrong place: the words as split, and as they are meant. */
const joined: readonly (readonly [string, string])[] = [
  ['o', 'auth'],
  ['b2', 'b'],
  ['b2', 'c'],
  ['p2', 'p'],
];

/** What a name of a resource or a field may look like; the parts need no quoting anywhere. */
export const namePattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$/;

/**
 * Words of a name that matches {@link namePattern}: `APIKey`, `api_key`, `api-keys` → `api`, `key` (or `keys`).
 * Digits belong to the word before them, single letters in a row are one abbreviation (`t-v` is `tv`): camelCase
 * could not tell those apart.
 */
export function splitWords(name: string): string[] {
  const parts = name
    .replace(/[A-Z][A-Z]+s(?![a-z])/g, (acronym) => acronym.charAt(0) + acronym.slice(1).toLowerCase())
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1-')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1-')
    .toLowerCase()
    .split(/[-_]/);
  return joinWords(parts);
}

/** Joins what camelCase would not keep apart. */
export function joinWords(parts: readonly string[]): string[] {
  const words: string[] = [];
  let letters = false;
  for (const part of attachDigits(parts)) {
    const last = words.at(-1) ?? '';
    const joins = (letters && /^[a-z]s?(?:$|\d)/.test(part)) || joined.some(([a, b]) => a === last && b === part);
    if (joins) words[words.length - 1] = last + part;
    else words.push(part);
    letters = /^[a-z]$/.test(part);
  }
  return words;
}

/** `blogPost` */
export function camelCase(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : capitalize(word))).join('');
}

/** `BlogPost` */
export function pascalCase(words: readonly string[]): string {
  return words.map(capitalize).join('');
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function attachDigits(parts: readonly string[]): string[] {
  const words: string[] = [];
  for (const part of parts) {
    if (/^\d/.test(part) && words.length > 0) words[words.length - 1] += part;
    else words.push(part);
  }
  return words;
}
