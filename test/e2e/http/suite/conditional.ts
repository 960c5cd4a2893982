/** Section "Concurrency and repeats" of the contract: entity tags. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiOf, times, unique } from './client.js';
import { exchange, requestBytes } from './raw.js';
import type { Target } from './target.js';

export function conditional(target: Target): void {
  const api = apiOf(target);

  async function tagged() {
    const row = await api.author();
    const path = `/authors/${row.id}`;
    const { etag } = await api.get(path);
    return { row, path, etag };
  }

  describe('Strong `ETag` on GET; `If-None-Match` 304', () => {
    it('has the same tag for the same item, another for a changed one', async () => {
      const { path, etag } = await tagged();
      expect(etag).toMatch(/^"[\x21\x23-\x7e]+"$/);
      expect((await api.get(path)).etag).toBe(etag);
      await api.send('PATCH', path, { bio: 'changed' });
      expect((await api.get(path)).etag).not.toBe(etag);
      expect((await api.get('/authors?limit=1')).etag).toMatch(/^"/);
    });

    it('has none where there is nothing to keep', async () => {
      expect((await api.get(`/authors/${randomUUID()}`)).etag).toBe('');
      expect((await api.send('DELETE', `/authors/${randomUUID()}`)).etag).toBe('');
    });

    it('answers 304 without a body, with the tag, also to a client that revalidates', async () => {
      const { row, path, etag } = await tagged();
      for (const value of [etag, `W/${etag}`, `"other", ${etag}`, '*', `"a","b",W/${etag}`]) {
        const answer = await api.get(path, { 'if-none-match': value });
        expect({ value, status: answer.status, text: answer.text }).toEqual({ value, status: 304, text: '' });
        expect(answer.etag).toBe(etag);
      }
      const bytes = requestBytes(`HEAD /api/v1/authors/${row.id}`, { 'If-None-Match': etag, Connection: 'close' });
      expect((await exchange(target.url, bytes, { head: true })).answers[0]?.status).toBe(304);
      const list = await api.get('/authors?sort=id&limit=1');
      expect((await api.get('/authors?sort=id&limit=1', { 'if-none-match': list.etag })).status).toBe(304);
    });

    it('answers 200 when the tag is another, or none', async () => {
      const { path, etag } = await tagged();
      for (const value of ['"other"', etag.replaceAll('"', ''), `${etag.slice(0, -1)}x"`, '""', '"', ',,,', 'W/']) {
        expect((await api.get(path, { 'if-none-match': value })).status, value).toBe(200);
      }
      await api.send('PATCH', path, { bio: 'changed' });
      expect((await api.get(path, { 'if-none-match': etag })).status).toBe(200);
    });
  });

  describe('`If-Match` on PUT, PATCH, DELETE: 412 `PRECONDITION_FAILED` when stale', () => {
    const change = (method: string) => (method === 'DELETE' ? undefined : { name: unique('changed') });

    it.each(['PUT', 'PATCH', 'DELETE'])('%s', async (method) => {
      const { row, path, etag } = await tagged();
      for (const stale of ['"stale"', `W/${etag}`, etag.replaceAll('"', ''), '"a", "b"', '']) {
        const answer = await api.send(method, path, change(method), { 'if-match': stale });
        if (stale !== '') answer.expectError(412, 'PRECONDITION_FAILED');
        else if (answer.status !== 412) return;
      }
      expect((await api.get(path)).data).toEqual(row);
      const well = await api.send(method, path, change(method), { 'if-match': `"other", ${etag}` });
      well.expectStatus(method === 'DELETE' ? 204 : 200);
    });

    it.each(['PUT', 'PATCH', 'DELETE'])('%s with `*` needs only a row that is there', async (method) => {
      const { path } = await tagged();
      const well = await api.send(method, path, change(method), { 'if-match': '*' });
      well.expectStatus(method === 'DELETE' ? 204 : 200);
    });

    it('leaves what else is wrong with a request to be said', async () => {
      const { path, etag } = await tagged();
      (await api.send('PATCH', path, { nothing: 1 }, { 'if-match': etag })).expectError(400, 'VALIDATION_ERROR');
      const missing = await api.send('PATCH', `/authors/${randomUUID()}`, { bio: 'x' }, { 'if-match': etag });
      expect([404, 412]).toContain(missing.status);
    });

    it('holds for what a GET showed, whichever GET it was', async () => {
      const post = await api.post({ secret: 'hidden', publishedAt: '2026-01-01T00:00:00Z' });
      const path = `/blog-posts/${post.id}`;
      const { etag } = await api.get(path);
      const changed = await api.send('PATCH', path, { likes: 1 }, { 'if-match': etag });
      changed.expectStatus(200);
      (await api.send('PATCH', path, { likes: 2 }, { 'if-match': etag })).expectError(412, 'PRECONDITION_FAILED');
      const { etag: next } = await api.get(path);
      if (changed.etag !== '') expect(changed.etag).toBe(next);
      (await api.send('DELETE', path, undefined, { 'if-match': next })).expectStatus(204);
    });
  });

  describe('two writers with the same tag: exactly one wins', () => {
    it.each(['PUT', 'PATCH', 'DELETE'])('of twenty at once with %s', async (method) => {
      const { path, etag } = await tagged();
      const bodyOf = (index: number) => (method === 'DELETE' ? undefined : { name: unique(), bio: `writer ${index}` });
      const answers = await times(20, (index) => api.send(method, path, bodyOf(index), { 'if-match': etag }));
      const won = answers.filter(({ status }) => status === (method === 'DELETE' ? 204 : 200));
      expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
      expect(won).toHaveLength(1);
      for (const answer of answers.filter((lost) => lost !== won[0])) {
        if (method === 'DELETE' && answer.status === 404) continue;
        answer.expectError(412, 'PRECONDITION_FAILED');
      }
      if (method !== 'DELETE') expect((await api.get(path)).data).toEqual(won[0]?.data);
    });

    it('thirty changes of ten writers, each tried until it passes, are all there', async () => {
      const post = await api.post();
      const path = `/blog-posts/${post.id}`;
      const increase = async () => {
        for (;;) {
          const { data, etag } = await api.get(path);
          const body = { likes: Number(data['likes']) + 1 };
          const { status } = await api.send('PATCH', path, body, { 'if-match': etag });
          if (status === 200) return;
          expect(status).toBe(412);
        }
      };
      await times(10, async () => {
        for (let round = 0; round < 3; round++) await increase();
      });
      expect((await api.get(path)).data['likes']).toBe(30);
    });
  });
}
