/** A server under measurement: its start, its CPU, its memory and its end. Reads /proc, so Linux only. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** What /proc counts CPU in. */
const millisecondsPerTick = 10;
const longestStart = 30_000;

export interface Server {
  port: number;
  /** Milliseconds from the start of the process to the first 200 of /health/ready. */
  started: number;
  /** User and system time so far, in milliseconds. */
  cpu(): number;
  /** Memory in use, in megabytes. */
  memory(): number;
  isAlive(): boolean;
  stop(): Promise<void>;
}

/** Starts a compiled app in production mode, and waits until it is ready. */
export async function startServer(folder: string, databaseUrl: string, nodeArgs: string[] = []): Promise<Server> {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn(process.execPath, [...nodeArgs, '--enable-source-maps', 'dist/main.js'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      CORS_ORIGINS: 'https://example.com',
      RATE_LIMIT_PER_MINUTE: '1000000',
    },
  });
  await untilReady(port, child, folder);
  return serverOf(child, port, performance.now() - begin);
}

/** Status of an answer, or undefined when there is none within the time. */
export function statusOf(port: number, path: string, timeout = 1_000): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, agent: false, timeout }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}

function serverOf(child: ChildProcess, port: number, started: number): Server {
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    port,
    started,
    cpu() {
      // The name, which may have spaces, stands in parentheses before the rest.
      const fields = proc(child, 'stat').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick;
    },
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(proc(child, 'status'))?.[1]) / 1024,
    isAlive,
    async stop() {
      if (!isAlive()) return;
      child.kill('SIGTERM');
      const stopped = once(child, 'exit');
      const ended = await Promise.race([stopped.then(() => true), setTimeout(15_000, false, { ref: false })]);
      if (!ended) child.kill('SIGKILL');
    },
  };
}

function proc({ pid }: ChildProcess, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8');
}

async function untilReady(port: number, child: ChildProcess, folder: string): Promise<void> {
  const giveUp = Date.now() + longestStart;
  while (Date.now() < giveUp && child.exitCode === null) {
    if ((await statusOf(port, '/health/ready')) === 200) return;
    await setTimeout(5);
  }
  child.kill('SIGKILL');
  throw new Error(`${folder} did not become ready`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
