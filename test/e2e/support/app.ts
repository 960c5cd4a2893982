/** A generated project's own server, started as a user starts it. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { cleanEnv, collect, type Result } from './process.js';

export interface RunningApp {
  url: string;
  pid: number | undefined;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<Result>;
}

/** Environment of an app whose memory can be watched: see collect-garbage.mjs. */
export const watchable = { NODE_OPTIONS: `--import=${new URL('collect-garbage.mjs', import.meta.url).href}` };

/** Runs `node dist/main.js` in a project and waits until it is ready. */
export async function startApp(
  project: string,
  env: Record<string, string> = {},
  node = process.execPath,
): Promise<RunningApp> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(node, ['dist/main.js'], {
    cwd: project,
    env: cleanEnv({ PORT: String(port), HOST: '127.0.0.1', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = collect(child);
  const ready = await Promise.race([untilReady(url), ended.then((result) => result)]);
  if (ready !== true) throw new Error(`the app ended with ${ready.code}\n${ready.stdout}\n${ready.stderr}`);
  return {
    url,
    pid: child.pid,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilReady(url: string): Promise<true> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const response = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (response?.ok) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not become ready`);
}
