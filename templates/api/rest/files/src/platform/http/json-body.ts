/** Reads a JSON body. */
import { isUtf8 } from 'node:buffer';
import { invalidJson } from '../../shared/errors.js';

/** Bytes; a larger body is answered with 413. */
export const bodyLimit = 1_048_576;

const maxDepth = 64;

/** @throws AppError INVALID_JSON when it is malformed, not UTF-8, or nested more than 64 levels deep. */
export function parseJsonBody(bytes: Buffer): unknown {
  const text = bytes.toString();
  if (!isUtf8(bytes) || depthExceeds(text, maxDepth)) throw invalidJson();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidJson(error);
  }
}

/** Whether it says that it has the only encoding of JSON (RFC 8259, section 8.1). */
export function saysUtf8(contentType = ''): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  return /^utf-?8$/i.test(charset);
}

function depthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === '}' || character === ']') {
      depth -= 1;
    }
  }
  return false;
}
