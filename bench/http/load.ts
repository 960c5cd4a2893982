/** Sends requests, in a process of its own: autocannon, from the folder where the apps are installed. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Target {
  name: string;
  path: string;
  /** Sent as JSON with POST; GET without. */
  body?: object;
}

export interface LoadResult {
  /** Answers with a status of 200 to 299. */
  good: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** Requests without an answer. */
  lost: number;
  requestsPerSecond: number;
}

interface Report {
  '2xx': number;
  errors: number;
  timeouts: number;
  duration: number;
  requests: { total: number };
  statusCodeStats: Record<string, { count: number }>;
}

/** Loads a port. `flags` are autocannon's: `-a 1000` requests, or `-d 30` seconds, by `-c 32` connections. */
export async function load(folder: string, port: number, target: Target, flags: string[]): Promise<LoadResult> {
  const bin = path.join(folder, 'node_modules/autocannon/autocannon.js');
  const body = target.body
    ? ['-m', 'POST', '-H', 'content-type=application/json', '-b', JSON.stringify(target.body)]
    : [];
  const words = [bin, '--json', ...flags, ...body, `http://127.0.0.1:${port}${target.path}`];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 1e8 });
  const report = JSON.parse(stdout) as Report;
  const counts = Object.entries(report.statusCodeStats).map(([status, { count }]) => [status, count]);
  return {
    good: report['2xx'],
    statuses: Object.fromEntries(counts) as Record<string, number>,
    lost: report.errors,
    requestsPerSecond: report.requests.total / report.duration,
  };
}
