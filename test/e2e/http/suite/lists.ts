/** Section "Lists" of the contract, but for filters and cursors. */
import { beforeAll, describe, expect, it } from 'vitest';
import { apiOf, type Row, times } from './client.js';
import type { Target } from './target.js';

export function lists(target: Target): void {
  const api = apiOf(target);
  let author: Row;
  let tag: Row;
  /** Of the rows that these checks made. */
  let own = '';

  beforeAll(async () => {
    author = await api.author();
    tag = await api.create('/tags', { name: 'A tag' });
    own = `/blog-posts?authorId=${author.id}`;
    await times(24, (index) =>
      api.post({ authorId: author.id, title: `Title ${index % 3}`, likes: index, tagIds: index === 0 ? [tag.id] : [] }),
    );
  });

  const likes = (rows: readonly Row[]) => rows.map((row) => row['likes']);

  describe('`?page=1&limit=20` (default 20, at most 100; out of range 400) …', () => {
    it('has 20 by default, and says how many there are', async () => {
      const { rows, meta } = await api.get(own);
      expect(rows).toHaveLength(20);
      expect(meta).toEqual({ page: 1, limit: 20, total: 24, totalPages: 2 });
    });

    it('has every row on one of its pages', async () => {
      const pages = await times(5, (page) => api.get(`${own}&sort=likes&limit=5&page=${page + 1}`));
      expect(pages.flatMap(({ rows }) => likes(rows))).toEqual(Array.from({ length: 24 }, (_, index) => index));
      expect(pages.at(-1)?.meta).toEqual({ page: 5, limit: 5, total: 24, totalPages: 5 });
      const beyond = await api.get(`${own}&page=6&limit=5`);
      expect(beyond.json).toEqual({ data: [], meta: { page: 6, limit: 5, total: 24, totalPages: 5 } });
      expect((await api.get(`${own}&limit=100`)).meta).toEqual({ page: 1, limit: 100, total: 24, totalPages: 1 });
    });

    it.each([
      'limit=0',
      'limit=101',
      'limit=-1',
      'limit=',
      'limit=abc',
      'limit=1.5',
      'limit=1e1',
      'limit=0x10',
      'limit=%2B5',
    ])('refuses %s', async (query) => {
      (await api.get(`/blog-posts?${query}`)).expectError(400, 'VALIDATION_ERROR', 'limit');
    });

    it.each([
      'page=0',
      'page=-1',
      'page=',
      'page=one',
      'page=1.0',
      'page=99999999999999999999',
      'page=1%00',
      'page=%EF%BC%91',
    ])('refuses %s', async (query) => {
      (await api.get(`/blog-posts?${query}`)).expectError(400, 'VALIDATION_ERROR', 'page');
    });

    it('refuses a parameter given twice', async () => {
      for (const query of ['page=1&page=2', 'limit[]=5', 'limit[a]=5', 'title=a&title=b', 'sort=id&sort=id']) {
        (await api.get(`/blog-posts?${query}`)).expectError(400, 'VALIDATION_ERROR');
      }
    });
  });

  describe('`?sort=-createdAt,title`; ties are broken by id', () => {
    it('sorts up and down, by several fields', async () => {
      const { rows } = await api.get(`${own}&sort=title,-likes&limit=100`);
      const expected = rows.toSorted(
        (a, b) => String(a['title']).localeCompare(String(b['title'])) || Number(b['likes']) - Number(a['likes']),
      );
      expect(likes(rows)).toEqual(likes(expected));
    });

    it('breaks ties by id', async () => {
      for (const sort of ['title', '-title']) {
        const { rows } = await api.get(`${own}&sort=${sort}&limit=100&title=Title%201`);
        expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted());
      }
    });

    it('has the newest first by default', async () => {
      const created = (await api.get(own)).rows.map((row) => String(row['createdAt']));
      expect(created).toEqual(created.toSorted().toReversed());
    });

    it.each([
      'nothing',
      '-',
      '',
      ',',
      'title,',
      'secret',
      '-secret',
      'tagIds',
      'payload',
      '--title',
      '+title',
      'title desc',
      '__proto__',
    ])('refuses ?sort=%s', async (sort) => {
      (await api.get(`/blog-posts?sort=${encodeURIComponent(sort)}`)).expectError(400, 'VALIDATION_ERROR', 'sort');
    });
  });

  it('Field names in a query string are also accepted in snake_case', async () => {
    const query = `/blog-posts?author_id=${author.id}&sort=-created_at&fields=id,created_at&published_at[gte]=2000-01-01`;
    const { rows } = (await api.get(query)).expectStatus(200);
    expect(rows).toEqual([]);
    const camel = await api.get(`${own}&sort=-createdAt,likes&fields=id,createdAt`);
    const snake = await api.get(`/blog-posts?author_id=${author.id}&sort=-created_at,likes&fields=id,created_at`);
    expect(snake.text).toBe(camel.text);
  });

  it('`?fields=id,title`', async () => {
    const { rows } = await api.get(`${own}&fields=id,title`);
    for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(['id', 'title']);
    const { data } = await api.get(`/blog-posts/${rows[0]?.id}?fields=title`);
    expect(Object.keys(data)).toEqual(['title']);
    for (const fields of ['', 'nothing', 'id,', 'secret', 'id,secret', 'constructor']) {
      (await api.get(`/blog-posts?fields=${fields}`)).expectError(400, 'VALIDATION_ERROR', 'fields');
      (await api.get(`/blog-posts/${rows[0]?.id}?fields=${fields}`)).expectError(400, 'VALIDATION_ERROR', 'fields');
    }
  });

  it('`?include=author`', async () => {
    const { rows } = await api.get(`${own}&include=author,tags&sort=likes`);
    expect(rows[0]).toMatchObject({ author, tags: [tag], tagIds: [tag.id] });
    for (const row of rows.slice(1)) expect(row).toMatchObject({ author, tags: [] });
    const { data } = await api.get(`/blog-posts/${rows[0]?.id}?include=author&fields=id`);
    expect(data).toEqual({ id: rows[0]?.id, author });
    for (const include of ['', 'nothing', 'authorId', 'secret', 'author.posts', 'author,', '__proto__', 'comments']) {
      (await api.get(`/blog-posts?include=${include}`)).expectError(400, 'VALIDATION_ERROR', 'include');
    }
  });

  it('an unknown parameter is 400 and is named, on an item too', async () => {
    for (const name of ['nothing', 'Page', 'limit%5Bgte%5D', 'order', 'q', '%20', '']) {
      (await api.get(`/blog-posts?${name}=1`)).expectError(400, 'VALIDATION_ERROR', decodeURIComponent(name));
    }
    const [first] = (await api.get(own)).rows;
    for (const name of ['page', 'sort', 'title', 'cursor']) {
      (await api.get(`/blog-posts/${first?.id}?${name}=1`)).expectError(400, 'VALIDATION_ERROR', name);
    }
  });
}
