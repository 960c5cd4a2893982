/** A new password for who has forgotten the old one, and reads the mail of the account. */
import { hashPassword } from '../../platform/auth/passwords.js';
import type { Background } from '../../shared/background.js';
import type { UserRepository } from '../user/user.repository.js';
import type { ResetPasswordInput } from './auth.schema.js';
import { invalidToken, type OneTimeTokens } from './auth.tokens.js';

export class PasswordRecovery {
  constructor(
    private readonly users: UserRepository,
    private readonly tokens: OneTimeTokens,
    private readonly background: Background,
  ) {}

  /** Waits for nothing, so that neither the answer nor its time tells who has an account. */
  request(email: string): void {
    this.background.start('mailing a password reset', async () => {
      const user = await this.users.findByEmail(email);
      if (user) await this.tokens.mail('passwordReset', user);
    });
  }

  /**
   * Every session hangs on the version of the password, and so do the tokens that reset it: one
   * statement voids them all, and of several resets at once one wins. The address is verified
   * along with it, as the token was mailed there.
   *
   * @throws AppError VALIDATION_ERROR when the token is wrong, used or expired.
   */
  async reset({ token, newPassword }: ResetPasswordInput): Promise<void> {
    const { userId, passwordVersion } = await this.tokens.find('passwordReset', token);
    const user = await this.users.findById(userId);
    if (user?.passwordVersion !== passwordVersion) throw invalidToken();

    const changes = {
      passwordHash: await hashPassword(newPassword),
      passwordVersion: passwordVersion + 1,
      emailVerifiedAt: user.emailVerifiedAt ?? new Date(),
    };
    const changed = await this.users.updateIf(userId, changes, { passwordVersion });
    if (!changed) throw invalidToken();
  }
}
