/** Hands mail to an SMTP server. */
import { createTransport } from 'nodemailer';
import type { Mail, Mailer } from '../../shared/mailer.js';

/** In milliseconds; shutdown may have to wait as long. */
const timeouts = { connectionTimeout: 5_000, greetingTimeout: 10_000, socketTimeout: 10_000 };

export class SmtpMailer implements Mailer {
  private readonly transport;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({ ...timeouts, url });
  }

  async send({ to, ...content }: Mail): Promise<void> {
    // As an object the address is taken as it is; a string would be read as a list of recipients.
    const address = { name: '', address: to };
    await this.transport.sendMail({ from: this.from, to: address, ...content });
  }
}
