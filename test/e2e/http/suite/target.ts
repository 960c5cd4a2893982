/** What the suite knows of the API it is run against. */

export interface Credentials {
  email: string;
  password: string;
}

/** An API with the resources of `resources.ts`; getters, where it is not yet known when tests are named. */
export interface Target {
  /** Without a slash at its end. */
  readonly url: string;
  /** Whether it has password accounts, which then guard what is written. */
  readonly accounts: boolean;
  /** An account that has the role `admin`. */
  readonly admin?: Credentials;
  /** How the access tokens are made, so that tokens can be forged with the right key. */
  readonly jwt?: { secret: string };
  /** The text of the newest mail to an address that holds these words. */
  readonly mails?: (to: string, words: string) => Promise<string>;
  /** Whether there is a second version of tags, and the first is to go. */
  readonly versions?: boolean;
  /** Of the server, when it runs on this machine and collects garbage on SIGUSR2: its memory is watched. */
  readonly pid?: number | undefined;
}
