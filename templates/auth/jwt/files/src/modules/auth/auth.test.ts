import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountClient, expectError, newEmail, password } from '../../../test/support/accounts.js';
import { startTestApp, type TestApp } from '../../../test/support/app.js';
import type { ErrorBody } from '../../shared/errors.js';
import type { Account, TokenPair } from './auth.schema.js';

let app: TestApp;
let accounts: AccountClient;

beforeAll(async () => {
  app = await startTestApp({ AUTH_RATE_LIMIT_PER_MINUTE: '1000' });
  accounts = new AccountClient(app);
});

afterAll(async () => {
  await app.close();
});

describe('POST /auth/register', () => {
  it('creates an account and never shows the password', async () => {
    const input = { email: newEmail(), password, name: 'Ada' };
    const response = await accounts.post<{ data: Account }>('register', input);
    expect(response.status).toBe(201);
    expect(response.headers['location']).toBe('/api/v1/auth/me');
    expect(response.body.data).toMatchObject({ email: input.email, name: 'Ada', role: 'user' });
    expect(JSON.stringify(response.body)).not.toMatch(/password|argon2/i);
  });

  it('refuses an address that has an account, whatever its letter case', async () => {
    const email = ` ${(await accounts.register()).toUpperCase()} `;
    expectError(await accounts.post('register', { email, password }), 'CONFLICT', 'email');
  });

  it('makes one account when several requests arrive at once', async () => {
    const email = newEmail();
    const responses = await Promise.all(
      [1, 2, 3].map(() => accounts.post('register', { email, password })),
    );
    expect(responses.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it.each([
    ['role', 'admin'],
    ['passwordHash', 'x'],
    ['id', '00000000-0000-4000-8000-000000000000'],
    ['password', 'short'],
    ['password', 'x'.repeat(129)],
    ['email', 'nobody'],
    ['name', ''],
  ])('refuses %s: %j', async (field, value) => {
    const input = { email: newEmail(), password, [field]: value };
    expectError(await accounts.post('register', input), 'VALIDATION_ERROR', field);
  });
});

describe('POST /auth/login', () => {
  it('gives tokens that open the account', async () => {
    const email = await accounts.register();
    const input = { email: email.toUpperCase(), password };
    const response = await accounts.post<{ data: TokenPair }>('login', input);
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.body.data).toMatchObject({ tokenType: 'Bearer', expiresIn: 900 });
    const me = await accounts.getMe(response.body.data);
    expect(me.body.data.email).toBe(email);
  });

  it('answers a wrong password and an unknown address alike', async () => {
    const email = await accounts.register();
    const guess = { email, password: 'something else' };
    const wrong = await accounts.post<ErrorBody>('login', guess);
    const unknown = await accounts.post<ErrorBody>('login', { email: newEmail(), password });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect({ ...unknown.body.error, requestId: '' }).toEqual({
      ...wrong.body.error,
      requestId: '',
    });
    expect(unknown.headers['www-authenticate']).toBe(wrong.headers['www-authenticate']);
  });

  it('slows down whoever guesses', async () => {
    const strict = await startTestApp({ AUTH_RATE_LIMIT_PER_MINUTE: '2' });
    try {
      const guesses = new AccountClient(strict);
      const guess = { email: newEmail(), password };
      await guesses.post('login', guess);
      await guesses.post('login', guess);
      expectError(await guesses.post('login', guess), 'RATE_LIMITED');
    } finally {
      await strict.close();
    }
  });
});

describe('/auth/me', () => {
  it.each([
    ['no credentials', {}, 'Bearer'],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNzd29yZA==' }, 'Bearer'],
    ['no token', { authorization: 'Bearer' }, 'Bearer'],
    ['a token that is none', { authorization: 'Bearer token' }, 'Bearer error="invalid_token"'],
  ])('is closed with %s', async (_, headers, challenge) => {
    const response = await app.request('GET', '/api/v1/auth/me', { headers });
    expectError(response, 'UNAUTHENTICATED');
    expect(response.status).toBe(401);
    expect(response.headers['www-authenticate']).toBe(challenge);
  });

  it('takes a token in the header alone, and nothing beside it', async () => {
    const { accessToken } = await accounts.signUp();
    const path = `/api/v1/auth/me?access_token=${accessToken}`;
    expectError(await app.request('GET', path), 'UNAUTHENTICATED');
    const headers = { authorization: `Bearer ${accessToken} ${accessToken}` };
    expectError(await app.request('GET', '/api/v1/auth/me', { headers }), 'UNAUTHENTICATED');
  });

  it('changes the name', async () => {
    const tokens = await accounts.signUp();
    const response = await accounts.updateMe(tokens, { name: 'Grace' });
    expect(response.status).toBe(200);
    expect((await accounts.getMe(tokens)).body.data.name).toBe('Grace');
  });

  it.each(['role', 'email', 'passwordHash', 'id'])('does not change the %s', async (field) => {
    const changes = { name: 'Grace', [field]: randomUUID() };
    const response = await accounts.updateMe(await accounts.signUp(), changes);
    expectError(response, 'VALIDATION_ERROR', field);
  });
});

describe('POST /auth/password/change', () => {
  const newPassword = 'another horse, another staple';

  it('needs the current password', async () => {
    const tokens = await accounts.signUp();
    const input = { currentPassword: 'a guess', newPassword };
    expectError(await accounts.post('password/change', input, tokens), 'UNAUTHENTICATED');
    expect((await accounts.refresh(tokens)).status).toBe(200);
  });

  it('exchanges the password and ends every other session', async () => {
    const email = await accounts.register();
    const [own, other] = [await accounts.login(email), await accounts.login(email)];
    const input = { currentPassword: password, newPassword };
    expect((await accounts.post('password/change', input, own)).status).toBe(204);
    expect((await accounts.refresh(own)).status).toBe(200);
    expectError(await accounts.refresh(other), 'UNAUTHENTICATED');
    expectError(await accounts.post('login', { email, password }), 'UNAUTHENTICATED');
    expect((await accounts.post('login', { email, password: newPassword })).status).toBe(200);
  });

  it('lets one of two changes at once win', async () => {
    const tokens = await accounts.signUp();
    const responses = await Promise.all(
      ['first new password', 'second new password'].map((choice) => {
        const input = { currentPassword: password, newPassword: choice };
        return accounts.post('password/change', input, tokens);
      }),
    );
    expect(responses.map(({ status }) => status).toSorted()).toEqual([204, 401]);
  });

  it('holds the new password to the rules', async () => {
    const input = { currentPassword: password, newPassword: 'short' };
    const response = await accounts.post('password/change', input, await accounts.signUp());
    expectError(response, 'VALIDATION_ERROR', 'newPassword');
  });
});
