/** Runs other programs and says plainly why one failed. The only importer of execa. */

/** How a command ended. */
export interface CommandResult {
  ok: boolean;
  /** True when there is no such program. */
  missing: boolean;
  /** What it printed, both streams. */
  output: string;
}

const networkFaults =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|network (?:request|is unreachable))/i;

/** Runs a command in a folder; tools installed in that folder are found first. */
export async function runCommand(command: string | readonly string[], folder: string): Promise<CommandResult> {
  const { execa } = await import('execa');
  const [program = '', ...words] = typeof command === 'string' ? command.split(' ') : command;
  const result = await execa(program, words, {
    cwd: folder,
    all: true,
    reject: false,
    preferLocal: true,
    localDir: folder,
    stdin: 'ignore',
  });
  return { ok: !result.failed, missing: result.code === 'ENOENT', output: result.all ?? '' };
}

/** Why a command failed, for a person: one sentence, then the end of what it printed. */
export function explainFailure(command: string, result: CommandResult): string {
  const program = command.split(' ')[0] ?? command;
  if (result.missing) return `${program} is not installed`;
  const tail = result.output.trim().split('\n').slice(-12).join('\n');
  if (networkFaults.test(result.output)) return `the package registry cannot be reached; is there a network?\n${tail}`;
  return `${command} failed\n${tail}`;
}
