/** Section "Verbs" of the contract, for every path that the API says it has. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { send } from './client.js';
import { exchange, requestBytes } from './raw.js';
import type { Target } from './target.js';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function paths(target: Target): void {
  it('known path, other verb: 405 `METHOD_NOT_ALLOWED` with `Allow`; and OPTIONS names the same', async () => {
    for (const { url, offered, path } of await knownPaths(target)) {
      const expected = [...offered, ...(offered.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].toSorted();
      for (const method of methods.filter((other) => !offered.includes(other))) {
        const answer = await send(url, method);
        answer.expectError(405, 'METHOD_NOT_ALLOWED');
        expect(allowOf(answer.headers.get('allow')), `${method} ${path}`).toEqual(expected);
      }
      const options = await send(url, 'OPTIONS');
      expect([200, 204], path).toContain(options.status);
      expect(allowOf(options.headers.get('allow')), path).toEqual(expected);
    }
  });

  it('known path, other verb: 405 also for verbs that nobody offers', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'PURGE', 'SEARCH', 'LOCK', 'QUERY', 'M-SEARCH']) {
      const { answers } = await exchange(target.url, requestBytes(`${method} /api/v1/authors`));
      expect([405, 400], method).toContain(answers[0]?.status);
    }
  });

  it('unknown path: 404 `ROUTE_NOT_FOUND`, whatever the verb', async () => {
    const unknown = [
      '/',
      '/api',
      '/api/v1',
      '/api/v3/authors',
      '/api/v1/authorsx',
      '/favicon.ico',
      '/.env',
      '/docs/../x',
    ];
    for (const path of [...unknown, `/api/v1/authors/${randomUUID()}/more`, '/api/v1/auth/nothing', '/metricsx']) {
      for (const method of [...methods, 'OPTIONS']) {
        const answer = await send(target.url + path, method, method === 'POST' ? {} : undefined);
        answer.expectError(404, 'ROUTE_NOT_FOUND');
      }
      expect(await send(target.url + path, 'HEAD')).toMatchObject({ status: 404, text: '' });
    }
  });

  it('GET and HEAD of every known path: an answer of the contract', async () => {
    for (const { url, offered, path } of await knownPaths(target)) {
      if (!offered.includes('GET')) continue;
      const [get, head] = [await send(url, 'GET'), await send(url, 'HEAD')];
      expect([200, 401, 404], path).toContain(get.status);
      expect({ path, status: head.status, text: head.text }).toEqual({ path, status: get.status, text: '' });
    }
  });
}

interface KnownPath {
  path: string;
  url: string;
  offered: string[];
}

/** What the OpenAPI document lists, with ids that nobody has. */
async function knownPaths(target: Target): Promise<KnownPath[]> {
  const { json } = await send(`${target.url}/openapi.json`, 'GET');
  const { paths } = json as unknown as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).map(([path, item]) => ({
    path,
    url: target.url + path.replaceAll(/\{\w+\}/g, () => randomUUID()),
    offered: Object.keys(item)
      .map((verb) => verb.toUpperCase())
      .filter((verb) => methods.includes(verb)),
  }));
}

function allowOf(header: string | null): string[] {
  return (header ?? '').split(/,\s*/).toSorted();
}
