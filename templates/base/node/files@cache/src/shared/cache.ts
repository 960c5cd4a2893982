/** A cache in front of something slower. What it holds can be lost at any time. */
import type { JsonValue } from './json.js';

/** What is left of a value after a journey through JSON: dates have become strings. */
export type Cached<T> = T extends JsonValue
  ? T
  : T extends Date
    ? string
    : T extends object
      ? { [K in keyof T]: Cached<T[K]> }
      : T;

export interface Cache {
  /**
   * The value under `key`, loaded when it is not there. Requests that miss at the same time load
   * once. Neither errors nor `undefined` are kept.
   *
   * @param tag what the value is made of: entries of one tag are invalidated together
   */
  remember<T>(
    tag: string,
    key: string,
    ttlSeconds: number,
    load: () => Promise<T>,
  ): Promise<Cached<T>>;

  /**
   * Forgets the entries of a tag; to be called after a write. A value whose loading began before
   * does not come back. Never rejects.
   */
  invalidate(tag: string): Promise<void>;

  /** Forgets everything, in the same way: a deleted row may take rows of other tags with it. */
  invalidateAll(): Promise<void>;
}
