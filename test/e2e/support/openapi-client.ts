/** A program that uses the types of a client: it is compiled beside them, and run against the API. */
export const client = `
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

const api = createClient<paths>({
  baseUrl: process.argv[2]!,
  querySerializer: { array: { style: 'form', explode: false } },
});

const account = { email: randomUUID() + '@example.com', password: 'correct horse battery staple' };
await api.POST('/api/v1/auth/register', { body: account });
const login = await api.POST('/api/v1/auth/login', { body: account });
const headers = { authorization: 'Bearer ' + login.data!.data.accessToken };

const author = await api.POST('/api/v1/authors', { headers, body: { name: randomUUID() } });
const post = { title: 'Hello', slug: randomUUID(), price: '1.50', authorId: author.data!.data.id };
const once = { 'Idempotency-Key': randomUUID() };
const made = await api.POST('/api/v1/posts', { headers, params: { header: once }, body: post });
const again = await api.POST('/api/v1/posts', { headers, params: { header: once }, body: post });
assert.equal(made.response.status, 201);
assert.deepEqual(again.data, made.data);
const { id, status } = made.data!.data;
assert.equal(status satisfies 'draft' | 'published', 'draft');

const list = await api.GET('/api/v1/posts', {
  params: {
    query: {
      sort: ['-createdAt', 'title'],
      fields: ['id', 'title'],
      include: ['author'],
      price: { gte: '1', lte: '2' },
      views: { eq: 0 },
      status: { in: 'draft,published' },
    },
  },
});
assert.equal(list.data!.data[0]!.author?.name, author.data!.data.name);
assert('total' in list.data!.meta);
const next = await api.GET('/api/v2/posts', { params: { query: { cursor: '', limit: 1 } } });
assert('nextCursor' in next.data!.meta);

const at = { path: { id } };
const read = await api.GET('/api/v1/posts/{id}', { params: at });
const params = { ...at, header: { 'If-Match': read.response.headers.get('etag')! } };
const changed = await api.PATCH('/api/v1/posts/{id}', { headers, params, body: { views: 3 } });
assert.equal(changed.data?.data.views, 3);
const stale = await api.PATCH('/api/v1/posts/{id}', { headers, params, body: { views: 4 } });
const code: components['schemas']['ErrorBody']['error']['code'] = stale.error!.error.code;
assert.equal(code, 'PRECONDITION_FAILED');

// @ts-expect-error there is no such status
const wrong = await api.GET('/api/v1/posts', { params: { query: { status: { eq: 'lost' } } } });
assert.deepEqual(wrong.error?.error.details.map(({ field }) => field), ['status[eq]']);
// @ts-expect-error a title is required
await api.POST('/api/v1/posts', { headers, body: { slug: 'a', price: '1', authorId: id } });
`;
