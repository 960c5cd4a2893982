/** Speaks to the account routes, for tests of them. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Account, TokenPair } from '../../src/modules/auth/auth.schema.js';
import type { ErrorBody, ErrorCode } from '../../src/shared/errors.js';
import type { TestApp, TestResponse } from './app.js';

export const password = 'correct horse battery staple';

export function newEmail(): string {
  return `${randomUUID()}@example.com`;
}

export function bearer({ accessToken }: TokenPair): Record<string, string> {
  return { authorization: `Bearer ${accessToken}` };
}

/** Expects an error answer and, when `field` is given, that it names it. */
export function expectError(
  response: TestResponse<unknown>,
  code: ErrorCode,
  field?: string,
): void {
  const { error } = response.body as ErrorBody;
  expect(error.code).toBe(code);
  if (field) expect(error.details.map((detail) => detail.field)).toContain(field);
}

export class AccountClient {
  constructor(private readonly app: TestApp) {}

  post<T = unknown>(route: string, body?: unknown, tokens?: TokenPair): Promise<TestResponse<T>> {
    const headers = tokens ? bearer(tokens) : {};
    return this.app.request<T>('POST', `/api/v1/auth/${route}`, { body, headers });
  }

  /** @returns the address of a new account. */
  async register(): Promise<string> {
    const email = newEmail();
    await this.post('register', { email, password });
    return email;
  }

  async login(email: string): Promise<TokenPair> {
    const response = await this.post<{ data: TokenPair }>('login', { email, password });
    return response.body.data;
  }

  /** @returns the tokens of a new account. */
  async signUp(): Promise<TokenPair> {
    return this.login(await this.register());
  }

  refresh({ refreshToken }: TokenPair): Promise<TestResponse<{ data: TokenPair }>> {
    return this.post('refresh', { refreshToken });
  }

  getMe(tokens: TokenPair): Promise<TestResponse<{ data: Account }>> {
    return this.app.request('GET', '/api/v1/auth/me', { headers: bearer(tokens) });
  }

  updateMe(tokens: TokenPair, body: unknown): Promise<TestResponse<{ data: Account }>> {
    return this.app.request('PATCH', '/api/v1/auth/me', { headers: bearer(tokens), body });
  }
}
