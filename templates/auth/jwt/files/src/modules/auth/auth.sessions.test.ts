import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountClient, bearer, expectError } from '../../../test/support/accounts.js';
import { startTestApp, type TestApp } from '../../../test/support/app.js';

let app: TestApp;
let accounts: AccountClient;

beforeAll(async () => {
  app = await startTestApp({ AUTH_RATE_LIMIT_PER_MINUTE: '1000' });
  accounts = new AccountClient(app);
});

afterAll(async () => {
  await app.close();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Timers keep running; only the clock goes forward. */
function wait(seconds: number): void {
  vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ['Date'] });
}

describe('an access token', () => {
  it('opens nothing once it has expired', async () => {
    const tokens = await accounts.signUp();
    expect((await accounts.getMe(tokens)).status).toBe(200);
    wait(tokens.expiresIn + 1);
    expectError(await accounts.getMe(tokens), 'UNAUTHENTICATED');
  });
});

describe('POST /auth/refresh', () => {
  it('exchanges the token for new ones', async () => {
    const tokens = await accounts.signUp();
    const response = await accounts.refresh(tokens);
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.body.data.refreshToken).not.toBe(tokens.refreshToken);
    expect((await accounts.getMe(response.body.data)).status).toBe(200);
  });

  it('gives the role that the user has by then', async () => {
    const tokens = await accounts.signUp();
    const { id } = (await accounts.getMe(tokens)).body.data;
    const { authenticator, users } = app.container;
    await users.update(id, { role: 'admin' });
    const { data: newTokens } = (await accounts.refresh(tokens)).body;
    expect((await authenticator.authenticate(bearer(newTokens)))?.roles).toEqual(['admin']);
  });

  it('ends the session when a used token comes back', async () => {
    const tokens = await accounts.signUp();
    const { data: newTokens } = (await accounts.refresh(tokens)).body;
    expectError(await accounts.refresh(tokens), 'UNAUTHENTICATED');
    expectError(await accounts.refresh(newTokens), 'UNAUTHENTICATED');
  });

  it('leaves other sessions alone when it ends one', async () => {
    const email = await accounts.register();
    const [phone, laptop] = [await accounts.login(email), await accounts.login(email)];
    await accounts.refresh(phone);
    expectError(await accounts.refresh(phone), 'UNAUTHENTICATED');
    expect((await accounts.refresh(laptop)).status).toBe(200);
  });

  it('lets one of several requests with the same token win', async () => {
    const tokens = await accounts.signUp();
    const responses = await Promise.all([1, 2, 3, 4].map(() => accounts.refresh(tokens)));
    expect(responses.map(({ status }) => status).toSorted()).toEqual([200, 401, 401, 401]);
  });

  it('refuses a token whose session has expired', async () => {
    const tokens = await accounts.signUp();
    wait(app.container.env.REFRESH_TOKEN_TTL_SECONDS + 1);
    expectError(await accounts.refresh(tokens), 'UNAUTHENTICATED');
  });

  it.each([
    ['nothing', ''],
    ['an unknown session', `${randomUUID()}.${'x'.repeat(43)}`],
    ['something else', 'a.b.c'],
  ])('refuses %s', async (_, refreshToken) => {
    expectError(await accounts.post('refresh', { refreshToken }), 'UNAUTHENTICATED');
  });
});

describe('POST /auth/logout', () => {
  it('ends the session of the access token', async () => {
    const tokens = await accounts.signUp();
    expect((await accounts.post('logout', undefined, tokens)).status).toBe(204);
    expectError(await accounts.refresh(tokens), 'UNAUTHENTICATED');
  });

  it('ends the session of the refresh token', async () => {
    const tokens = await accounts.signUp();
    const { refreshToken } = tokens;
    expect((await accounts.post('logout', { refreshToken })).status).toBe(204);
    expectError(await accounts.refresh(tokens), 'UNAUTHENTICATED');
  });

  it('does not know which session to end without a token', async () => {
    expectError(await accounts.post('logout'), 'UNAUTHENTICATED');
  });
});
