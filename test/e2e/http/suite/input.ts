/** Section "Input" of the contract. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiOf, times, unique } from './client.js';
import type { Target } from './target.js';

/** Values that a field does not take. */
const faults: readonly (readonly [field: string, value: unknown])[] = [
  ['title', 'ab'],
  ['title', 'x'.repeat(81)],
  ['title', 7],
  ['title', null],
  ['title', ['abc']],
  ['title', { toString: 'abc' }],
  ['title', 'a\0b c'],
  ['title', 'abc\ud800'],
  ['slug', 'Not A Slug'],
  ['slug', ''],
  ['body', 7],
  ['body', 'x'.repeat(200_000)],
  ['status', 'other'],
  ['status', 'DRAFT'],
  ['price', '1.234'],
  ['price', '-1'],
  ['price', '1e3'],
  ['price', '123456789.00'],
  ['price', ''],
  ['price', 'NaN'],
  ['views', '1.5'],
  ['views', '9223372036854775808'],
  ['views', '0x10'],
  ['likes', '5'],
  ['likes', 1.5],
  ['likes', 2_147_483_648],
  ['ratio', '0.5'],
  ['featured', 'true'],
  ['featured', 1],
  ['day', '2026-02-30'],
  ['day', '2026-01-01T00:00:00Z'],
  ['publishedAt', 'yesterday'],
  ['publishedAt', 1_700_000_000],
  ['publishedAt', '+275760-09-13T00:00:00Z'],
  ['payload', { 'a\0': 1 }],
  ['authorId', 'abc'],
  ['authorId', null],
  ['tagIds', randomUUID()],
];

