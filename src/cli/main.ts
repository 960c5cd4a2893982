/** Entry of the command line: the only place that sets an exit code. */
import { packageInfo } from '../package/root.js';

/**
 * Runs one command.
 *
 * @param argv as in `process.argv`
 */
export async function main(argv: readonly string[]): Promise<void> {
  if (argv.length === 3 && (argv[2] === '--version' || argv[2] === '-V')) {
    process.stdout.write(`${packageInfo.version}\n`);
    return;
  }
  const { run } = await import('./program.js');
  process.exitCode = await run(argv);
}
