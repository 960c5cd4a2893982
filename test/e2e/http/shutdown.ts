/** SIGTERM while requests are under way. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { RunningApp } from '../support/app.js';
import { Client, load } from './suite/load.js';
import { requestBytes } from './suite/raw.js';

/** Stops the app under load; answers the names of the authors that it said it made. */
export async function stopUnderLoad(app: RunningApp, headers: Record<string, string>): Promise<string[]> {
  const work = load(app.url, headers, 8);
  const probe = await Client.open(app.url);
  const half = requestBytes('GET /health/ready');
  probe.write(half.subarray(0, 20));
  const slow = await Client.open(app.url);
  const body = JSON.stringify({ name: `slow-${app.url}-${Date.now()}` });
  const head = { 'Content-Type': 'application/json', 'Content-Length': String(body.length), ...headers };
  slow.write(Buffer.concat([requestBytes('POST /api/v1/authors', head), Buffer.from(body.slice(0, 5))]));
  await sleep(400);

  const started = Date.now();
  const stopped = app.stop();
  await sleep(300);
  await expect(Client.open(app.url), 'SIGTERM: no new connection').rejects.toThrow();
  const ready = await probe.request(half.subarray(20));
  expect(ready?.status, 'SIGTERM: ready turns 503').toBe(503);
  const finished = await slow.request(Buffer.from(body.slice(5)));
  expect(finished?.status, 'SIGTERM: requests in flight finish').toBe(201);

  const sent = await work.end();
  expect(sent.length).toBeGreaterThan(8);
  expect(sent.filter(({ answer }) => answer?.status !== 201).map(({ answer }) => answer?.status)).toEqual([]);
  const result = await stopped;
  expect(result.code, `SIGTERM: exit 0\n${result.stderr}`).toBe(0);
  expect(Date.now() - started, 'SIGTERM: 10 s at most').toBeLessThan(10_000);
  return sent.map(({ name }) => name);
}
