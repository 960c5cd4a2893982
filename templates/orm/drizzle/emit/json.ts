/** The JSON files of drizzle/meta: read with a clear refusal, printed as Prettier prints them. */
import { UserError } from '../../../../src/errors.js';
import type { TreeReader } from '../../../../src/workspace/types.js';

const printWidth = 100;

/**
 * Content of a file, or undefined when there is none.
 *
 * @throws UserError `FILE_CHANGED` when it is no JSON.
 */
export function readJson<T>(tree: TreeReader, path: string): T | undefined {
  const text = tree.read(path);
  return text === undefined ? undefined : parseJson<T>(text, path);
}

/** @throws UserError `FILE_CHANGED` when the text is no JSON. */
export function parseJson<T>(text: string, path: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    throw new UserError({
      code: 'FILE_CHANGED',
      message: `${path} is not valid JSON, so the migrations cannot be changed.`,
      hint: 'Restore it from version control, then run the command again.',
      cause,
    });
  }
}

/** The text of a value at some depth, without an end of line: a list of texts stays on its line where it fits. */
export function printJson(value: unknown, indent = ''): string {
  const text = JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
  return text.replace(/^( *"[^"\n]*": \[)\n((?: *"[^"\n]*",?\n)+) *\](,?)$/gm, (whole, head, items, comma) => {
    const line = `${head}${String(items).trim().replace(/\n */g, ' ')}]${comma}`;
    return line.length <= printWidth ? line : whole;
  });
}
