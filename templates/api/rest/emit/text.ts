/** Words and literals as Prettier writes them. */

/** A string literal, in the quotes that need fewer escapes. */
export function literal(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}

/** Upper case first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a post`, `an order`, `a user`. */
export function withArticle(words: string): string {
  return `${/^(?!uni|use|usa|eu|one\b)[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}

/** `{ min: 1, max: 255 }`, or nothing when no value is given. */
export function objectLiteral(entries: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(entries).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `{ ${given.map(([key, value]) => `${key}: ${value}`).join(', ')} }`;
}

/** A bracketed list on one line when it fits into 100 columns, else one item a line, as Prettier has it. */
export function fit(head: string, items: readonly string[], tail: string, indent = ''): string {
  const spaced = head.endsWith('{') ? ' ' : '';
  const line = `${indent}${head}${spaced}${items.join(', ')}${spaced}${tail}`;
  if (line.length <= 100) return line;
  const lines = items.map((item) => `${indent}  ${item},`);
  return [`${indent}${head}`, ...lines, `${indent}${tail}`].join('\n');
}
