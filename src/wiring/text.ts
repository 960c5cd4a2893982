/** Positions in text: lines, comments and splices. Knows no syntax tree. */

/** Replaces `[start, end)` by `text`. */
export interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Applies splices that do not overlap; those at one position keep their order. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const ordered = [...splices].sort((a, b) => a.start - b.start);
  let out = '';
  let at = 0;
  for (const splice of ordered) {
    out += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return out + text.slice(at);
}

/** Inserts at one position. */
export function inserted(text: string, at: number, insertion: string): string {
  return text.slice(0, at) + insertion + text.slice(at);
}

/** Removes `[start, end)`. */
export function removed(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(end);
}

/** The text after two edits of it that do not touch: each is one stretch, whatever it replaces. */
export function bothEdits(text: string, one: string, other: string): string {
  return spliced(text, [stretchOf(text, one), stretchOf(text, other)]);
}

/** What an edit replaced by what, as one stretch. */
function stretchOf(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

/** Start of the line that holds `at`. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** End of the line that holds `at`, before its line end. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' && newline > at ? newline - 1 : newline;
}

/** Start of the next line, or the end of the text. */
export function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** End of the line above, before its line end; below zero on the first line. */
export function endAbove(text: string, at: number): number {
  const start = lineStart(text, at);
  return start - (text[start - 2] === '\r' ? 2 : 1);
}

/** White space the line of `at` starts with. */
export function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? '';
}

/** Behind the spaces and tabs that follow `at`. */
export function afterSpace(text: string, at: number): number {
  return at + (/^[ \t]*/.exec(text.slice(at))?.[0].length ?? 0);
}

/** Nothing but white space stands between the start of the line and `at`. */
export function startsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/** Nothing but white space stands between `at` and the end of the line. */
export function endsLine(text: string, at: number): boolean {
  return text.slice(at, lineEnd(text, at)).trim() === '';
}

/** Does the text between two positions reach over a line end? */
export function hasNewline(text: string, start: number, end: number): boolean {
  return text.slice(start, end).includes('\n');
}

/** End of the comment that starts at `at`, before its line end; undefined when none starts there. */
function commentEnd(text: string, at: number): number | undefined {
  if (text.startsWith('//', at)) return lineEnd(text, at);
  if (!text.startsWith('/*', at)) return undefined;
  const close = text.indexOf('*/', at + 2);
  return close < 0 ? text.length : close + 2;
}

/**
 * Behind the last comment that follows `at` on its line, and behind the spaces that end the line; `at` itself when
 * code follows.
 */
export function afterComments(text: string, at: number, limit = text.length): number {
  let end = at;
  let cursor = at;
  while (cursor < limit) {
    const next = commentEnd(text, cursor);
    if (next !== undefined) {
      end = cursor = next;
      if (hasNewline(text, at, end)) return end;
    } else if (text[cursor] === ' ' || text[cursor] === '\t') cursor += 1;
    else break;
  }
  return Math.min(endsLine(text, end) ? lineEnd(text, end) : end, limit);
}

/** Behind the comma that follows `at`, over white space and comments; undefined when there is none before `limit`. */
export function afterComma(text: string, at: number, limit: number): number | undefined {
  let cursor = at;
  while (cursor < limit) {
    if (text[cursor] === ',') return cursor + 1;
    cursor = commentEnd(text, cursor) ?? cursor + 1;
  }
  return undefined;
}

/** Is there a comment in a stretch between two nodes? */
export function hasComment(text: string, start: number, end: number): boolean {
  return lastCommentEnd(text, start, end) !== undefined;
}

/** End of the last comment in a stretch between two nodes. */
export function lastCommentEnd(text: string, start: number, end: number): number | undefined {
  let last: number | undefined;
  for (let cursor = start; cursor < end;) {
    const next = commentEnd(text, cursor);
    if (next !== undefined) last = next;
    cursor = next ?? cursor + 1;
  }
  return last;
}

/**
 * Start of the line where the comments begin that belong to what stands at `at`: whole lines of comment right above
 * it, up to a blank line or `from`.
 */
export function commentBlockStart(text: string, at: number, from: number): number {
  let start = lineStart(text, at);
  while (start > from) {
    const above = lineStart(text, start - 1);
    if (above <= from || text.slice(above, start).trim() === '') break;
    start = above;
  }
  return start;
}
