/** Runs people's code as if it were started in its folder, with its output out of the way. */

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs work in a folder. What it prints goes to stderr: stdout is for what the command itself has to say.
 *
 * @param folder absolute path; the working directory meanwhile
 * @param asks leaves stdout to the work, which asks questions there
 */
export async function runAside<T>(folder: string, work: () => T | Promise<T>, asks = false): Promise<T> {
  const before = process.cwd();
  const write = process.stdout.write;
  const restore = (): void => {
    process.stdout.write = write;
  };
  if (!asks) process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  // Before those that end the program: they have something to say.
  for (const signal of signals) process.prependListener(signal, restore);
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
    for (const signal of signals) process.removeListener(signal, restore);
    restore();
  }
}
