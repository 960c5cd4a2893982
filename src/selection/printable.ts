/** Makes a user's text safe to repeat in a message. */

const limit = 60;

/** The text on one line, without control characters, cut when it is long. */
export function printable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
  return line.length > limit ? `${line.slice(0, limit)}…` : line;
}
