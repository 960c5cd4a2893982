/** Finds out whether the address of an account belongs to who made it. */
import type { Background } from '../../shared/background.js';
import type { User } from '../user/user.model.js';
import type { UserRepository } from '../user/user.repository.js';
import type { OneTimeTokens } from './auth.tokens.js';

export class EmailVerification {
  constructor(
    private readonly users: UserRepository,
    private readonly tokens: OneTimeTokens,
    private readonly background: Background,
  ) {}

  /** Mails a link to an address that is not verified; does not wait for it. */
  request(user: User): void {
    if (user.emailVerifiedAt) return;
    this.background.start('mailing an e-mail verification', () =>
      this.tokens.mail('emailVerification', user),
    );
  }

  /**
   * The token stays good until it expires: people click twice, and verifying again changes nothing.
   *
   * @throws AppError VALIDATION_ERROR when the token is wrong or expired.
   */
  async verify(token: string): Promise<void> {
    const { userId } = await this.tokens.find('emailVerification', token);
    await this.users.updateIf(userId, { emailVerifiedAt: new Date() }, { emailVerifiedAt: null });
  }
}
