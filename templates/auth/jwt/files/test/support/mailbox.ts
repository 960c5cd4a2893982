/** Takes the mails that the app sends, so that tests can read them. */
import { vi } from 'vitest';
import type { Mail } from '../../src/shared/mailer.js';
import type { TestApp } from './app.js';

type Page = 'reset-password' | 'verify-email';

export class Mailbox {
  private readonly mails: Mail[] = [];

  constructor(private readonly container: TestApp['container']) {
    vi.spyOn(container.mailer, 'send').mockImplementation(async (mail) => {
      this.mails.push(mail);
    });
  }

  /** Tokens mailed to the address in links to the page, oldest first. */
  async tokens(page: Page, address: string): Promise<string[]> {
    await this.container.dependencies.background.close();
    const link = new RegExp(`^${this.container.env.APP_URL}/${page}#token=(.+)$`, 'm');
    return this.mails
      .filter(({ to }) => to === address)
      .flatMap(({ text }) => link.exec(text)?.[1] ?? []);
  }

  /** The last of them. */
  async token(page: Page, address: string): Promise<string> {
    const token = (await this.tokens(page, address)).at(-1);
    if (!token) throw new Error(`No link to ${page} was mailed to ${address}`);
    return token;
  }
}
