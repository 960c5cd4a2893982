/** What is sent to do harm, and what may come of it. */
import { requestBytes } from '../raw.js';

export interface Attack {
  name: string;
  bytes: string | Buffer | readonly (string | Buffer)[];
  /** Statuses that are well; none when there is only a closed connection to expect. */
  allowed: readonly number[];
  /** Whether the connection may be closed without an answer: where the bytes are not HTTP. */
  mayClose?: boolean;
  /** Whether the server may wait for more, until its own time is up. */
  mayWait?: boolean;
  /** Milliseconds between the parts. */
  pause?: number;
  answers?: number;
}

export type Headers = Record<string, string>;

/** With what a route asks for: credentials come from the suite, where there are accounts. */
export type MakeAttacks = (credentials: Headers) => Attack[];

const json = { 'Content-Type': 'application/json' };

/** A POST to a collection, with this for its body. */
export function posted(
  name: string,
  body: string | Buffer,
  allowed: readonly number[],
  headers: Headers = {},
  path = '/api/v1/authors',
): Attack {
  return { name, allowed, bytes: requestBytes(`POST ${path}`, { ...json, ...headers }, body) };
}

/** A GET of this path, as it is written. */
export function got(name: string, path: string, allowed: readonly number[], headers: Headers = {}): Attack {
  return { name, allowed, bytes: requestBytes(`GET ${path}`, headers) };
}

/** Bytes as they are. */
export function sent(name: string, bytes: string, allowed: readonly number[], more: Partial<Attack> = {}): Attack {
  return { name, bytes, allowed, mayClose: true, ...more };
}
