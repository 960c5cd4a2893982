/** Tokens that are mailed: whoever shows one reads the mail of the account. */
import type { Env } from '../../config/env.js';
import { createSecret, hashSecret } from '../../platform/auth/secrets.js';
import { type AppError, validationError } from '../../shared/errors.js';
import { type Filter, firstRows } from '../../shared/list-query.js';
import type { Mail, Mailer } from '../../shared/mailer.js';
import type { AccountToken } from '../account-token/account-token.model.js';
import type { AccountTokenRepository } from '../account-token/account-token.repository.js';
import type { User } from '../user/user.model.js';
import { emailVerificationMail, passwordResetMail, type TokenMail } from './auth.mails.js';

type Settings = Pick<
  Env,
  'APP_URL' | 'EMAIL_VERIFICATION_TTL_SECONDS' | 'PASSWORD_RESET_TTL_SECONDS'
>;

type Purpose = AccountToken['purpose'];

/** So that nobody's mailbox is flooded from here. */
const mailsPerHour = 3;

const mails: Record<Purpose, (mail: TokenMail) => Mail> = {
  passwordReset: passwordResetMail,
  emailVerification: emailVerificationMail,
};

export class OneTimeTokens {
  /** Seconds. */
  private readonly lifetimes: Record<Purpose, number>;

  constructor(
    private readonly tokens: AccountTokenRepository,
    private readonly mailer: Mailer,
    private readonly settings: Settings,
  ) {
    this.lifetimes = {
      passwordReset: settings.PASSWORD_RESET_TTL_SECONDS,
      emailVerification: settings.EMAIL_VERIFICATION_TTL_SECONDS,
    };
  }

  /** Mails the user a new token, unless there were enough of the kind within the hour. */
  async mail(purpose: Purpose, user: User): Promise<void> {
    const { value, hash } = createSecret();
    const token = await this.tokens.create({
      userId: user.id,
      purpose,
      tokenHash: hash,
      passwordVersion: user.passwordVersion,
      expiresAt: new Date(Date.now() + this.lifetimes[purpose] * 1000),
    });
    // Counted once it is stored: of several at once, each sees the others.
    const recent = await this.list(mailsPerHour, [
      { field: 'userId', operator: 'eq', value: user.id },
      { field: 'purpose', operator: 'eq', value: purpose },
      { field: 'createdAt', operator: 'gte', value: anHourAgo() },
    ]);
    if (recent.some(({ id }) => id === token.id)) {
      const { APP_URL: appUrl } = this.settings;
      const { expiresAt } = token;
      await this.mailer.send(mails[purpose]({ to: user.email, token: value, expiresAt, appUrl }));
    } else {
      await this.tokens.delete(token.id);
    }
    await this.deleteOld();
  }

  /**
   * The token of that value. Finding it does not use it up.
   *
   * @throws AppError VALIDATION_ERROR when it is unknown, expired or for another purpose.
   */
  async find(purpose: Purpose, value: string): Promise<AccountToken> {
    const token = await this.tokens.findByTokenHash(hashSecret(value));
    if (token?.purpose !== purpose || token.expiresAt <= new Date()) throw invalidToken();
    return token;
  }

  /** Several for each one that is made, so that none is left over; the recent ones are counted. */
  private async deleteOld(): Promise<void> {
    const old = await this.list(10, [{ field: 'expiresAt', operator: 'lt', value: anHourAgo() }]);
    await Promise.all(old.map(({ id }) => this.tokens.delete(id)));
  }

  private async list(limit: number, filters: Filter[]): Promise<AccountToken[]> {
    const { items } = await this.tokens.list(
      firstRows(limit, filters, [{ field: 'createdAt', direction: 'asc', nullable: false }]),
    );
    return items;
  }
}

export function invalidToken(): AppError {
  return validationError([
    { field: 'token', code: 'INVALID_TOKEN', message: 'The token is not valid, or no longer' },
  ]);
}

function anHourAgo(): Date {
  return new Date(Date.now() - 3_600_000);
}
