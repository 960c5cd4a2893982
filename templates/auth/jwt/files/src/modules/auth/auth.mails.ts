/**
 * The mails that accounts get. Nothing in them was typed by whoever caused them: else strangers
 * could write to anybody in this service's name.
 */
import type { Mail } from '../../shared/mailer.js';

export interface TokenMail {
  to: string;
  token: string;
  expiresAt: Date;
  /** Where the pages are that links lead to. */
  appUrl: string;
}

export function passwordResetMail({ to, token, expiresAt, appUrl }: TokenMail): Mail {
  return {
    to,
    subject: 'Choose a new password',
    text: `Somebody asked for a new password for your account. Choose it here:

${linkTo(appUrl, 'reset-password', token)}

The link works once, until ${expiresAt.toUTCString()}.
If it was not you, do nothing: your password stays as it is.
`,
  };
}

export function emailVerificationMail({ to, token, expiresAt, appUrl }: TokenMail): Mail {
  return {
    to,
    subject: 'Confirm your e-mail address',
    text: `An account was made with this e-mail address. If it was you, confirm it here:

${linkTo(appUrl, 'verify-email', token)}

The link works until ${expiresAt.toUTCString()}.
If you made no account, do nothing.
`,
  };
}

/** Browsers keep what follows `#` to themselves, so the token is in no server's log. */
function linkTo(appUrl: string, page: string, token: string): string {
  return `${appUrl.replace(/\/$/, '')}/${page}#token=${token}`;
}
