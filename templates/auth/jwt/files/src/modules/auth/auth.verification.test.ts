import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountClient, expectError, password } from '../../../test/support/accounts.js';
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

async function verifiedAt(email: string): Promise<Date | null> {
  return (await accounts.getMe(await accounts.login(email))).body.data.emailVerifiedAt;
}

describe('POST /auth/email/verify', () => {
  it('verifies the address of a new account', async () => {
    const email = await accounts.register();
    expect(await verifiedAt(email)).toBeNull();
    const token = await mailbox.token('verify-email', email);
    expect((await accounts.post('email/verify', { token })).status).toBe(204);
    expect(await verifiedAt(email)).not.toBeNull();
  });

  it('answers a second click like the first, and changes nothing', async () => {
    const email = await accounts.register();
    const token = await mailbox.token('verify-email', email);
    await accounts.post('email/verify', { token });
    const first = await verifiedAt(email);
    expect((await accounts.post('email/verify', { token })).status).toBe(204);
    expect(await verifiedAt(email)).toBe(first);
  });

  it('is not needed where the password was reset by mail', async () => {
    const email = await accounts.register();
    await accounts.post('password/forgot', { email });
    const token = await mailbox.token('reset-password', email);
    await accounts.post('password/reset', { token, newPassword: password });
    expect(await verifiedAt(email)).not.toBeNull();
  });

  it('refuses a token that has expired', async () => {
    const token = await mailbox.token('verify-email', await accounts.register());
    const lifetime = app.container.env.EMAIL_VERIFICATION_TTL_SECONDS * 1000;
    vi.useFakeTimers({ now: Date.now() + lifetime + 1, toFake: ['Date'] });
    expectError(await accounts.post('email/verify', { token }), 'VALIDATION_ERROR', 'token');
  });

  it('refuses a token that resets a password', async () => {
    const email = await accounts.register();
    await accounts.post('password/forgot', { email });
    const token = await mailbox.token('reset-password', email);
    expectError(await accounts.post('email/verify', { token }), 'VALIDATION_ERROR', 'token');
  });

  it('refuses a token that is none', async () => {
    const response = await accounts.post('email/verify', { token: 'a guess' });
    expectError(response, 'VALIDATION_ERROR', 'token');
  });
});

describe('POST /auth/email/verification', () => {
  it('is closed to strangers', async () => {
    expectError(await accounts.post('email/verification'), 'UNAUTHENTICATED');
  });

  it('mails another link, and no more than a few', async () => {
    const email = await accounts.register();
    const tokens = await accounts.login(email);
    for (const mails of [2, 3, 3]) {
      expect((await accounts.post('email/verification', undefined, tokens)).status).toBe(204);
      expect(await mailbox.tokens('verify-email', email)).toHaveLength(mails);
    }
  });

  it('mails nothing once the address is verified', async () => {
    const email = await accounts.register();
    const token = await mailbox.token('verify-email', email);
    await accounts.post('email/verify', { token });
    const tokens = await accounts.login(email);
    expect((await accounts.post('email/verification', undefined, tokens)).status).toBe(204);
    expect(await mailbox.tokens('verify-email', email)).toEqual([token]);
  });
});
