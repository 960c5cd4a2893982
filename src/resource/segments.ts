/** Cuts one field word, `name:type=argument:modifier=value`, into its parts and remembers where each lies. */

/** A part of a field word: a type or a modifier, with what follows its `=`. */
export interface Segment {
  text: string;
  /** Offset in the word. */
  start: number;
  /** Before the first `=`. */
  name: string;
  /** After the first `=`; undefined when there is none. */
  value: string | undefined;
}

/** Cuts at every `:` that does not belong to a moment (`12:30`) or an address (`https://…:8080`). */
export function cutSegments(word: string): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  for (const text of word.split(':')) {
    const last = segments.at(-1);
    if (last !== undefined && continues(last, text))
      segments[segments.length - 1] = segment(`${last.text}:${text}`, last.start);
    else segments.push(segment(text, start));
    start += text.length + 1;
  }
  return segments;
}

function segment(text: string, start: number): Segment {
  const at = text.indexOf('=');
  return at < 0
    ? { text, start, name: text, value: undefined }
    : { text, start, name: text.slice(0, at), value: text.slice(at + 1) };
}

function continues({ name, value }: Segment, text: string): boolean {
  if (value === undefined || !['default', 'min', 'max'].includes(name)) return false;
  const moment = /T\d\d(?::\d\d)*(?:\.\d+)?(?:[+-]\d\d)?$/.test(value) && /^\d/.test(text);
  return moment || (/^https?$/.test(value) && text.startsWith('//')) || (value.includes('//') && /^\d/.test(text));
}
