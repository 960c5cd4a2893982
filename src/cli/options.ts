/** Options that every verb shares, and how they are read. */
import path from 'node:path';
import { Option, type Command } from 'commander';

/** Values of the shared options. */
export interface SharedOptions {
  dryRun?: boolean;
  json?: boolean;
  yes?: boolean;
  cwd?: string;
  color: boolean;
  debug?: boolean;
}

/** Adds the shared options to a command. */
export function withSharedOptions(command: Command): Command {
  return command
    .option('--dry-run', 'print what would change, write nothing')
    .option('--json', 'print one JSON document on stdout, all else on stderr')
    .option('-y, --yes', 'take defaults, never ask')
    .addOption(new Option('--cwd <dir>', 'run as if started in this folder').default(undefined))
    .option('--no-color', 'no colours (also NO_COLOR=1)')
    .option('--debug', 'show stack traces');
}

/** Absolute path of the folder to work in. */
export function workingDirectory(options: SharedOptions): string {
  return path.resolve(options.cwd ?? '.');
}

/** Whether questions may be asked: a terminal on both ends, and nobody said not to. */
export function mayAsk(options: SharedOptions): boolean {
  if (options.yes || options.json || process.env['CI']) return false;
  return Boolean(process.stdin.isTTY && process.stdout.isTTY);
}
