/** `npm run bench -- overload`: more requests than an app can answer, for half a minute. */
import { setTimeout } from 'node:timers/promises';
import type { Apps } from './apps.js';
import { load } from './load.js';
import { startServer, statusOf, type Server } from './server.js';

export interface Overload {
  name: string;
  /** Requests a second that it answers when it is not overloaded. */
  capacity: number;
  statuses: Record<string, number>;
  /** Requests that got no answer within five seconds. */
  lost: number;
  idleMemory: number;
  peakMemory: number;
  /** Seconds after the load until it answers as before; undefined when it does not within half a minute. */
  recovered: number | undefined;
}

const target = { name: 'GET /posts', path: '/api/v1/posts' };
const seconds = 30;
/** A closed loop of so many connections, which give up after five seconds and ask again. */
const connections = 3_000;

/** Overloads the generated app of a pair. */
export async function overload(folder: string, app: Apps, databaseUrl: string): Promise<Overload> {
  const server = await startServer(app.generated, databaseUrl);
  try {
    const idleMemory = server.memory();
    const { requestsPerSecond } = await load(folder, server.port, target, ['-c', '32', '-d', '5']);
    const memory = watchMemory(server);
    const flags = ['-c', String(connections), '-d', String(seconds), '-t', '5'];
    const { statuses, lost } = await load(folder, server.port, target, flags);
    const recovered = await untilWell(server);
    const peakMemory = memory.stop();
    return { name: app.pair.name, capacity: requestsPerSecond, statuses, lost, idleMemory, peakMemory, recovered };
  } finally {
    await server.stop();
  }
}

function watchMemory(server: Server): { stop(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    if (server.isAlive()) peak = Math.max(peak, server.memory());
  }, 200);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

async function untilWell(server: Server): Promise<number | undefined> {
  const begin = performance.now();
  while (server.isAlive() && performance.now() - begin < 30_000) {
    const statuses = [await statusOf(server.port, '/health/ready'), await statusOf(server.port, target.path)];
    if (statuses.every((status) => status === 200)) return (performance.now() - begin) / 1000;
    await setTimeout(50);
  }
  return undefined;
}
