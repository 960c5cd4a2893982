/** How caches store values. */
import type { Cached } from '../../shared/cache.js';

/** `undefined` has no JSON. */
export function toText(value: unknown): string | undefined {
  return JSON.stringify(value);
}

/** A fresh copy each time, so that no caller changes what another one gets. */
export function fromText<T>(text: string | undefined): Cached<T> {
  return (text === undefined ? undefined : JSON.parse(text)) as Cached<T>;
}
