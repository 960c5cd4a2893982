/** Reads the file that `generate resource --from` names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors.js';
import { readResourceFile, type ResourceFileFormat } from '../resource/file.js';
import type { ResourceInput } from '../resource/parse.js';
import { errorCode, reasonOf } from '../workspace/failure.js';

const formats: Readonly<Record<string, ResourceFileFormat>> = { '.json': 'json', '.yaml': 'yaml', '.yml': 'yaml' };

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
};

/**
 * Resources that a file describes.
 *
 * @param file path as it was given
 * @param cwd folder that a relative path starts from
 * @throws UserError `USAGE` for a file that cannot be read; `INVALID_RESOURCE` with every fault of its form
 */
export function loadResourceFile(file: string, cwd: string): ResourceInput[] {
  const format = formats[path.extname(file).toLowerCase()];
  if (!format) {
    throw new UserError({
      code: 'USAGE',
      message: `--from takes a JSON or YAML file, and ${file} is not named as one.`,
      hint: 'Name it resources.json or resources.yaml.',
    });
  }
  return readResourceFile(readText(path.resolve(cwd, file)), format, file);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError({
      code: 'USAGE',
      message: `--from: ${file} cannot be read: ${reasons[errorCode(cause) ?? ''] ?? reasonOf(cause)}.`,
      hint: 'Correct its name; a relative one starts from this folder, or from that of --cwd.',
      cause,
    });
  }
}
