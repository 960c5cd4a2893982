import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountClient, expectError, newEmail, password } from '../../../test/support/accounts.js';
import { startTestApp, type TestApp } from '../../../test/support/app.js';
import { Mailbox } from '../../../test/support/mailbox.js';

let app: TestApp;
let accounts: AccountClient;
let mailbox: Mailbox;

beforeAll(async () => {
  app = await startTestApp({ AUTH_RATE_LIMIT_PER_MINUTE: '1000' });
  accounts = new AccountClient(app);
  mailbox = new Mailbox(app.container);
});

afterAll(async () => {
  await app.close();
});

afterEach(() => {
  vi.useRealTimers();
});

const newPassword = 'another horse, another staple';

/** A token for resetting the password of the account. */
async function forget(email: string): Promise<string> {
  await accounts.post('password/forgot', { email });
  return mailbox.token('reset-password', email);
}

describe('POST /auth/password/forgot', () => {
  it('mails a link to who has an account, whatever the letter case of the address', async () => {
    const email = await accounts.register();
    const input = { email: email.toUpperCase() };
    expect((await accounts.post('password/forgot', input)).status).toBe(204);
    expect(await mailbox.tokens('reset-password', email)).toHaveLength(1);
  });

  it('answers alike where there is no account, and mails nothing', async () => {
    const email = newEmail();
    expect((await accounts.post('password/forgot', { email })).status).toBe(204);
    expect(await mailbox.tokens('reset-password', email)).toEqual([]);
  });

  it('does not wait for the look-up, nor tell that it failed', async () => {
    const email = await accounts.register();
    const failure = new Error('The database is away');
    vi.spyOn(app.container.users, 'findByEmail').mockRejectedValueOnce(failure);
    const log = vi.spyOn(app.container.logger, 'error');
    expect((await accounts.post('password/forgot', { email })).status).toBe(204);
    expect(await mailbox.tokens('reset-password', email)).toEqual([]);
    expect(log).toHaveBeenCalledWith({ err: failure }, expect.any(String));
  });

  it('does not flood a mailbox', async () => {
    const email = await accounts.register();
    const responses = await Promise.all(
      [1, 2, 3, 4, 5].map(() => accounts.post('password/forgot', { email })),
    );
    expect(responses.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    expect(await mailbox.tokens('reset-password', email)).toHaveLength(3);
  });
});

describe('POST /auth/password/reset', () => {
  it('exchanges the password and ends every session', async () => {
    const email = await accounts.register();
    const tokens = await accounts.login(email);
    const token = await forget(email);
    expect((await accounts.post('password/reset', { token, newPassword })).status).toBe(204);
    expectError(await accounts.refresh(tokens), 'UNAUTHENTICATED');
    expectError(await accounts.post('login', { email, password }), 'UNAUTHENTICATED');
    expect((await accounts.post('login', { email, password: newPassword })).status).toBe(200);
  });

  it('takes a token once, and then no other one that was mailed before', async () => {
    const email = await accounts.register();
    const [first, second] = [await forget(email), await forget(email)];
    expect((await accounts.post('password/reset', { token: second, newPassword })).status).toBe(
      204,
    );
    for (const token of [first, second]) {
      const response = await accounts.post('password/reset', { token, newPassword });
      expectError(response, 'VALIDATION_ERROR', 'token');
    }
  });

  it('lets one of several requests with the same token win', async () => {
    const token = await forget(await accounts.register());
    const responses = await Promise.all(
      [1, 2, 3].map(() => accounts.post('password/reset', { token, newPassword })),
    );
    expect(responses.map(({ status }) => status).toSorted()).toEqual([204, 400, 400]);
  });

  it('refuses a token once the password has changed', async () => {
    const email = await accounts.register();
    const token = await forget(email);
    const input = { currentPassword: password, newPassword };
    await accounts.post('password/change', input, await accounts.login(email));
    const response = await accounts.post('password/reset', { token, newPassword });
    expectError(response, 'VALIDATION_ERROR', 'token');
  });

  it('refuses a token that has expired', async () => {
    const token = await forget(await accounts.register());
    const lifetime = app.container.env.PASSWORD_RESET_TTL_SECONDS * 1000;
    vi.useFakeTimers({ now: Date.now() + lifetime + 1, toFake: ['Date'] });
    const response = await accounts.post('password/reset', { token, newPassword });
    expectError(response, 'VALIDATION_ERROR', 'token');
  });

  it('refuses a token that verifies an address', async () => {
    const token = await mailbox.token('verify-email', await accounts.register());
    const response = await accounts.post('password/reset', { token, newPassword });
    expectError(response, 'VALIDATION_ERROR', 'token');
  });

  it.each(['', 'a guess', 'x'.repeat(10_000)])('refuses a token that is none', async (token) => {
    const response = await accounts.post('password/reset', { token, newPassword });
    expectError(response, 'VALIDATION_ERROR', 'token');
  });

  it('holds the new password to the rules, and leaves the token as it was', async () => {
    const token = await forget(await accounts.register());
    const response = await accounts.post('password/reset', { token, newPassword: 'short' });
    expectError(response, 'VALIDATION_ERROR', 'newPassword');
    expect((await accounts.post('password/reset', { token, newPassword })).status).toBe(204);
  });
});