export function input(target: Target): void {
  const api = apiOf(target);

  describe('Validated by schema at the edge', () => {
    it.each(faults)('%s cannot be %j', async (field, value) => {
      const body = { ...(await api.newPost()), [field]: value };
      (await api.send('POST', '/blog-posts', body)).expectError(400, 'VALIDATION_ERROR', field);
    });

    it('names every fault at once', async () => {
      const { error } = await api.send('POST', '/blog-posts', { title: '', likes: 'x', nothing: 1 });
      expect(error.details?.map(({ field }) => field).toSorted()).toEqual([
        'authorId',
        'likes',
        'nothing',
        'slug',
        'title',
      ]);
    });

    it.each([[], 'text', 7, true])('a body that is %j is no item', async (body) => {
      (await api.send('POST', '/authors', JSON.stringify(body))).expectError(400, 'VALIDATION_ERROR');
    });
  });

  describe('Unknown fields are refused (400): no mass assignment', () => {
    const forbidden = {
      id: randomUUID(),
      createdAt: '2020-01-01T00:00:00Z',
      updatedAt: '2020-01-01T00:00:00Z',
      score: 100,
      nothing: 1,
      deletedAt: null,
      author: { name: 'x' },
      tags: [],
      Title: 'x',
      author_id: randomUUID(),
      ownerId: 1,
    };

    it.each(Object.entries(forbidden))('%s', async (field, value) => {
      const post = await api.post();
      const body = { ...(await api.newPost()), [field]: value };
      const path = `/blog-posts/${post.id}`;
      (await api.send('POST', '/blog-posts', body)).expectError(400, 'VALIDATION_ERROR', field);
      (await api.send('PUT', path, body)).expectError(400, 'VALIDATION_ERROR', field);
      (await api.send('PATCH', path, { [field]: value })).expectError(400, 'VALIDATION_ERROR', field);
      expect((await api.get(path)).data).toEqual(post);
    });

    it('the parent of a nested row is what the path says', async () => {
      const [post, other] = [await api.post(), await api.post()];
      const body = { text: 'x', blogPostId: other.id };
      (await api.send('POST', `/blog-posts/${post.id}/comments`, body)).expectError(
        400,
        'VALIDATION_ERROR',
        'blogPostId',
      );
    });
  });

  it('a hidden field is taken, and told by no answer', async () => {
    const secret = unique('secret');
    const body = await api.newPost({ secret });
    const made = (await api.send('POST', '/blog-posts', body)).expectStatus(201);
    const path = `/blog-posts/${made.data.id}`;
    const answers = [
      made,
      await api.get(path),
      await api.get(`${path}?include=author,tags`),
      await api.send('PATCH', path, { secret: `${secret}2`, likes: 1 }),
      await api.send('PUT', path, body),
      await api.get(`/blog-posts?authorId=${String(body['authorId'])}`),
    ];
    for (const { text, status } of answers) {
      expect([200, 201]).toContain(status);
      expect(text).not.toContain('secret');
    }
  });

  it('`__proto__` and `constructor` keys refused or inert, never merged', async () => {
    const bodies = [
      '{"name":"NAME","__proto__":{"isAdmin":true,"bio":"merged"}}',
      '{"name":"NAME","constructor":{"prototype":{"bio":"merged"}}}',
      '{"name":"NAME","prototype":{"bio":"merged"}}',
      '{"name":"NAME","\\u005f_proto__":{"bio":"merged"}}',
    ];
    for (const body of bodies) {
      const answer = await api.send('POST', '/authors', body.replace('NAME', unique()));
      expect([201, 400], body).toContain(answer.status);
      if (answer.status === 201) expect(answer.data['bio']).toBeNull();
    }
    expect((await api.author())['bio']).toBeNull();
    const nested = await api.post({ payload: JSON.parse('{"constructor":{"prototype":{"x":1}}}') });
    expect(nested['payload']).toEqual({ constructor: { prototype: { x: 1 } } });
  });

  describe('Unique violation 409 `CONFLICT` naming the field', () => {
    it('with POST, PUT and PATCH', async () => {
      const [one, other] = [await api.author(), await api.author()];
      const body = { name: one['name'] };
      (await api.send('POST', '/authors', body)).expectError(409, 'CONFLICT', 'name');
      for (const method of ['PUT', 'PATCH']) {
        (await api.send(method, `/authors/${other.id}`, body)).expectError(409, 'CONFLICT', 'name');
        (await api.send(method, `/authors/${one.id}`, body)).expectStatus(200);
      }
      const post = await api.post();
      const again = await api.newPost({ slug: post['slug'] });
      (await api.send('POST', '/blog-posts', again)).expectError(409, 'CONFLICT', 'slug');
    });

    it('of twenty at once, one is made', async () => {
      const name = unique('wanted');
      const answers = await times(20, () => api.send('POST', '/authors', { name }));
      const made = answers.filter(({ status }) => status === 201);
      expect(made).toHaveLength(1);
      for (const answer of answers) if (answer !== made[0]) answer.expectError(409, 'CONFLICT', 'name');
      expect((await api.get(`/authors?name=${name}`)).meta.total).toBe(1);
    });
  });

  it('a reference to a missing row 400 `VALIDATION_ERROR` naming the field', async () => {
    const post = await api.post();
    const missing = randomUUID();
    const path = `/blog-posts/${post.id}`;
    const body = await api.newPost({ authorId: missing });
    (await api.send('POST', '/blog-posts', body)).expectError(400, 'VALIDATION_ERROR', 'authorId');
    (await api.send('PUT', path, body)).expectError(400, 'VALIDATION_ERROR', 'authorId');
    (await api.send('PATCH', path, { authorId: missing })).expectError(400, 'VALIDATION_ERROR', 'authorId');
    (await api.send('PATCH', path, { tagIds: [missing] })).expectError(400, 'VALIDATION_ERROR', 'tagIds');
    const made = await api.send('POST', '/blog-posts', await api.newPost({ tagIds: [missing] }));
    made.expectError(400, 'VALIDATION_ERROR', 'tagIds');
    expect((await api.get(path)).data).toEqual(post);
  });

  it('deleting a row others restrict 409; rows that go along go along', async () => {
    const author = await api.author();
    const post = await api.post({ authorId: author.id });
    const comment = await api.create(`/blog-posts/${post.id}/comments`, { text: 'x' });
    (await api.send('DELETE', `/authors/${author.id}`)).expectError(409, 'CONFLICT');
    (await api.get(`/authors/${author.id}`)).expectStatus(200);
    (await api.send('DELETE', `/blog-posts/${post.id}`)).expectStatus(204);
    (await api.get(`/comments/${comment.id}`)).expectError(404, 'NOT_FOUND');
    (await api.send('DELETE', `/authors/${author.id}`)).expectStatus(204);
  });
}
