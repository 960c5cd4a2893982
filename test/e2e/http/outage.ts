/** A database that is lost while requests are under way, and comes back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { RunningApp } from '../support/app.js';
import type { Cluster } from '../support/cluster.js';
import { send, unique } from './suite/client.js';
import { load, type Sent } from './suite/load.js';

/** Takes the database away for two seconds; answers the names of the authors that the app said it made. */
export async function loseDatabase(app: RunningApp, cluster: Cluster): Promise<string[]> {
  const status = async (path: string) => (await send(app.url + path, 'GET')).status;
  const work = load(app.url, {}, 8);
  await sleep(500);
  await cluster.crash();
  const meanwhile = load(app.url, {}, 8);
  for (let round = 0; round < 4; round++) {
    const [live, ready] = await Promise.all([status('/health/live'), status('/health/ready')]);
    expect({ live, ready }, 'Database lost: ready is 503, live stays 200').toEqual({ live: 200, ready: 503 });
    for (const method of ['GET', 'POST']) {
      const answer = await send(
        `${app.url}/api/v1/authors`,
        method,
        method === 'POST' ? { name: unique() } : undefined,
      );
      answer.expectError(503, 'DEPENDENCY_UNAVAILABLE');
    }
    await sleep(300);
  }
  await cluster.start();
  const deadline = Date.now() + 20_000;
  while ((await status('/health/ready')) !== 200) {
    expect(Date.now(), 'and it comes back by itself').toBeLessThan(deadline);
    await sleep(100);
  }
  await sleep(300);
  const last = await send(`${app.url}/api/v1/authors`, 'POST', { name: unique('after') });
  expect(last.status, 'and it comes back by itself').toBe(201);
  const sent = [...(await work.end()), ...(await meanwhile.end())];
  return madeOf(sent);
}

/** Of those that were answered, which each must be: as made or as refused for now. */
function madeOf(sent: readonly Sent[]): string[] {
  const statuses = new Map<number | undefined, number>();
  for (const { answer } of sent) statuses.set(answer?.status, (statuses.get(answer?.status) ?? 0) + 1);
  expect([...statuses.keys()].toSorted(), 'Database lost: requests get 503').toEqual([201, 503]);
  return sent.filter(({ answer }) => answer?.status === 201).map(({ name }) => name);
}
