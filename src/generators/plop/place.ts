/** Where in the project an error of its own code came from. */
import { fileURLToPath } from 'node:url';

/** What an error says, in the project's terms. */
export interface Fault {
  /** `plopfile.ts:12:7`, from the project's root; absent where the project's code had no part in it. */
  where?: string;
  message: string;
}

const longest = 2000;

/**
 * Reads an error that code of the scratch copy threw.
 *
 * @param root absolute path of the copy: paths in it are shown as the project's
 */
export function faultOf(error: unknown, root: string): Fault {
  const text = error instanceof Error ? error.message : String(error);
  const parsed = placeIn(text, root);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const where =
    parsed ?? stack.split('\n').reduce<string | undefined>((found, line) => found ?? frame(line, root), undefined);
  const kind = error instanceof Error && error.name !== 'Error' ? `${error.name}: ` : '';
  const message = inProject(kind + withoutNoise(text), root).slice(0, longest);
  return where === undefined ? { message } : { where, message };
}

/** The text with paths of the copy as paths of the project. */
export function inProject(text: string, root: string): string {
  return text.replaceAll(`${root}/`, '').replaceAll(`${root}\\`, '').replaceAll(root, '.');
}

/** Who required what is in the place already; and so is that of a syntax error. */
function withoutNoise(message: string): string {
  return message
    .replace(/\nRequire stack:[^]*$/, '')
    .replace(/\s*\n \S.*:\d+:\d+$/, '')
    .trim();
}

/** The place that a message of the parser ends with. */
function placeIn(message: string, root: string): string | undefined {
  const last = message.split('\n').at(-1) ?? '';
  const [, file, position] = /^ (.+?):(\d+:\d+)$/.exec(last) ?? [];
  return file?.startsWith(root) ? `${inProject(file, root)}:${position}` : undefined;
}

/** The place that a line of a stack names, when it is the project's own code. */
function frame(line: string, root: string): string | undefined {
  const [, named, position] = /^\s+at (?:.* \()?(?:async )?(.+?):(\d+:\d+)\)?$/.exec(line) ?? [];
  if (named === undefined) return undefined;
  const file = named.startsWith('file:') ? fileURLToPath(named) : named;
  const own = file.startsWith(root) && !file.includes('node_modules');
  return own ? `${inProject(file, root)}:${position}` : undefined;
}
