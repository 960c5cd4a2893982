/** Chooses what delivers mail. */
import type { Env } from '../../config/env.js';
import type { Mailer } from '../../shared/mailer.js';
import type { Logger } from '../log/logger.js';
import { SmtpMailer } from './smtp-mailer.js';

type Settings = Pick<Env, 'NODE_ENV' | 'SMTP_URL' | 'MAIL_FROM'>;

/**
 * An SMTP server when there is one, else the log, so that a developer can follow the links in
 * mails. Logs of production are no place for them: there all mails fail.
 */
export function createMailer(
  { NODE_ENV, SMTP_URL, MAIL_FROM }: Settings,
  logger: Pick<Logger, 'info' | 'warn'>,
): Mailer {
  if (SMTP_URL) return new SmtpMailer(SMTP_URL, MAIL_FROM);
  if (NODE_ENV !== 'production') {
    return { send: async (mail) => logger.info({ mail }, 'mail, not sent: SMTP_URL is not set') };
  }
  logger.warn('no mail can be sent: SMTP_URL is not set');
  return { send: () => Promise.reject(new Error('SMTP_URL is not set')) };
}
