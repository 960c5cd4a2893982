/** What the account routes take and give. */
import { z } from 'zod';
import { email, text } from '../../shared/fields.js';
import type { User } from '../user/user.model.js';

/** Letter case and stray spaces do not make another account. */
const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(email({ max: 254 }));

/** Length is what counts (NIST SP 800-63B); the upper bound only limits the work of hashing. */
const newPassword = z.string().min(8).max(128);

/** Not held to the rules for new ones: a wrong password must fail as wrong, whatever its form. */
const presentPassword = z.string().max(1024);

const name = text({ min: 1, max: 255 });

export const registerBody = z.strictObject({
  email: emailAddress,
  password: newPassword,
  name: z.exactOptional(name.nullable()),
});

export const loginBody = z.strictObject({
  email: emailAddress,
  password: presentPassword,
});

export const refreshBody = z.strictObject({
  refreshToken: z.string().max(4096),
});

/** The refresh token names the session to end; without one it is that of the access token. */
export const logoutBody = z.strictObject({
  refreshToken: z.exactOptional(z.string().max(4096)),
});

export const updateMeBody = z.strictObject({
  name: name.nullable(),
});

export const changePasswordBody = z.strictObject({
  currentPassword: presentPassword,
  newPassword,
});

export const forgotPasswordBody = z.strictObject({
  email: emailAddress,
});

/** Out of a mail. One that has not the form of a token is as wrong as any other. */
const mailedToken = z.string().max(255);

export const resetPasswordBody = z.strictObject({
  token: mailedToken,
  newPassword,
});

export const verifyEmailBody = z.strictObject({
  token: mailedToken,
});

export type RegisterInput = z.infer<typeof registerBody>;
export type LoginInput = z.infer<typeof loginBody>;
export type UpdateMeInput = z.infer<typeof updateMeBody>;
export type ChangePasswordInput = z.infer<typeof changePasswordBody>;
export type ResetPasswordInput = z.infer<typeof resetPasswordBody>;

/** A user as its owner sees it. */
export type Account = Omit<User, 'passwordHash' | 'passwordVersion'>;

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  tokenType: 'Bearer';
  /** Seconds until the access token expires. */
  expiresIn: number;
}
