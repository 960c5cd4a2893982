/** How the service sends mail, whatever delivers it. */

/** A mail of plain text. */
export interface Mail {
  /** One address, and nothing but an address. */
  to: string;
  subject: string;
  text: string;
}

export interface Mailer {
  /** Rejects when the mail could not be handed over. */
  send(mail: Mail): Promise<void>;
}
