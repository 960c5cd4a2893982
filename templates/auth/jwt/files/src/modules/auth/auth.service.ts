/**
 * Password accounts and their sessions. A session is one sign-in: its refresh token changes with
 * every use, and a token that comes back after it was used ends the session.
 */
import type { Env } from '../../config/env.js';
import type { AccessTokens } from '../../platform/auth/access-tokens.js';
import { hashPassword, verifyPassword } from '../../platform/auth/passwords.js';
import {
  formatRefreshToken,
  parseRefreshToken,
  secretMatches,
} from '../../platform/auth/refresh-tokens.js';
import { createSecret } from '../../platform/auth/secrets.js';
import type { Principal } from '../../shared/auth.js';
import type { Check } from '../../shared/check.js';
import { unauthenticated } from '../../shared/errors.js';
import { firstRows } from '../../shared/list-query.js';
import type { Session } from '../session/session.model.js';
import type { SessionRepository } from '../session/session.repository.js';
import type { User } from '../user/user.model.js';
import type { UserRepository } from '../user/user.repository.js';
import type {
  Account,
  ChangePasswordInput,
  LoginInput,
  RegisterInput,
  TokenPair,
  UpdateMeInput,
} from './auth.schema.js';
import type { EmailVerification } from './auth.verification.js';

export class AuthService {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly accessTokens: AccessTokens,
    private readonly verification: EmailVerification,
    private readonly settings: Pick<Env, 'REFRESH_TOKEN_TTL_SECONDS'>,
  ) {}

  /**
   * Creates an account and mails it a link that verifies the address.
   *
   * @throws AppError CONFLICT when the address has an account already.
   */
  async register({ email, password, name = null }: RegisterInput): Promise<Account> {
    const passwordHash = await hashPassword(password);
    const user = await this.users.create({ email, name, passwordHash });
    this.verification.request(user);
    return accountOf(user);
  }

  /** Mails the caller another link that verifies the address, unless it is verified. */
  async requestVerification(principal: Principal): Promise<void> {
    this.verification.request(await this.userOf(principal));
  }

  /** @throws AppError UNAUTHENTICATED, the same for an unknown address and a wrong password. */
  async login({ email, password }: LoginInput): Promise<TokenPair> {
    const user = await this.users.findByEmail(email);
    const matches = await verifyPassword(password, user?.passwordHash);
    if (!user || !matches) throw unauthenticated('The e-mail address or the password is wrong');

    await this.deleteExpiredSessions(user.id);
    const secret = createSecret();
    const session = await this.sessions.create({
      userId: user.id,
      tokenHash: secret.hash,
      passwordVersion: user.passwordVersion,
      expiresAt: new Date(Date.now() + this.settings.REFRESH_TOKEN_TTL_SECONDS * 1000),
    });
    return this.tokenPair(user, session.id, secret.value);
  }

  /**
   * Exchanges a refresh token for new tokens.
   *
   * @throws AppError UNAUTHENTICATED; a token that was used before also ends its session.
   */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const session = await this.openSession(refreshToken);
    const user = await this.users.findById(session.userId);
    if (user?.passwordVersion !== session.passwordVersion) return this.endSession(session);

    const { tokenHash } = session;
    const secret = createSecret();
    const rotated = await this.sessions.updateIf(
      session.id,
      { tokenHash: secret.hash },
      { tokenHash },
    );
    // Another request used the same token a moment ago, so it is in two hands.
    if (!rotated) return this.endSession(session);
    return this.tokenPair(user, session.id, secret.value);
  }

  /** Ends the session of the refresh token or, without one, the session the caller is in. */
  async logout(principal: Principal | undefined, refreshToken?: string): Promise<void> {
    const id = refreshToken ? (await this.openSession(refreshToken)).id : principal?.sessionId;
    if (!id) throw unauthenticated();
    await this.sessions.delete(id);
  }

  async me(principal: Principal): Promise<Account> {
    return accountOf(await this.userOf(principal));
  }

  async updateMe(
    principal: Principal,
    changes: UpdateMeInput,
    check?: Check<Account>,
  ): Promise<Account> {
    const user = await this.users.update(
      principal.id,
      changes,
      check && ((row) => check(accountOf(row))),
    );
    if (!user) throw unauthenticated();
    return accountOf(user);
  }

  /**
   * Sessions made with the old password are void from here on, all but the caller's own.
   *
   * @throws AppError UNAUTHENTICATED when the current password is wrong.
   */
  async changePassword(principal: Principal, input: ChangePasswordInput): Promise<void> {
    const user = await this.userOf(principal);
    const matches = await verifyPassword(input.currentPassword, user.passwordHash);
    if (!matches) throw unauthenticated('The current password is wrong');

    const { passwordVersion } = user;
    const next = { passwordVersion: passwordVersion + 1 };
    const passwordHash = await hashPassword(input.newPassword);
    const changed = await this.users.updateIf(
      user.id,
      { passwordHash, ...next },
      { passwordVersion },
    );
    if (!changed) throw unauthenticated('The current password is wrong');
    if (principal.sessionId) {
      await this.sessions.updateIf(principal.sessionId, next, { userId: user.id, passwordVersion });
    }
  }

  /** The session that a refresh token belongs to, if it is the session's present token. */
  private async openSession(refreshToken: string): Promise<Session> {
    const { sessionId, secret } = parseRefreshToken(refreshToken) ?? {};
    const session = sessionId ? await this.sessions.findById(sessionId) : undefined;
    if (!session || !secret) throw unauthenticated(invalidRefreshToken);
    const holds = secretMatches(secret, session.tokenHash) && session.expiresAt > new Date();
    return holds ? session : this.endSession(session);
  }

  private async endSession(session: Session): Promise<never> {
    await this.sessions.delete(session.id);
    throw unauthenticated(invalidRefreshToken);
  }

  private async deleteExpiredSessions(userId: string): Promise<void> {
    const expired = await this.sessions.list(
      firstRows(100, [
        { field: 'userId', operator: 'eq', value: userId },
        { field: 'expiresAt', operator: 'lt', value: new Date() },
      ]),
    );
    await Promise.all(expired.items.map((session) => this.sessions.delete(session.id)));
  }

  /** A token may outlive its user. */
  private async userOf(principal: Principal): Promise<User> {
    const user = await this.users.findById(principal.id);
    if (!user) throw unauthenticated();
    return user;
  }

  private tokenPair(user: User, sessionId: string, secret: string): TokenPair {
    return {
      accessToken: this.accessTokens.issue({ id: user.id, roles: [user.role], sessionId }),
      refreshToken: formatRefreshToken(sessionId, secret),
      tokenType: 'Bearer',
      expiresIn: this.accessTokens.lifetime,
    };
  }
}

const invalidRefreshToken = 'The refresh token is not valid';

function accountOf(user: User): Account {
  const { id, email, emailVerifiedAt, name, role, createdAt, updatedAt } = user;
  return { id, email, emailVerifiedAt, name, role, createdAt, updatedAt };
}
