/** Versions of the API: a second one of tags, beside a first one that is to go. */
import { expect, it } from 'vitest';
import { apiOf, send, unique } from './client.js';
import type { Target } from './target.js';

export function versions(target: Target): void {
  const api = apiOf(target);
  const second = () => `${target.url}/api/v2`;

  it('Base path `/api/v1`, and `/api/v2` where there is one: each names its own paths', async () => {
    const body = { name: unique('tag') };
    for (const version of ['v1', 'v2']) {
      const made = await send(`${target.url}/api/${version}/tags`, 'POST', body, await api.writer());
      expect(made.headers.get('location')).toBe(`/api/${version}/tags/${made.expectStatus(201).data.id}`);
      (await send(`${second()}/tags/${made.data.id}`, 'GET')).expectStatus(200);
    }
    (await send(`${second()}/authors`, 'GET')).expectError(404, 'ROUTE_NOT_FOUND');
    (await send(`${second()}/tags`, 'PUT', {}, await api.writer())).expectError(405, 'METHOD_NOT_ALLOWED');
  });

  it('what is to go says so, whatever it answers', async () => {
    for (const path of ['/tags', '/tags/1']) {
      const { headers } = await api.get(path);
      expect(headers.get('deprecation')).toMatch(/^@\d+$/);
      expect(new Date(headers.get('sunset') ?? '').getTime()).toBeGreaterThan(0);
      expect(headers.get('link')).toMatch(/rel="(deprecation|successor-version)"/);
    }
    for (const path of [`${second()}/tags`, `${api.base}/authors`]) {
      expect((await send(path, 'GET')).headers.get('deprecation')).toBeNull();
    }
  });

  it('`/openapi.json` has both, and says which is to go', async () => {
    const { json } = await send(`${target.url}/openapi.json`, 'GET');
    const { paths } = json as unknown as {
      paths: Record<string, Record<string, { deprecated?: boolean; operationId: string }>>;
    };
    expect(paths['/api/v1/tags']?.['get']).toMatchObject({ deprecated: true });
    expect(paths['/api/v2/tags']?.['get']?.deprecated ?? false).toBe(false);
    expect(paths['/api/v2/tags']?.['get']?.operationId).not.toBe(paths['/api/v1/tags']?.['get']?.operationId);
  });
}
