/** Section "Identity" of the contract: password accounts. */
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { apiOf, times, unique } from './client.js';
import type { Target } from './target.js';

const password = 'correct horse battery staple';

export function accounts(target: Target): void {
  const api = apiOf(target);
  const newEmail = () => `${unique('user')}@example.com`;

  describe('`POST /auth/register` 201', () => {
    it('makes an account, and tells no password', async () => {
      const email = newEmail();
      const answer = (await api.anonymous('POST', '/auth/register', { email, password })).expectStatus(201);
      expect(answer.data).toMatchObject({ id: expect.any(String), email, role: 'user' });
      expect(answer.text).not.toMatch(/password|hash|argon|correct horse/i);
    });

    it('takes an address once, however it is spelt', async () => {
      const email = newEmail();
      (await api.anonymous('POST', '/auth/register', { email, password })).expectStatus(201);
      for (const spelt of [email, email.toUpperCase(), ` ${email} `]) {
        (await api.anonymous('POST', '/auth/register', { email: spelt, password })).expectError(
          409,
          'CONFLICT',
          'email',
        );
      }
    });

    it('takes an address once of twenty at once', async () => {
      const email = newEmail();
      const answers = await times(20, () => api.anonymous('POST', '/auth/register', { email, password }));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array<number>(19).fill(409)]);
    });

    it.each([
      { password: 'short' },
      { password: 'x'.repeat(5_000) },
      { email: 'nobody' },
      { email: 'a\0@example.com' },
    ])('refuses %j', async (fault) => {
      const answer = await api.anonymous('POST', '/auth/register', { email: newEmail(), password, ...fault });
      answer.expectError(400, 'VALIDATION_ERROR', Object.keys(fault)[0]);
    });

    it('Roles `user` and `admin`; registering cannot choose one', async () => {
      for (const extra of [
        { role: 'admin' },
        { roles: ['admin'] },
        { id: 'x' },
        { passwordVersion: 9 },
        { emailVerified: true },
      ]) {
        const body = { email: newEmail(), password, ...extra };
        (await api.anonymous('POST', '/auth/register', body)).expectError(
          400,
          'VALIDATION_ERROR',
          Object.keys(extra)[0],
        );
      }
    });
  });

  describe('`/auth/login` 200', () => {
    it('answers tokens that nobody may keep', async () => {
      const { email } = await api.newcomer();
      const answer = (await api.anonymous('POST', '/auth/login', { email, password })).expectStatus(200);
      expect(answer.data).toMatchObject({ accessToken: expect.any(String), refreshToken: expect.any(String) });
      expect(answer.headers.get('cache-control')).toContain('no-store');
    });

    it('Same answer and comparable time for an unknown user and a wrong password', async () => {
      const { email } = await api.newcomer();
      const timed = async (body: object) => {
        const started = performance.now();
        const answer = (await api.anonymous('POST', '/auth/login', body)).expectError(401, 'UNAUTHENTICATED');
        return { text: answer.text.replace(answer.error.requestId ?? '', ''), took: performance.now() - started };
      };
      const [wrong, unknown] = [
        { email, password: 'wrong password' },
        { email: newEmail(), password: 'wrong password' },
      ];
      const runs = { wrong: [await timed(wrong)], unknown: [await timed(unknown)] };
      for (let round = 0; round < 8; round++) {
        runs.wrong.push(await timed(wrong));
        runs.unknown.push(await timed(unknown));
      }
      expect(runs.unknown[0]?.text).toBe(runs.wrong[0]?.text);
      const median = (of: { took: number }[]) => of.map(({ took }) => took).toSorted((a, b) => a - b)[4] ?? 0;
      const ratio = median(runs.unknown) / median(runs.wrong);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(2);
    });

    it('Missing or bad credentials 401 `UNAUTHENTICATED` with `WWW-Authenticate`', async () => {
      const answer = await api.anonymous('POST', '/auth/login', { email: newEmail(), password });
      answer.expectError(401, 'UNAUTHENTICATED');
      expect(answer.headers.get('www-authenticate')).toBeTruthy();
    });

    it('an Argon2id hash bounds the work: a password of a megabyte is refused at once', async () => {
      const started = performance.now();
      const answer = await api.anonymous('POST', '/auth/login', { email: newEmail(), password: 'x'.repeat(900_000) });
      expect(answer.status).toBe(400);
      expect(performance.now() - started).toBeLessThan(1_000);
    });
  });

  describe('`GET|PATCH /auth/me`', () => {
    it('shows and changes the caller alone', async () => {
      const { id, email, headers } = await api.newcomer();
      expect((await api.get('/auth/me', headers)).expectStatus(200).data).toMatchObject({ id, email, role: 'user' });
      const changed = await api.send('PATCH', '/auth/me', { name: 'Ada' }, headers);
      expect(changed.expectStatus(200).data).toMatchObject({ id, name: 'Ada' });
      expect((await api.get('/auth/me', headers)).data).toEqual(changed.data);
    });

    it('lets nobody raise themselves', async () => {
      const { headers } = await api.newcomer();
      for (const body of [
        { role: 'admin' },
        { id: 'x' },
        { passwordHash: 'x' },
        { name: 'Ada', roles: ['admin'] },
        {},
      ]) {
        (await api.send('PATCH', '/auth/me', body, headers)).expectError(400, 'VALIDATION_ERROR');
      }
      expect((await api.get('/auth/me', headers)).data).toMatchObject({ role: 'user', name: null });
    });
  });

  describe('`POST /auth/password/change|forgot|reset`, `/auth/email/verify`', () => {
    it('change: the old password and the sessions made with it are void', async () => {
      const account = await api.newcomer();
      const other = await api.login(account);
      const newPassword = 'another correct horse';
      const change = (currentPassword: string) =>
        api.send('POST', '/auth/password/change', { currentPassword, newPassword }, account.headers);
      (await change('wrong')).expectError(401, 'UNAUTHENTICATED');
      (await change(password)).expectStatus(204);
      (await api.anonymous('POST', '/auth/login', account)).expectStatus(400);
      const old = { email: account.email, password };
      (await api.anonymous('POST', '/auth/login', old)).expectError(401, 'UNAUTHENTICATED');
      await api.login({ email: account.email, password: newPassword });
      const { refreshToken } = other;
      (await api.anonymous('POST', '/auth/refresh', { refreshToken })).expectError(401, 'UNAUTHENTICATED');
    });

    it('forgot: the same answer for an address that is known and one that is not', async () => {
      const { email } = await api.newcomer();
      const known = await api.anonymous('POST', '/auth/password/forgot', { email });
      const unknown = await api.anonymous('POST', '/auth/password/forgot', { email: newEmail() });
      expect([200, 202, 204]).toContain(known.status);
      expect({ status: unknown.status, text: unknown.text }).toEqual({ status: known.status, text: known.text });
      expect(known.text).not.toMatch(/token/i);
      (await api.anonymous('POST', '/auth/password/forgot', { email: 'nobody' })).expectError(
        400,
        'VALIDATION_ERROR',
        'email',
      );
    });

    it.each(['/auth/password/reset', '/auth/email/verify'])(
      '%s: a token that is none changes nothing',
      async (path) => {
        const { email } = await api.newcomer();
        const more = path.endsWith('reset') ? { newPassword: 'taken over 12345' } : {};
        for (const token of [
          'x',
          'x'.repeat(43),
          `${'0'.repeat(36)}.${'x'.repeat(43)}`,
          'x'.repeat(5_000),
          "' OR 1=1 --",
          '\0',
        ]) {
          const answer = await api.anonymous('POST', path, { token, ...more });
          expect([400, 401], answer.text).toContain(answer.status);
          expect(['VALIDATION_ERROR', 'UNAUTHENTICATED']).toContain(answer.error.code);
        }
        (await api.anonymous('POST', path, { ...more, token: 'x', email })).expectError(400, 'VALIDATION_ERROR');
        await api.login({ email, password });
      },
    );
  });
}
