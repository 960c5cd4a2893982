/** Section "Lists" of the contract: filters. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiOf, type Row } from './client.js';
import type { Target } from './target.js';

/** Three rows; the last has null wherever it may. */
const rows = [
  {
    title: 'Alpha 100%_done',
    body: 'One',
    status: 'draft',
    price: '9.90',
    views: '9007199254740993',
    likes: -5,
    ratio: 0.25,
    featured: true,
    day: '2026-01-01',
    publishedAt: '2026-01-01T00:00:00.000Z',
    secret: 'needle',
  },
  {
    title: 'beta',
    body: 'two',
    status: 'published',
    price: '10.00',
    views: '9007199254740992',
    likes: 0,
    ratio: 0x56bc75e2d63100000,
    featured: false,
    day: '2026-02-01',
    publishedAt: '2026-02-01T10:30:00.123Z',
    secret: 'hay',
  },
  { title: 'Gamma', price: '100.5', views: '-1', likes: 7 },
];

/** Which of the rows each filter finds. */
const finding: readonly (readonly [query: string, found: readonly number[]])[] = [
  ['title=beta', [1]],
  ['title=Beta', []],
  ['title[eq]=beta', [1]],
  ['title[ne]=beta', [0, 2]],
  ['title[in]=beta,Gamma', [1, 2]],
  ['title[like]=ALPHA', [0]],
  ['title[like]=0%25_d', [0]],
  ['title[like]=%25', [0]],
  ['title[like]=_', [0]],
  ['title[like]=%5C', []],
  ['title[like]=', [0, 1, 2]],
  ["title[like]=' OR 1=1 --", []],
  ['status=draft', [0, 2]],
  ['status[ne]=draft', [1]],
  ['status[in]=draft,published', [0, 1, 2]],
  ['price=10', [1]],
  ['price=10.0', [1]],
  ['price[gt]=10', [2]],
  ['price[gte]=10', [1, 2]],
  ['price[lt]=10', [0]],
  ['price[lte]=10', [0, 1]],
  ['price[in]=9.9,100.50', [0, 2]],
  ['views=9007199254740993', [0]],
  ['views[gt]=9007199254740992', [0]],
  ['views[lt]=0', [2]],
  ['likes=-5', [0]],
  ['likes[gte]=0&likes[lt]=7', [1]],
  ['likes[in]=7,-5', [0, 2]],
  ['ratio[gt]=1e19', [1]],
  ['ratio[lt]=0.5', [0]],
  ['featured=true', [0]],
  ['featured[ne]=true', [1, 2]],
  ['day=2026-01-01', [0]],
  ['day[gt]=2026-01-15', [1]],
  ['publishedAt=2026-02-01T10:30:00.123Z', [1]],
  ['publishedAt[lt]=2026-02-01', [0]],
  ['publishedAt[gte]=2026-02-01T11:30:00.123%2B01:00', [1]],
  ['published_at[lte]=2026-01-01T00:00:00Z', [0]],
  ['body[like]=o', [0, 1]],
  ['score=7', [0, 1, 2]],
];

