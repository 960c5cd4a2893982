/** Entity tags, and the conditions that requests make of them (RFC 9110, section 13). */
import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Check } from '../../shared/check.js';
import { preconditionFailed } from '../../shared/errors.js';
import { itemBody } from './responses.js';

const oneTag = /(?:W\/)?"[^"]*"/g;
const listOfTags = /^(?:W\/)?"[^"]*"(?:\s*,\s*(?:W\/)?"[^"]*")*$/;

/** The strong tag of a body. */
export function entityTag(body: string | Buffer): string {
  return `"${hash('sha1', body, 'base64url')}"`;
}

/** The tag of the same body compressed: equal in meaning, but not octet for octet (section 8.8.3). */
export function gzipTag(tag: string): string {
  return tag.replace(/"$/, '-gzip"');
}

/** Whether an If-None-Match header has the tag, which it may have as a weak one. */
export function hasTag(header: string | undefined, tag: string): boolean {
  return tagsOf(header).some((item) => item === '*' || item.replace('W/', '') === tag);
}

/**
 * What If-Match and If-None-Match ask of a row before it is written: its tag is the one that a GET
 * of it alone answers with, compressed or not. Undefined when the request asks for nothing.
 *
 * @returns a check that throws AppError PRECONDITION_FAILED
 */
export function preconditions({
  'if-match': match,
  'if-none-match': noneMatch,
}: IncomingHttpHeaders): Check<object> | undefined {
  if (match === undefined && noneMatch === undefined) return undefined;
  return (view) => {
    const tag = entityTag(JSON.stringify(itemBody(view)));
    const tags = [tag, gzipTag(tag)];
    const matches = match === undefined || tags.some((item) => hasStrongTag(match, item));
    if (!matches || tags.some((item) => hasTag(noneMatch, item))) throw preconditionFailed();
  };
}

function hasStrongTag(header: string, tag: string): boolean {
  return tagsOf(header).some((item) => item === '*' || item === tag);
}

/** None when the header is malformed. */
function tagsOf(header = ''): string[] {
  if (header.trim() === '*') return ['*'];
  return listOfTags.test(header.trim()) ? (header.match(oneTag) ?? []) : [];
}
