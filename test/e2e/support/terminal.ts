/** A pseudo-terminal, by way of `script` of util-linux. */
import { spawn, spawnSync } from 'node:child_process';
import { cleanEnv, type Result } from './process.js';

/** Whether a pseudo-terminal can be had. */
export const terminalIsThere = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false;

/** Keys to press once the output since the last ones shows a text. */
export type Step = readonly [shown: string | RegExp, keys: string];

/** Runs a program on a terminal of 80 columns, presses keys, and answers all that was shown. */
export function onTerminal(
  words: readonly string[],
  steps: readonly Step[],
  options: { cwd: string; env?: Record<string, string | undefined> },
): Promise<Result> {
  const command = `stty cols 80 rows 40; exec ${words.map((word) => `'${word}'`).join(' ')}`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    cwd: options.cwd,
    env: { ...cleanEnv({ CI: undefined, NO_COLOR: undefined, TERM: 'xterm-256color', ...options.env }) },
  });
  let output = '';
  let seen = 0;
  const left = [...steps];
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
    const [next] = left;
    if (!next || !new RegExp(next[0]).test(output.slice(seen))) return;
    left.shift();
    seen = output.length;
    // A question is drawn before its keys are listened to.
    setTimeout(() => child.stdin.write(next[1]), 100);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout: output, stderr: '' }));
  });
}
