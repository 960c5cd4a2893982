/** Section "Identity" of the contract: who may do what. And of "Input": rows of others. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Account, apiOf, unique } from './client.js';
import type { Target } from './target.js';

const verbs = (text: string) =>
  [
    ['PUT', { text }],
    ['PATCH', { text }],
    ['DELETE', undefined],
  ] as const;

export function access(target: Target): void {
  const api = apiOf(target);
  let one: Account;
  let other: Account;

  beforeAll(async () => {
    [one, other] = [await api.newcomer(), await api.newcomer()];
  });

  describe('Another owner’s row, under `--access owner`: 404, as if it were not there', () => {
    it('for every verb', async () => {
      const note = await api.create('/notes', { text: 'mine' }, one.headers);
      const path = `/notes/${note.id}`;
      (await api.get(path, other.headers)).expectError(404, 'NOT_FOUND');
      for (const [method, body] of verbs('taken over')) {
        (await api.send(method, path, body, other.headers)).expectError(404, 'NOT_FOUND');
        (await api.send(method, path, body, { ...other.headers, 'if-match': '*' })).expectError(404, 'NOT_FOUND');
      }
      const missing = await api.get(`/notes/${randomUUID()}`, other.headers);
      const foreign = await api.get(path, other.headers);
      expect({ ...foreign.error, requestId: '' }).toEqual({ ...missing.error, requestId: '' });
      expect((await api.get(path, one.headers)).expectStatus(200).data).toEqual(note);
    });

    it('in lists, however they are filtered or paged', async () => {
      const text = unique('mine');
      const note = await api.create('/notes', { text }, one.headers);
      for (const query of [
        '',
        `?text=${text}`,
        `?id=${note.id}`,
        `?ownerId=${one.id}`,
        '?cursor=',
        '?sort=-text&limit=100',
      ]) {
        const answer = (await api.get(`/notes${query}`, other.headers)).expectStatus(200);
        expect(answer.rows, query).toEqual([]);
      }
      expect((await api.get(`/notes?text=${text}`, one.headers)).rows).toEqual([note]);
    });

    it('and nobody makes rows for others', async () => {
      const body = { text: 'x', ownerId: other.id };
      (await api.send('POST', '/notes', body, one.headers)).expectError(400, 'VALIDATION_ERROR', 'ownerId');
    });

    it('nor finds another’s entity tag to be good', async () => {
      const note = await api.create('/notes', { text: 'mine' }, one.headers);
      const { etag } = await api.get(`/notes/${note.id}`, one.headers);
      (await api.get(`/notes/${note.id}`, { ...other.headers, 'if-none-match': etag })).expectError(404, 'NOT_FOUND');
    });
  });

  describe('Missing or bad credentials 401 `UNAUTHENTICATED` with `WWW-Authenticate`', () => {
    it('for what is guarded, whether or not it is there, before anything else is said', async () => {
      const guarded = [
        'GET /notes',
        `GET /notes/${randomUUID()}`,
        'GET /memos',
        'GET /settings',
        'GET /auth/me',
        'POST /notes',
        'POST /authors',
        'POST /settings',
        `PUT /authors/${randomUUID()}`,
        `DELETE /tags/${randomUUID()}`,
        `PATCH /memos/${randomUUID()}`,
        'GET /notes?nothing=1',
        'DELETE /notes/1',
        'POST /auth/password/change',
      ];
      for (const line of guarded) {
        const [method = '', path = ''] = line.split(' ');
        const answer = await api.anonymous(method, path, method === 'POST' || method === 'PUT' ? '{broken' : undefined);
        answer.expectError(401, 'UNAUTHENTICATED');
        expect(answer.headers.get('www-authenticate'), line).toMatch(/^Bearer/);
      }
    });

    it('bad ones also where nobody asks for them, or as if there were none', async () => {
      const answer = await api.get('/authors', { authorization: 'Bearer forged' });
      expect([200, 401]).toContain(answer.status);
    });
  });

  describe('known but not allowed 403 `FORBIDDEN`', () => {
    it('for every verb, whether or not the row is there', async () => {
      const path = `/settings/${randomUUID()}`;
      for (const [method, at, body] of [
        ['GET', '/settings', undefined],
        ['GET', path, undefined],
        ['POST', '/settings', { key: 'x' }],
        ['PUT', path, { key: 'x' }],
        ['PATCH', path, { key: 'x' }],
        ['DELETE', path, undefined],
      ] as const) {
        (await api.send(method, at, body, one.headers)).expectError(403, 'FORBIDDEN');
      }
    });

    it.runIf(target.admin)('and the role it asks for is let in', async () => {
      const headers = await api.admin();
      const setting = await api.create('/settings', { key: unique('key'), value: { on: true } }, headers);
      expect((await api.get(`/settings/${setting.id}`, headers)).expectStatus(200).data).toEqual(setting);
      (await api.send('PATCH', `/settings/${setting.id}`, { value: null }, headers)).expectStatus(200);
      (await api.send('DELETE', `/settings/${setting.id}`, undefined, headers)).expectStatus(204);
    });

    it.runIf(target.admin)('an administrator has no key to what is others’ own', async () => {
      const note = await api.create('/notes', { text: 'mine' }, one.headers);
      (await api.get(`/notes/${note.id}`, await api.admin())).expectError(404, 'NOT_FOUND');
    });
  });

  it('whoever is signed in may use what asks for that alone', async () => {
    const memo = await api.create('/memos', { text: 'all of us' }, one.headers);
    expect((await api.get(`/memos/${memo.id}`, other.headers)).expectStatus(200).data).toEqual(memo);
    (await api.send('PATCH', `/memos/${memo.id}`, { text: 'changed' }, other.headers)).expectStatus(200);
  });
}
