/** Section "Identity" of the contract: what goes by mail. */
import { describe, expect, it } from 'vitest';
import { apiOf, times, unique } from './client.js';
import type { Target } from './target.js';

export function recovery(target: Target): void {
  const api = apiOf(target);
  const newPassword = 'a new correct horse';

  async function tokenFor(email: string, words: string): Promise<string> {
    const text = (await target.mails?.(email, words)) ?? '';
    return decodeURIComponent(/token=([\w.~%-]+)/.exec(text)?.[1] ?? '');
  }

  describe('`POST /auth/password/forgot|reset`', () => {
    const reset = (token: string, password = newPassword) =>
      api.anonymous('POST', '/auth/password/reset', { token, newPassword: password });

    async function forgotten() {
      const account = await api.newcomer();
      await api.anonymous('POST', '/auth/password/forgot', { email: account.email.toUpperCase() });
      return { account, token: await tokenFor(account.email, 'password') };
    }

    it('a token by mail sets a new password once, and ends every session', async () => {
      const { account, token } = await forgotten();
      expect([200, 204]).toContain((await reset(token)).status);
      const { email, refreshToken } = account;
      (await api.anonymous('POST', '/auth/login', { email, password: account.password })).expectError(
        401,
        'UNAUTHENTICATED',
      );
      (await api.anonymous('POST', '/auth/refresh', { refreshToken })).expectError(401, 'UNAUTHENTICATED');
      await api.login({ email, password: newPassword });
      expect([400, 401]).toContain((await reset(token, 'yet another horse')).status);
      await api.login({ email, password: newPassword });
    });

    it('of ten that use a token at once, one sets its password', async () => {
      const { account, token } = await forgotten();
      const passwords = Array.from({ length: 10 }, () => unique('password'));
      const answers = await times(10, (index) => reset(token, passwords[index]));
      const won = answers.flatMap(({ status }, index) => (status < 300 ? [index] : []));
      expect(won).toHaveLength(1);
      await api.login({ email: account.email, password: passwords[won[0] ?? 0] ?? '' });
    });

    it('a faulty password does not use the token up', async () => {
      const { token } = await forgotten();
      (await reset(token, 'short')).expectError(400, 'VALIDATION_ERROR', 'newPassword');
      expect((await reset(token)).status).toBeLessThan(300);
    });

    it('a token that was changed is none', async () => {
      const { account, token } = await forgotten();
      for (const changed of [
        token.slice(0, -1),
        `${token}x`,
        token.toUpperCase(),
        token.split('.').toReversed().join('.'),
      ]) {
        if (changed !== token) expect([400, 401]).toContain((await reset(changed)).status);
      }
      await api.login(account);
    });
  });

  it('`/auth/email/verify`: a token by mail verifies the address; it resets no password', async () => {
    const { email, password, headers } = await api.newcomer();
    const token = await tokenFor(email, 'Confirm');
    const misused = await api.anonymous('POST', '/auth/password/reset', { token, newPassword });
    expect([400, 401]).toContain(misused.status);
    await api.login({ email, password });
    const before = (await api.get('/auth/me', headers)).text;
    expect([200, 204]).toContain((await api.anonymous('POST', '/auth/email/verify', { token })).status);
    expect((await api.get('/auth/me', headers)).text).not.toBe(before);
  });
}
