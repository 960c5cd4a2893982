/** A cache in the memory of this process, bounded; what was not used for longest goes first. */
import { LRUCache } from 'lru-cache';
import type { Cache, Cached } from '../../shared/cache.js';
import { fromText, toText } from './json-text.js';
import { SingleFlight } from './single-flight.js';

/** A tag that no entry has. */
const everything = '';

const maxCharacters = 32 * 1024 * 1024;

export class MemoryCache implements Cache {
  private readonly entries = new LRUCache<string, string>({
    maxSize: maxCharacters,
    sizeCalculation: (text, id) => text.length + id.length,
  });
  /** Of each tag, and under the empty name of all of them together. */
  private readonly generations = new Map<string, number>();
  private readonly loads = new SingleFlight<string | undefined>();

  async remember<T>(
    tag: string,
    key: string,
    ttlSeconds: number,
    load: () => Promise<T>,
  ): Promise<Cached<T>> {
    // Ids name the generation of their tag, so nothing of an older one is ever found.
    const id = JSON.stringify([tag, this.generationOf(everything), this.generationOf(tag), key]);
    const present = this.entries.get(id);
    if (present !== undefined) return fromText<T>(present);

    const loaded = this.loads.run(id, async () => {
      const text = toText(await load());
      if (text !== undefined) this.entries.set(id, text, { ttl: ttlSeconds * 1000 });
      return text;
    });
    return fromText<T>(await loaded);
  }

  async invalidate(tag: string): Promise<void> {
    this.generations.set(tag, this.generationOf(tag) + 1);
  }

  invalidateAll(): Promise<void> {
    return this.invalidate(everything);
  }

  private generationOf(tag: string): number {
    return this.generations.get(tag) ?? 0;
  }
}
