import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { RedisCache } from './redis-cache.js';

const url = process.env.REDIS_URL;
const logger = pino({ level: 'silent' });

describe.skipIf(url === undefined)('RedisCache, on the server at REDIS_URL', () => {
  const keyPrefix = `test:${randomUUID()}:`;
  const redis = new Redis(url ?? '', { keyPrefix, lazyConnect: true });
  let tag: string;

  beforeEach(() => {
    tag = randomUUID();
  });

  afterAll(async () => {
    const keys = await redis.keys(`${keyPrefix}*`);
    await Promise.all(keys.map((key) => redis.del(key.slice(keyPrefix.length))));
    redis.disconnect();
  });

  it('loads once and then remembers, in every instance', async () => {
    const load = vi.fn(async () => ({ title: 'first', at: new Date(0) }));
    await new RedisCache(redis, logger).remember(tag, '1', 60, load);
    const value = await new RedisCache(redis, logger).remember(tag, '1', 60, load);
    expect(value).toEqual({ title: 'first', at: '1970-01-01T00:00:00.000Z' });
    expect(load).toHaveBeenCalledOnce();
  });

  it('loads once for requests that miss at the same time', async () => {
    const cache = new RedisCache(redis, logger);
    const load = vi.fn(async () => delay(50, 'value'));
    const requests = Array.from({ length: 50 }, () => cache.remember(tag, '1', 60, load));
    expect(new Set(await Promise.all(requests))).toEqual(new Set(['value']));
    expect(load).toHaveBeenCalledOnce();
  });

  it('keeps entries for their time to live, or a little less', async () => {
    const cache = new RedisCache(redis, logger);
    await cache.remember(tag, '1', 60, async () => 'value');
    const left = await redis.pttl(`cache:${tag}:1`);
    expect(left).toBeGreaterThan(53_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });

  it('forgets a tag in every instance when one invalidates it', async () => {
    const [here, there] = [new RedisCache(redis, logger), new RedisCache(redis, logger)];
    await here.remember(tag, '1', 60, async () => 'old');
    await there.invalidate(tag);
    expect(await here.remember(tag, '1', 60, async () => 'new')).toBe('new');
  });

  it('forgets every tag in every instance when one invalidates all', async () => {
    const [here, there] = [new RedisCache(redis, logger), new RedisCache(redis, logger)];
    await here.remember(tag, '1', 60, async () => 'old');
    await there.invalidateAll();
    expect(await here.remember(tag, '1', 60, async () => 'new')).toBe('new');
  });

  it('does not keep what another instance was loading when the tag was invalidated', async () => {
    const [here, there] = [new RedisCache(redis, logger), new RedisCache(redis, logger)];
    const stale = there.remember(tag, '1', 60, async () => delay(50, 'stale'));
    await delay(20);
    await here.invalidate(tag);
    expect(await here.remember(tag, '1', 60, async () => 'fresh')).toBe('fresh');
    expect(await stale).toBe('stale');
    expect(await there.remember(tag, '1', 60, async () => 'again')).not.toBe('stale');
  });

  it('does not trust old entries when Redis has lost their generation', async () => {
    const cache = new RedisCache(redis, logger);
    await cache.remember(tag, '1', 60, async () => 'old');
    await redis.del(`cache:${tag}`);
    expect(await cache.remember(tag, '1', 60, async () => 'new')).toBe('new');
  });

  it('keeps neither errors nor that there is nothing', async () => {
    const cache = new RedisCache(redis, logger);
    const failing = cache.remember(tag, '1', 60, async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    expect(await cache.remember(tag, '1', 60, async () => undefined)).toBeUndefined();
    expect(await cache.remember(tag, '1', 60, async () => 'value')).toBe('value');
  });

  it('makes up for an invalidation that did not reach Redis', async () => {
    const cache = new RedisCache(redis, logger);
    await cache.remember(tag, '1', 60, async () => 'old');
    vi.spyOn(redis, 'set').mockRejectedValueOnce(new Error('Command timed out'));
    await cache.invalidate(tag);
    expect(await cache.remember(tag, '1', 60, async () => 'new')).toBe('new');
  });
});

describe('RedisCache, while Redis is away', () => {
  const nowhere = new Redis({ port: 1, lazyConnect: true, retryStrategy: null });
  nowhere.on('error', () => {});

  it('loads, once for requests at the same time, and warns once', async () => {
    const warn = vi.spyOn(logger, 'warn');
    const cache = new RedisCache(nowhere, logger);
    const load = vi.fn(async () => delay(20, 'value'));
    const requests = [1, 2, 3].map(() => cache.remember('posts', '1', 60, load));
    expect(await Promise.all(requests)).toEqual(['value', 'value', 'value']);
    expect(load).toHaveBeenCalledOnce();
    expect(warn).toHaveBeenCalledOnce();
  });

  it('does not share a load that began before an invalidation', async () => {
    const cache = new RedisCache(nowhere, logger);
    const stale = cache.remember('posts', '1', 60, async () => delay(50, 'stale'));
    await delay(10);
    await cache.invalidate('posts');
    expect(await cache.remember('posts', '1', 60, async () => 'fresh')).toBe('fresh');
    expect(await stale).toBe('stale');
  });
});
