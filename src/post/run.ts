/** Runs other programs and says plainly why one failed. The only importer of execa. */
import { stripVTControlCharacters } from 'node:util';

/** How a command ended. */
export interface CommandResult {
  ok: boolean;
  /** True when there is no such program. */
  missing: boolean;
  /** True when it was ended because the user interrupted. */
  interrupted: boolean;
  /** What it printed, both streams. */
  output: string;
}

const networkFaults =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|network (?:request|is unreachable))/i;

/** What a program that is told to end may still take for it, in milliseconds. */
const grace = 3000;
/** On POSIX each program leads a process group, so that what it started ends with it. */
const groups = process.platform !== 'win32';

/**
 * Runs a command in a folder; tools installed in that folder are found first.
 *
 * @param signal ends the command, and all it started
 */
export async function runCommand(
  command: string | readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<CommandResult> {
  const { execa } = await import('execa');
  if (signal.aborted) return { ok: false, missing: false, interrupted: true, output: '' };
  const [program = '', ...words] = typeof command === 'string' ? command.split(' ') : command;
  const child = execa(program, words, {
    cwd: folder,
    all: true,
    reject: false,
    preferLocal: true,
    localDir: folder,
    stdin: 'ignore',
    detached: groups,
    cleanup: !groups,
    env: childEnvironment,
  });
  const release = endWith(child.pid, signal);
  const result = await child;
  release();
  return {
    ok: !result.failed,
    missing: result.code === 'ENOENT',
    interrupted: signal.aborted,
    output: stripVTControlCharacters(result.all ?? ''),
  };
}

/** Nobody answers questions; and the tools a project is developed with are wanted whatever this shell is set to. */
const childEnvironment = { COREPACK_ENABLE_DOWNLOAD_PROMPT: '0', GIT_TERMINAL_PROMPT: '0', NODE_ENV: 'development' };

/** Ends a process and its group when the signal says so, and at once when this process ends; answers how to let go. */
function endWith(pid: number | undefined, signal: AbortSignal): () => void {
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    kill(pid, 'SIGTERM');
    timer = setTimeout(() => kill(pid, 'SIGKILL'), grace);
  };
  const endNow = () => kill(pid, 'SIGKILL');
  signal.addEventListener('abort', end);
  process.once('exit', endNow);
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
    process.removeListener('exit', endNow);
  };
}

function kill(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(groups ? -pid : pid, name);
  } catch {
    // It has ended by itself.
  }
}

/** Why a command failed, for a person: one sentence, then the end of what it printed. */
export function explainFailure(command: string, result: CommandResult): string {
  const program = command.split(' ')[0] ?? command;
  if (result.interrupted) return 'interrupted';
  if (result.missing) return `${program} is not installed`;
  const lines = result.output.trim().split('\n');
  const requests = lines.filter((line) => /request to |getaddrinfo /i.test(line) && networkFaults.test(line));
  const faults = [...requests, ...lines.filter((line) => networkFaults.test(line))].slice(0, 1);
  if (faults.length > 0) return ['the package registry cannot be reached; is there a network?', ...faults].join('\n');
  return [`${command} failed`, ...lines.slice(-12)].join('\n');
}
