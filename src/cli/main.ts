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
  try {
    const { run } = await import('./program.js');
    process.exitCode = await run(argv);
  } catch (error) {
    // Nothing of the program is there to say it better.
    const message = `${packageInfo.name} could not start: ${error instanceof Error ? error.message : String(error)}`;
    if (argv.includes('--json')) {
      process.stdout.write(`${JSON.stringify({ ok: false, error: { code: 'SYSTEM', message, problems: [] } })}\n`);
    }
    process.stderr.write(`error ${message}\nhint  Install it again, or mend what the message names.\n`);
    process.exitCode = 1;
  }
}
