/** Whole-process CPU and wall time of commands, several rounds in turn, medians. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const peakHook = fileURLToPath(new URL('peak.cjs', import.meta.url));

/** One thing to measure. `{n}` in its words becomes the number of the round. */
export interface Subject {
  name: string;
  command: readonly string[];
  cwd: string;
  /** Makes what the command needs; not measured. */
  before?: (round: number) => void;
}

/** Medians over the rounds, in milliseconds; and the most memory that one of its processes had, in megabytes. */
export interface Cost {
  name: string;
  cpu: number;
  wall: number;
  memory: number;
}

/**
 * Measures the subjects, one run of each a round, so that a busy moment hits all of them alike. The first round warms
 * the disk cache, and only its memory counts.
 */
export function measure(subjects: readonly Subject[], rounds: number): Cost[] {
  const samples = subjects.map(() => [] as { cpu: number; wall: number }[]);
  const peaks = subjects.map((subject) => {
    subject.before?.(0);
    return peakOf(subject);
  });
  for (let round = 1; round <= rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      subject.before?.(round);
      samples[index]?.push(timed(subject, round));
    }
  }
  return subjects.map(({ name }, index) => ({
    name,
    memory: peaks[index] ?? Number.NaN,
    cpu: median((samples[index] ?? []).map((sample) => sample.cpu)),
    wall: median((samples[index] ?? []).map((sample) => sample.wall)),
  }));
}

/** Middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** A folder of the benchmark's own, removed at exit. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cba-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'runs'));
  return folder;
}

/** Memory of the largest of its processes, in megabytes. */
function peakOf(subject: Subject): number {
  const file = path.join(os.tmpdir(), `cba-bench-${process.pid}.peaks`);
  try {
    timed(subject, 0, { NODE_OPTIONS: `--require="${peakHook}"`, PEAKS: file });
    const peaks = readFileSync(file, 'utf8').trim().split('\n').map(Number);
    return Math.max(...peaks) / 1024;
  } finally {
    rmSync(file, { force: true });
  }
}

/** bash's `time` sees a command and everything it started, to the millisecond. */
function timed(subject: Subject, round: number, env: Record<string, string> = {}): { cpu: number; wall: number } {
  const words = subject.command.map((word) => `'${word.replaceAll('{n}', String(round))}'`).join(' ');
  const script = `TIMEFORMAT='%3R %3U %3S'; time ${words} >/dev/null 2>"$ERRORS" || { cat "$ERRORS" >&2; exit 1; }`;
  const errors = path.join(os.tmpdir(), `cba-bench-${process.pid}.log`);
  const output = execFileSync('bash', ['-c', `{ ${script}; } 2>&1`], {
    cwd: subject.cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ERRORS: errors, ...env },
  });
  const [wall = 0, user = 0, system = 0] = (output.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  rmSync(errors, { force: true });
  return { cpu: (user + system) * 1000, wall: wall * 1000 };
}