/** What is refused, and the name that is to be in the answer. */
const refused: readonly (readonly [query: string, field: string])[] = [
  ['nothing=1', 'nothing'],
  ['likes[nothing]=1', 'likes[nothing]'],
  ['likes[]=1', 'likes[]'],
  ['likes[like]=1', 'likes[like]'],
  ['likes[GTE]=1', 'likes[GTE]'],
  ['likes[gte][lt]=1', 'likes[gte][lt]'],
  ['likes[gte=1', 'likes[gte'],
  ['likes=', 'likes'],
  ['likes=one', 'likes'],
  ['likes=1.5', 'likes'],
  ['likes=2147483648', 'likes'],
  ['likes=0x1', 'likes'],
  ['likes[in]=1,two', 'likes[in]'],
  ['views=1.0', 'views'],
  ['views=9223372036854775808', 'views'],
  ['price=cheap', 'price'],
  ['price=1e3', 'price'],
  ['price=NaN', 'price'],
  ['ratio=Infinity', 'ratio'],
  ['featured=yes', 'featured'],
  ['featured[gt]=true', 'featured[gt]'],
  ['day=2026-02-30', 'day'],
  ['day=yesterday', 'day'],
  ['publishedAt=1700000000', 'publishedAt'],
  ['publishedAt=2026-13-01', 'publishedAt'],
  ['status=other', 'status'],
  ['status[gt]=draft', 'status[gt]'],
  ['payload=1', 'payload'],
  ['id=1', 'id'],
  ['authorId=abc', 'authorId'],
  ['authorId[like]=a', 'authorId[like]'],
  ['title=%00', 'title'],
  ['secret=needle', 'secret'],
  ['secret[like]=n', 'secret[like]'],
  ['secret[ne]=x', 'secret[ne]'],
  ['author.name=x', 'author.name'],
  ['author[name]=x', 'author[name]'],
  ['__proto__[x]=1', '__proto__[x]'],
  ['constructor=1', 'constructor'],
  ['toString=1', 'toString'],
];

export function filters(target: Target): void {
  const api = apiOf(target);
  let author: Row;
  let posts: Row[];

  beforeAll(async () => {
    author = await api.author();
    posts = [];
    for (const row of rows) posts.push(await api.post({ ...row, authorId: author.id }));
  });

  describe('Filters by field: `?status=draft`, `?price[gte]=10` (`eq ne gt gte lt lte in like`)', () => {
    it.each(finding)('%s', async (query, found) => {
      const answer = (await api.get(`/blog-posts?authorId=${author.id}&sort=createdAt&${query}`)).expectStatus(200);
      expect(answer.rows.map(({ id }) => posts.findIndex((post) => post.id === id)).toSorted()).toEqual(found);
      expect(answer.meta.total).toBe(found.length);
    });

    it('takes them percent-encoded, too', async () => {
      const { meta } = await api.get(`/blog-posts?authorId=${author.id}&price%5Bgte%5D=10`);
      expect(meta.total).toBe(2);
    });

    it('finds by the ids of what is related', async () => {
      const tag = await api.create('/tags', { name: 'For a filter' });
      const { id } = await api.post({ tagIds: [tag.id] });
      expect((await api.get(`/blog-posts?tagIds=${tag.id}`)).rows.map((row) => row.id)).toEqual([id]);
      expect((await api.get(`/blog-posts?tagIds[in]=${tag.id},${randomUUID()}`)).meta.total).toBe(1);
      expect((await api.get(`/blog-posts?tag_ids=${randomUUID()}`)).meta.total).toBe(0);
    });
  });

  describe('An unknown field or operator is 400 and names it; a hidden field is unknown', () => {
    it.each(refused)('%s', async (query, field) => {
      const answer = (await api.get(`/blog-posts?${query}`)).expectError(400, 'VALIDATION_ERROR', field);
      expect(answer.error.details).toHaveLength(1);
    });

    it('names all at once', async () => {
      const { error } = (await api.get('/blog-posts?nothing=1&likes=x&sort=secret')).expectError(
        400,
        'VALIDATION_ERROR',
      );
      expect(error.details?.map(({ field }) => field).toSorted()).toEqual(['likes', 'nothing', 'sort']);
    });

    it('says of a hidden field what it says of one that is not there', async () => {
      for (const query of ['?NAME=x', '?sort=NAME', '?fields=NAME', '?include=NAME', '?NAME[like]=x']) {
        const of = async (name: string) => {
          const { error } = await api.get(`/blog-posts${query.replace('NAME', name)}`);
          return JSON.stringify(error.details).replaceAll(name, 'NAME');
        };
        expect(await of('secret'), query).toBe(await of('zecret'));
      }
      expect((await api.get('/blog-posts?limit=100')).text).not.toContain('needle');
    });
  });
}
