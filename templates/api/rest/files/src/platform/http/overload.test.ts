import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { limitConcurrency } from './overload.js';

const pending: ServerResponse[] = [];
const warn = vi.fn();
const server = createServer(
  limitConcurrency((_request, response) => pending.push(response), 2, { warn }),
);

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => server.close());

function ask(path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
}

it('refuses what is more than it takes at a time, but for probes', async () => {
  const taken = [ask('/'), ask('/')];
  await vi.waitFor(() => expect(pending).toHaveLength(2));

  const refused = await ask('/');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  const requestId = refused.headers.get('x-request-id');
  expect(await refused.json()).toMatchObject({ error: { code: 'OVERLOADED', requestId } });
  await vi.waitFor(() => expect(warn).toHaveBeenCalledWith({ refused: 1 }, 'overloaded'), 2_000);

  const probe = ask('/health/live');
  await vi.waitFor(() => expect(pending).toHaveLength(3));
  pending.forEach((response) => response.end());
  await Promise.all([...taken, probe]);

  const next = ask('/');
  await vi.waitFor(() => expect(pending).toHaveLength(4));
  pending.at(-1)?.end();
  expect(await next).toMatchObject({ status: 200 });
});
