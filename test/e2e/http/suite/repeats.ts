/** Section "Concurrency and repeats" of the contract: repeated POSTs. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiOf, times, unique } from './client.js';
import type { Target } from './target.js';

export function repeats(target: Target): void {
  const api = apiOf(target);
  const post = (body: unknown, key: string, path = '/authors') =>
    api.send('POST', path, body, { 'idempotency-key': key });

  describe('`Idempotency-Key` on POST: a repeat gets the first answer again and makes no second row', () => {
    it('one after the other', async () => {
      const [name, key] = [unique('once'), randomUUID()];
      const first = (await post({ name }, key)).expectStatus(201);
      const again = await post({ name }, key);
      expect({ status: again.status, text: again.text }).toEqual({ status: 201, text: first.text });
      for (const header of ['location', 'content-type']) {
        expect(again.headers.get(header)).toBe(first.headers.get(header));
      }
      expect((await api.get(`/authors?name=${name}`)).meta.total).toBe(1);
    });

    it('also twenty at once', async () => {
      const [title, key] = ['Twenty at once', randomUUID()];
      const body = await api.newPost({ title });
      const answers = await times(20, () => post(body, key, '/blog-posts'));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect((await api.get(`/blog-posts?slug=${String(body['slug'])}`)).meta.total).toBe(1);
    });

    it('also where nothing else is unique', async () => {
      const [name, key] = [unique('tag'), randomUUID()];
      await times(10, () => post({ name }, key, '/tags'));
      expect((await api.get(`/tags?name=${name}`)).meta.total).toBe(1);
      await post({ name }, randomUUID(), '/tags');
      expect((await api.get(`/tags?name=${name}`)).meta.total).toBe(2);
    });

    it('also below a parent', async () => {
      const { id } = await api.post();
      const key = randomUUID();
      const answers = await times(5, () => post({ text: 'once' }, key, `/blog-posts/${id}/comments`));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect((await api.get(`/blog-posts/${id}/comments`)).meta.total).toBe(1);
    });

    it('also after the row was changed or deleted: the first answer', async () => {
      const [name, key] = [unique('once'), randomUUID()];
      const first = await post({ name }, key);
      (await api.send('DELETE', `/authors/${first.data.id}`)).expectStatus(204);
      expect(await post({ name }, key)).toMatchObject({ status: 201, text: first.text });
      expect((await api.get(`/authors?name=${name}`)).meta.total).toBe(0);
    });

    it('gives a conflict again, and lets a faulty request be mended', async () => {
      const taken = await api.author();
      const key = randomUUID();
      const conflict = (await post({ name: taken['name'] }, key)).expectError(409, 'CONFLICT', 'name');
      const again = (await post({ name: taken['name'] }, key)).expectError(409, 'CONFLICT', 'name');
      expect(again.error.details).toEqual(conflict.error.details);
      const other = randomUUID();
      (await post({ nothing: 1 }, other)).expectError(400, 'VALIDATION_ERROR');
      (await post({ name: unique() }, other)).expectStatus(201);
    });
  });

  it('the same key with another body 422 `IDEMPOTENCY_KEY_REUSED`', async () => {
    const [name, key] = [unique('once'), randomUUID()];
    (await post({ name }, key)).expectStatus(201);
    for (const body of [{ name: unique() }, { name, bio: 'x' }]) {
      (await post(body, key)).expectError(422, 'IDEMPOTENCY_KEY_REUSED');
    }
    (await post({ name }, key, '/tags')).expectError(422, 'IDEMPOTENCY_KEY_REUSED');
    expect((await api.get(`/authors?name=${name}`)).meta.total).toBe(1);
  });

  it('the same key with another body, both at once: one of them 422', async () => {
    const key = randomUUID();
    const answers = await times(6, (index) => post({ name: unique(`racer-${index}`) }, key));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422, 422, 422, 422]);
  });

  it('an `Idempotency-Key` that is none is 400', async () => {
    for (const key of ['', ' ', 'x'.repeat(256), 'ü', 'a b']) {
      const answer = await post({ name: unique() }, key);
      if (key.trim() !== '') answer.expectError(400, 'VALIDATION_ERROR', 'Idempotency-Key');
      else expect([201, 400]).toContain(answer.status);
    }
    (await post({ name: unique() }, 'x'.repeat(255))).expectStatus(201);
  });

  it.runIf(target.accounts)('keys are the caller’s own', async () => {
    const [one, other] = [await api.newcomer(), await api.newcomer()];
    const key = randomUUID();
    const as = ({ headers }: typeof one, name: string) =>
      api.send('POST', '/authors', { name }, { ...headers, 'idempotency-key': key });
    const [first, second] = [await as(one, unique('one')), await as(other, unique('other'))];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.data.id).not.toBe(second.data.id);
    (await api.anonymous('POST', '/authors', { name: unique() }, { 'idempotency-key': key })).expectError(
      401,
      'UNAUTHENTICATED',
    );
  });
}
