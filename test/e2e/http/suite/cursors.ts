/** Section "Lists" of the contract: keyset paging. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, apiOf, type Row, times } from './client.js';
import type { Target } from './target.js';

const sorts = [
  '',
  'title',
  '-likes',
  'publishedAt',
  '-publishedAt',
  'body,-title',
  '-body,price',
  'id',
  '-id',
  'featured,-views',
  '-day',
];

export function cursors(target: Target): void {
  const api = apiOf(target);
  let author: Row;

  beforeAll(async () => {
    author = await api.author();
    await times(17, (index) => api.post(valuesOf(index)));
  });

  const valuesOf = (index: number) => ({
    authorId: author.id,
    title: `Title ${index % 4}`,
    likes: index % 5,
    views: String(index % 3),
    ...(index % 3 === 0 ? {} : { publishedAt: new Date(Date.UTC(2026, 0, 1 + (index % 6))).toISOString() }),
    ...(index % 2 === 0
      ? {}
      : {
          body: `Body ${index % 4}`,
          day: `2026-01-0${1 + (index % 5)}`,
        }),
  });

  const pathOf = (query: Record<string, string>) =>
    `/blog-posts?${new URLSearchParams({ authorId: author.id, ...query }).toString()}`;

  /** All rows, page by page; between two pages something may happen. */
  async function walk(query: Record<string, string>, between?: () => Promise<unknown>): Promise<Row[]> {
    const seen: Row[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 60; pages++) {
      const answer: Answer = (await api.get(pathOf({ limit: '3', ...query, cursor }))).expectStatus(200);
      expect(Object.keys(answer.meta).toSorted()).toEqual(['limit', 'nextCursor']);
      expect(answer.rows.length).toBeLessThanOrEqual(3);
      seen.push(...answer.rows);
      cursor = answer.meta.nextCursor ?? null;
      await between?.();
    }
    return seen;
  }

  const idsOf = (items: readonly Row[]) => items.map(({ id }) => id);
  const query = (sort: string): Record<string, string> => (sort === '' ? {} : { sort });

  describe('`?cursor=` (empty for the first page) switches to keyset paging: `meta: { limit, nextCursor }`', () => {
    it.each(sorts)('has every row once, in the order of ?sort=%s', async (sort) => {
      const whole = (await api.get(pathOf({ ...query(sort), limit: '100' }))).expectStatus(200);
      expect(idsOf(await walk(query(sort)))).toEqual(idsOf(whole.rows));
    });

    it('ends with null', async () => {
      expect((await api.get(pathOf({ cursor: '', limit: '100' }))).meta).toEqual({ limit: 100, nextCursor: null });
      expect((await api.get(pathOf({ cursor: '', limit: '17' }))).meta.nextCursor).toBeNull();
      expect((await api.get(pathOf({ cursor: '', likes: '99' }))).json).toEqual({
        data: [],
        meta: { limit: 20, nextCursor: null },
      });
    });

    it('goes on with fields, filters and what is included', async () => {
      const found = await walk({ sort: 'publishedAt', fields: 'title', include: 'author', 'likes[gte]': '2' });
      expect(found.length).toBe(9);
      for (const row of found) expect(Object.keys(row).toSorted()).toEqual(['author', 'title']);
    });

    it('shows nothing of a row that the answer does not: a cursor names no hidden field', async () => {
      const { meta } = await api.get(pathOf({ cursor: '', limit: '1' }));
      expect(meta.nextCursor).toMatch(/^[\w-]+$/);
      expect(Buffer.from(meta.nextCursor ?? '', 'base64url').toString()).not.toContain('secret');
    });
  });

  describe('stable while rows are inserted', () => {
    it.each(['title', '-title', '-publishedAt', 'publishedAt', 'body', '-body'])('by %s', async (sort) => {
      const before = idsOf((await api.get(pathOf({ sort, limit: '100' }))).rows);
      let index = 0;
      const walked = idsOf(await walk({ sort }, () => (index < 4 ? api.post(valuesOf(index++)) : Promise.resolve())));
      expect(new Set(walked).size).toBe(walked.length);
      expect(walked.filter((id) => before.includes(id))).toEqual(before);
    });

    it('also when the row that was last is deleted', async () => {
      const sort = 'likes';
      const first = await api.get(pathOf({ sort, limit: '5', cursor: '' }));
      const rest = idsOf((await api.get(pathOf({ sort, limit: '100' }))).rows).slice(5);
      (await api.send('DELETE', `/blog-posts/${first.rows.at(-1)?.id}`)).expectStatus(204);
      const second = await api.get(pathOf({ sort, limit: '100', cursor: first.meta.nextCursor ?? '' }));
      expect(idsOf(second.rows)).toEqual(rest);
    });
  });

  describe('a broken cursor, or cursor with page, is 400', () => {
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

    it.each([
      'x',
      '%',
      'null',
      '{}',
      '[]',
      '!!!!',
      ' ',
      'AAAA',
      'a'.repeat(1e4),
      '__proto__',
      '\0',
      '🙂',
      encoded(null),
      encoded({}),
      encoded([]),
      encoded('x'),
      encoded(7),
      encoded([1, 2, 3]),
      encoded([null, null]),
      encoded({ __proto__: null }),
      encoded(["'; DROP TABLE blog_posts; --", 'x']),
      encoded([{ gt: '' }, '1']),
    ])('%j', async (cursor) => {
      (await api.get(pathOf({ cursor }))).expectError(400, 'VALIDATION_ERROR', 'cursor');
    });

    it('with page', async () => {
      const { meta } = await api.get(pathOf({ cursor: '', limit: '1' }));
      for (const cursor of ['', meta.nextCursor ?? '']) {
        (await api.get(pathOf({ cursor, page: '1' }))).expectError(400, 'VALIDATION_ERROR', 'cursor');
      }
    });

    it('of another sort', async () => {
      const { meta } = await api.get(pathOf({ cursor: '', limit: '1', sort: 'title' }));
      const cursor = meta.nextCursor ?? '';
      for (const sort of ['-title', 'likes', 'title,likes']) {
        (await api.get(pathOf({ cursor, sort }))).expectError(400, 'VALIDATION_ERROR', 'cursor');
      }
      (await api.get(pathOf({ cursor }))).expectError(400, 'VALIDATION_ERROR', 'cursor');
    });

    it('cut off or changed', async () => {
      const { meta } = await api.get(pathOf({ cursor: '', limit: '1', sort: 'likes' }));
      const cursor = meta.nextCursor ?? '';
      for (const broken of [cursor.slice(0, -5), cursor.slice(5), `${cursor}=`, cursor.toUpperCase()]) {
        const answer = await api.get(pathOf({ cursor: broken, sort: 'likes' }));
        answer.expectError(400, 'VALIDATION_ERROR', 'cursor');
      }
    });
  });
}
