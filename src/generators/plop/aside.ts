/** Runs people's code as if it were started in its folder, with its output out of the way. */

/**
 * Runs work in a folder. What it prints goes to stderr: stdout is for what the command itself has to say.
 *
 * @param folder absolute path; the working directory meanwhile
 */
export async function runAside<T>(folder: string, work: () => T | Promise<T>): Promise<T> {
  const before = process.cwd();
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  process.chdir(folder);
  try {
    return await work();
  } finally {
    process.chdir(before);
    process.stdout.write = write;
  }
}
