/** Entry of the command line: the only place that sets an exit code, and the last stop of every error. */
import { packageInfo } from '../package/root.js';

/** Exit codes of cli.md. */
export const exitCodes = { done: 0, refused: 1, usage: 2, interrupted: 130 } as const;

/**
 * Runs one command.
 *
 * @param argv as in `process.argv`
 */
export async function main(argv: readonly string[]): Promise<void> {
  process.once('SIGINT', () => {
    process.stderr.write('\nInterrupted.\n');
    process.exit(exitCodes.interrupted);
  });
  if (argv.length === 3 && (argv[2] === '--version' || argv[2] === '-V')) {
    process.stdout.write(`${packageInfo.version}\n`);
    return;
  }
  const { run } = await import('./program.js');
  process.exitCode = await run(argv);
}
