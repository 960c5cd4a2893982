/**
 * A cache in Redis, shared by every instance. Each tag has a generation, a random word in Redis;
 * an entry counts while it names the present one. While Redis is away values are loaded.
 */
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Cache, Cached } from '../../shared/cache.js';
import type { Logger } from '../log/logger.js';
import { fromText, toText } from './json-text.js';
import { SingleFlight } from './single-flight.js';

/** A tag that no entry has: its generation is everybody's. */
const everything = '';

interface Found {
  /** Undefined when Redis did not answer. */
  generation: string | undefined;
  text?: string;
}

export class RedisCache implements Cache {
  private readonly loads = new SingleFlight<string | undefined>();
  /** Invalidations this process asked for, by tag: a load from before one is not shared after it. */
  private readonly invalidations = new Map<string, number>();
  /** Tags whose invalidation did not reach Redis, so that their entries cannot be trusted. */
  private readonly distrusted = new Set<string>();
  private away = false;

  constructor(
    private readonly redis: Redis,
    private readonly logger: Logger,
  ) {}

  async remember<T>(
    tag: string,
    key: string,
    ttlSeconds: number,
    load: () => Promise<T>,
  ): Promise<Cached<T>> {
    const { generation, text } = await this.find(tag, key);
    if (text !== undefined) return fromText<T>(text);

    const seen = [everything, tag].map((name) => this.invalidations.get(name));
    const flight = JSON.stringify([tag, generation, seen, key]);
    const loaded = this.loads.run(flight, async () => {
      const fresh = toText(await load());
      if (fresh !== undefined && generation) {
        await this.store(entryKey(tag, key), generation + fresh, ttlSeconds);
      }
      return fresh;
    });
    return fromText<T>(await loaded);
  }

  async invalidate(tag: string): Promise<void> {
    this.invalidations.set(tag, (this.invalidations.get(tag) ?? 0) + 1);
    this.distrusted.add(tag);
    await this.attempt(() => this.renew(tag));
  }

  invalidateAll(): Promise<void> {
    return this.invalidate(everything);
  }

  private async find(tag: string, key: string): Promise<Found> {
    const found = await this.attempt(async (): Promise<Found> => {
      if (this.distrusted.has(everything)) await this.renew(everything);
      if (this.distrusted.has(tag)) await this.renew(tag);
      const [all, own, entry] = await this.redis.mget(
        generationKey(everything),
        generationKey(tag),
        entryKey(tag, key),
      );
      const shared = all ?? (await this.firstGeneration(everything));
      const generation = shared + (own ?? (await this.firstGeneration(tag)));
      if (!entry?.startsWith(generation)) return { generation };
      return { generation, text: entry.slice(generation.length) };
    });
    return found ?? { generation: undefined };
  }

  /** Sets the generation unless another process was faster. */
  private async firstGeneration(tag: string): Promise<string> {
    await this.redis.set(generationKey(tag), randomUUID(), 'NX');
    return (await this.redis.get(generationKey(tag))) ?? '';
  }

  private async renew(tag: string): Promise<void> {
    const invalidations = this.invalidations.get(tag);
    await this.redis.set(generationKey(tag), randomUUID());
    if (this.invalidations.get(tag) === invalidations) this.distrusted.delete(tag);
  }

  /** Takes up to a tenth off: what was loaded together should not expire together. */
  private async store(key: string, entry: string, ttlSeconds: number): Promise<void> {
    const milliseconds = Math.ceil(ttlSeconds * 1000 * (1 - Math.random() / 10));
    await this.attempt(() => this.redis.set(key, entry, 'PX', milliseconds));
  }

  /** Runs a command; undefined when it failed. Says so once, until Redis is back. */
  private async attempt<T>(command: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await command();
      this.away = false;
      return result;
    } catch (error) {
      if (!this.away) this.logger.warn({ err: error }, 'Redis is away, loading without a cache');
      this.away = true;
      return undefined;
    }
  }
}

function generationKey(tag: string): string {
  return `cache:${tag}`;
}

function entryKey(tag: string, key: string): string {
  return `cache:${tag}:${key}`;
}
