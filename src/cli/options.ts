/** Options that every verb shares, and how they are read. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { Option, type Command } from 'commander';
import { UserError } from '../errors.js';
import { packageInfo } from '../package/root.js';

/** Values of the shared options. */
export interface SharedOptions {
  dryRun?: boolean;
  json?: boolean;
  yes?: boolean;
  cwd?: string;
  color: boolean;
  debug?: boolean;
}

const shared = [
  new Option('--dry-run', 'print what would change, write nothing'),
  new Option('--json', 'print one JSON document on stdout, all else on stderr'),
  new Option('-y, --yes', 'take defaults, never ask'),
  new Option('--cwd <dir>', 'run as if started in this folder'),
  new Option('--no-color', 'no colours (also NO_COLOR=1)'),
  new Option('--debug', 'show stack traces'),
];

/**
 * Adds the shared options to a command.
 *
 * @param shown those that mean something to it; the others are taken and do nothing
 */
export function withSharedOptions(command: Command, shown: readonly string[]): Command {
  command.optionsGroup('Options of every verb:');
  for (const { flags, description, long } of shared) {
    command.addOption(new Option(flags, description).hideHelp(!shown.includes(long ?? '')));
  }
  return command
    .version(packageInfo.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this');
}

/** Of words that begin with shared options, these options and the rest: they may come before the verb. */
export function splitShared(words: readonly string[]): { leading: string[]; rest: string[] } {
  let end = 0;
  for (; end < words.length; end++) {
    const word = words[end] ?? '';
    if (word === '--cwd') end++;
    else if (!shared.some(({ long, short }) => word === long || word === short) && !word.startsWith('--cwd=')) break;
  }
  return { leading: words.slice(0, end), rest: words.slice(end) };
}

/** What can be told of the options before they are parsed, for errors of the parsing. */
export function previewOptions(words: readonly string[]): Pick<SharedOptions, 'json' | 'debug' | 'color'> {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  return { json: own.includes('--json'), debug: own.includes('--debug'), color: !own.includes('--no-color') };
}

/** The folder to work in, as far as it can be told before the options are parsed. */
export function calledFrom(words: readonly string[]): string {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  const at = own.findLastIndex((word) => word === '--cwd' || word.startsWith('--cwd='));
  const cwd = own[at] === '--cwd' ? own[at + 1] : own[at]?.slice('--cwd='.length);
  return path.resolve(cwd ?? startFolder());
}

/**
 * Absolute path of the folder to work in.
 *
 * @throws UserError `USAGE` when it is not a folder.
 */
export function workingDirectory(options: SharedOptions): string {
  const folder = path.resolve(options.cwd ?? startFolder());
  if (options.cwd === undefined || isFolder(folder)) return folder;
  throw new UserError({
    code: 'USAGE',
    message: `--cwd: ${folder} is not a folder.`,
    hint: 'Make the folder first, or correct its name.',
  });
}

/** Whether questions may be asked: a terminal on both ends, and nobody said not to. */
export function mayAsk(options: SharedOptions): boolean {
  const inAutomation = !['', '0', 'false'].includes(process.env['CI'] ?? '');
  if (options.yes || options.json || inAutomation) return false;
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}

function startFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new UserError({
      code: 'SYSTEM',
      message: 'The folder this was started in does not exist any more.',
      hint: 'Change into another folder, or name one with --cwd <dir>.',
      cause,
    });
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
