/** Section "Shapes" of the contract. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiOf, unique } from './client.js';
import type { Target } from './target.js';

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

export function shapes(target: Target): void {
  const api = apiOf(target);

  describe('Base path `/api/v1`; collections plural and kebab-case …', () => {
    it('answers there, and nowhere else', async () => {
      expect((await api.get('/blog-posts')).status).toBe(200);
      for (const path of ['/blogPosts', '/blog_posts', '/blog-post', '/BLOG-POSTS', '/blog-posts/'.repeat(2)]) {
        (await api.get(path)).expectError(404, 'ROUTE_NOT_FOUND');
      }
    });

    it('has keys in camelCase, and all that are not hidden', async () => {
      const post = await api.post({ secret: 'not told' });
      expect(Object.keys(post).toSorted()).toEqual(
        [
          'authorId',
          'body',
          'createdAt',
          'day',
          'featured',
          'id',
          'likes',
          'payload',
          'price',
          'publishedAt',
          'ratio',
          'score',
          'slug',
          'status',
          'tagIds',
          'title',
          'updatedAt',
          'views',
        ].toSorted(),
      );
    });

    it('has dates in ISO 8601 UTC', async () => {
      const post = await api.post({ publishedAt: '2026-03-01T12:00:00.5+02:00', day: '2026-03-01' });
      expect(post['createdAt']).toMatch(moment);
      expect(post['updatedAt']).toMatch(moment);
      expect(post).toMatchObject({ publishedAt: '2026-03-01T10:00:00.500Z', day: '2026-03-01' });
      expect((await api.get(`/blog-posts/${post.id}`)).data).toEqual(post);
    });

    it('has decimals and bigints as strings, with every digit', async () => {
      const post = await api.post({ price: '12345678.91', views: '9223372036854775807' });
      expect(post).toMatchObject({ price: '12345678.91', views: '9223372036854775807' });
      expect((await api.get(`/blog-posts/${post.id}`)).data).toEqual(post);
      for (const body of [{ price: 12.5 }, { views: 7 }]) {
        const [field] = Object.keys(body);
        (await api.send('PATCH', `/blog-posts/${post.id}`, body)).expectError(400, 'VALIDATION_ERROR', field);
      }
    });
  });

  describe('One item `{ "data": {…} }`; a list …; an error …', () => {
    it('has an item in data, alone', async () => {
      const author = await api.author();
      const answer = await api.get(`/authors/${author.id}`);
      expect(answer.json).toEqual({ data: author });
      expect(answer.headers.get('content-type')).toMatch(/^application\/json(; charset=utf-8)?$/i);
    });

    it('has a list in data, and where it stands in meta', async () => {
      const { json } = await api.get('/authors');
      expect(Object.keys(json).toSorted()).toEqual(['data', 'meta']);
      expect(json.data).toBeInstanceOf(Array);
    });

    it('has an error with code, message, details and requestId', async () => {
      const { json, headers } = (await api.send('POST', '/authors', { nam: 1 })).expectError(400, 'VALIDATION_ERROR');
      expect(json).toEqual({
        error: {
          code: expect.stringMatching(/^[A-Z][A-Z0-9_]*$/),
          message: expect.any(String),
          details: expect.any(Array),
          requestId: headers.get('x-request-id'),
        },
      });
      expect(json.error?.details.map(({ field }) => field).toSorted()).toEqual(['nam', 'name']);
      for (const detail of json.error?.details ?? []) {
        expect(Object.keys(detail).toSorted()).toEqual(['code', 'field', 'message']);
        expect(detail.code).toMatch(/^[A-Z][A-Z0-9_]*$/);
      }
    });

    it('says the same twice of an unchanged item', async () => {
      const { id } = await api.author();
      expect((await api.get(`/authors/${id}`)).text).toBe((await api.get(`/authors/${id}`)).text);
    });
  });

  it('No stack trace, SQL or path in a response: whatever is stored comes back as it was', async () => {
    const text = `'; DROP TABLE blog_posts; -- <script>$\{7*7}</script> %00 \\u0000 \u{1f600} ‮`;
    const post = await api.post({ body: text, title: `O'Hara "${unique()}"`, payload: { a: [null, 1.5, text] } });
    expect((await api.get(`/blog-posts/${post.id}`)).data).toMatchObject({
      body: text,
      payload: { a: [null, 1.5, text] },
    });
    (await api.get(`/blog-posts/${randomUUID()}`)).expectError(404, 'NOT_FOUND');
  });
}
