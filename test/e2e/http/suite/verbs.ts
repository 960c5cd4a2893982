/** Section "Verbs" of the contract. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiOf, send, unique } from './client.js';
import { exchange, requestBytes } from './raw.js';
import type { Target } from './target.js';

export function verbs(target: Target): void {
  const api = apiOf(target);
  const malformed = [
    '1',
    'abc',
    'null',
    'undefined',
    `${randomUUID()}x`,
    '%20',
    "'",
    '1;--',
    '..%2f',
    'a'.repeat(2_000),
  ];

  it('`GET /posts` 200, list', async () => {
    const answer = (await api.get('/authors')).expectStatus(200);
    expect(answer.rows).toBeInstanceOf(Array);
  });

  it('`GET /posts/:id` 200, 404 `NOT_FOUND`; an id of the wrong form 400 `VALIDATION_ERROR`', async () => {
    const author = await api.author();
    expect((await api.get(`/authors/${author.id}`)).expectStatus(200).data).toEqual(author);
    (await api.get(`/authors/${randomUUID()}`)).expectError(404, 'NOT_FOUND');
    for (const id of malformed) (await api.get(`/authors/${id}`)).expectError(400, 'VALIDATION_ERROR', 'id');
  });

  it('an id of the wrong form 400 `VALIDATION_ERROR`, with every other verb too', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const body = method === 'DELETE' ? undefined : { name: unique() };
      for (const id of malformed.slice(0, 4)) {
        (await api.send(method, `/authors/${id}`, body)).expectError(400, 'VALIDATION_ERROR', 'id');
      }
    }
  });

  it.each(['/authors', '/authors/:id', '/authors/none'])('`HEAD` of either: as GET, no body (%s)', async (pattern) => {
    const { id } = await api.author();
    const path = `/api/v1${pattern.replace(':id', id).replace('none', randomUUID())}`;
    const of = async (method: string) => {
      const bytes = requestBytes(`${method} ${path}`, { Connection: 'close' });
      const { answers, received } = await exchange(target.url, bytes, { head: method === 'HEAD' });
      return { ...answers[0], received };
    };
    const [get, head] = [await of('GET'), await of('HEAD')];
    expect(head.status).toBe(get.status);
    expect(head.received.toString('latin1')).toMatch(/\r\n\r\n$/);
    for (const name of ['content-type', 'content-length', 'etag', 'cache-control', 'vary']) {
      expect(head.headers?.[name], name).toBe(get.headers?.[name]);
    }
  });

  it('`POST /posts` 201, `Location`, item', async () => {
    const name = unique('author');
    const answer = (await api.send('POST', '/authors', { name })).expectStatus(201);
    expect(answer.data).toMatchObject({ id: expect.any(String), name, bio: null });
    expect(answer.headers.get('location')).toBe(`/api/v1/authors/${answer.data.id}`);
    const found = await send(target.url + answer.headers.get('location'), 'GET');
    expect(found.data).toEqual(answer.data);
  });

  it('`POST /posts`: what is left out takes its default', async () => {
    expect(await api.post()).toMatchObject({
      body: null,
      status: 'draft',
      price: expect.stringMatching(/^0(\.0+)?$/),
      views: '0',
      likes: 0,
      score: 7,
      featured: false,
      ratio: null,
      day: null,
      publishedAt: null,
      payload: null,
      tagIds: [],
    });
  });

  describe('`PUT /posts/:id`', () => {
    it('200 full replacement', async () => {
      const post = await api.post({ body: 'long', status: 'published', price: '9.99', likes: 3, featured: true });
      const input = await api.newPost({ title: 'Another title', authorId: post['authorId'] });
      const { data } = (await api.send('PUT', `/blog-posts/${post.id}`, input)).expectStatus(200);
      expect(data).toMatchObject({ ...input, body: null, status: 'draft', likes: 0, featured: false });
      expect(data).toMatchObject({ id: post.id, createdAt: post['createdAt'] });
      expect((await api.get(`/blog-posts/${post.id}`)).data).toEqual(data);
    });

    it('a missing required field 400', async () => {
      const post = await api.post();
      const { slug, authorId } = await api.newPost();
      const answer = await api.send('PUT', `/blog-posts/${post.id}`, { slug, authorId });
      answer.expectError(400, 'VALIDATION_ERROR', 'title');
      expect((await api.get(`/blog-posts/${post.id}`)).data).toEqual(post);
    });

    it('404', async () => {
      const input = { name: unique() };
      (await api.send('PUT', `/authors/${randomUUID()}`, input)).expectError(404, 'NOT_FOUND');
    });
  });

  describe('`PATCH /posts/:id`', () => {
    it('200 partial', async () => {
      const post = await api.post({ body: 'long', likes: 3 });
      const { data } = (await api.send('PATCH', `/blog-posts/${post.id}`, { likes: 4 })).expectStatus(200);
      expect(data).toEqual({ ...post, likes: 4, updatedAt: data['updatedAt'] });
      expect(Date.parse(String(data['updatedAt']))).toBeGreaterThanOrEqual(Date.parse(String(post['updatedAt'])));
      const emptied = await api.send('PATCH', `/blog-posts/${post.id}`, { body: null });
      expect(emptied.data).toMatchObject({ body: null, likes: 4 });
    });

    it('empty body 400', async () => {
      const { id } = await api.author();
      for (const body of ['{}', '', undefined, 'null', '[]']) {
        expect((await api.send('PATCH', `/authors/${id}`, body)).expectStatus(400).error.code).toBe('VALIDATION_ERROR');
      }
    });

    it('404', async () => {
      (await api.send('PATCH', `/authors/${randomUUID()}`, { bio: 'x' })).expectError(404, 'NOT_FOUND');
    });
  });

  it('`DELETE /posts/:id` 204, no body; again 404', async () => {
    const { id } = await api.author();
    const gone = (await api.send('DELETE', `/authors/${id}`)).expectStatus(204);
    expect(gone.text).toBe('');
    expect(gone.headers.get('content-type')).toBeNull();
    (await api.send('DELETE', `/authors/${id}`)).expectError(404, 'NOT_FOUND');
    (await api.get(`/authors/${id}`)).expectError(404, 'NOT_FOUND');
  });

  it('`DELETE /posts/:id`, where rows are kept: gone for every verb, and no longer referred to', async () => {
    const task = await api.create('/tasks', { name: unique('task') });
    (await api.send('DELETE', `/tasks/${task.id}`)).expectStatus(204);
    for (const [method, body] of [
      ['GET'],
      ['PUT', { name: unique() }],
      ['PATCH', { name: unique() }],
      ['DELETE'],
    ] as const) {
      (await api.send(method, `/tasks/${task.id}`, body)).expectError(404, 'NOT_FOUND');
    }
    expect((await api.get(`/tasks?name=${task['name'] as string}`)).meta.total).toBe(0);
  });

  describe('nested collections, as the others', () => {
    it('list and make the rows of their parent', async () => {
      const [post, other] = [await api.post(), await api.post()];
      const comment = await api.create(`/blog-posts/${post.id}/comments`, { text: 'First' });
      expect(comment['blogPostId']).toBe(post.id);
      await api.create(`/blog-posts/${other.id}/comments`, { text: 'Elsewhere' });
      const { rows, meta } = await api.get(`/blog-posts/${post.id}/comments`);
      expect({ rows, total: meta.total }).toEqual({ rows: [comment], total: 1 });
    });

    it('are not there without their parent', async () => {
      const path = `/blog-posts/${randomUUID()}/comments`;
      (await api.get(path)).expectError(404, 'NOT_FOUND');
      (await api.send('POST', path, { text: 'x' })).expectError(404, 'NOT_FOUND');
      (await api.get('/blog-posts/1/comments')).expectStatus(400);
    });
  });
}
