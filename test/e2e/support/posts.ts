/** Drives the `post` resource of a generated project over HTTP, as its first client would. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';

interface Answer {
  status: number;
  headers: Headers;
  body: { data?: unknown; meta?: unknown; error?: { code: string } };
}

/** Registers and signs in when there are accounts; then creates, lists, changes and deletes a post. */
export async function drivePosts(url: string, options: { accounts: boolean }): Promise<void> {
  const api = `${url}/api/v1`;
  const headers = options.accounts ? await signedIn(api) : {};
  if (options.accounts) expect(await send(`${api}/posts`, 'POST', { title: 'No' })).toMatchObject({ status: 401 });

  const created = await send(`${api}/posts`, 'POST', { title: 'Hello' }, headers);
  expect(created).toMatchObject({ status: 201, body: { data: { title: 'Hello', body: null, views: 0 } } });
  const { id } = created.body.data as { id: string };
  expect(created.headers.get('location')).toBe(`/api/v1/posts/${id}`);

  expect(await send(`${api}/posts`, 'GET')).toMatchObject({
    status: 200,
    body: { data: [{ id }], meta: { total: 1 } },
  });
  expect(await send(`${api}/posts`, 'POST', { title: 'x', id }, headers)).toMatchObject({
    status: 400,
    body: { error: { code: 'VALIDATION_ERROR' } },
  });
  expect(await send(`${api}/posts/${id}`, 'PATCH', { views: 3 }, headers)).toMatchObject({
    status: 200,
    body: { data: { title: 'Hello', views: 3 } },
  });
  expect(await send(`${api}/posts/${id}`, 'DELETE', undefined, headers)).toMatchObject({ status: 204 });
  expect(await send(`${api}/posts/${id}`, 'GET')).toMatchObject({
    status: 404,
    body: { error: { code: 'NOT_FOUND' } },
  });
}

async function signedIn(api: string): Promise<Record<string, string>> {
  const account = { email: `${randomUUID()}@example.com`, password: 'correct horse battery staple' };
  expect(await send(`${api}/auth/register`, 'POST', account)).toMatchObject({ status: 201 });
  const { status, body } = await send(`${api}/auth/login`, 'POST', account);
  expect(status).toBe(200);
  const { accessToken } = body.data as { accessToken: string };
  return { authorization: `Bearer ${accessToken}` };
}

/** One request with a JSON body. */
export async function send(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const init: RequestInit =
    body === undefined
      ? { method, headers }
      : { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
  };
}
