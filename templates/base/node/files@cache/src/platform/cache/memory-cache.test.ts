import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { MemoryCache } from './memory-cache.js';

describe('MemoryCache', () => {
  it('loads once and then remembers', async () => {
    const cache = new MemoryCache();
    const load = vi.fn(async () => ({ title: 'first' }));
    const values = [
      await cache.remember('posts', '1', 60, load),
      await cache.remember('posts', '1', 60, load),
    ];
    expect(values).toEqual([{ title: 'first' }, { title: 'first' }]);
    expect(load).toHaveBeenCalledOnce();
  });

  it('loads once for requests that miss at the same time', async () => {
    const cache = new MemoryCache();
    const load = vi.fn(async () => delay(10, 'value'));
    const requests = Array.from({ length: 50 }, () => cache.remember('posts', '1', 60, load));
    expect(new Set(await Promise.all(requests))).toEqual(new Set(['value']));
    expect(load).toHaveBeenCalledOnce();
  });

  it('keeps keys and tags apart', async () => {
    const cache = new MemoryCache();
    await cache.remember('posts', '1', 60, async () => 'post 1');
    expect(await cache.remember('posts', '2', 60, async () => 'post 2')).toBe('post 2');
    expect(await cache.remember('users', '1', 60, async () => 'user 1')).toBe('user 1');
  });

  it('forgets after the time to live', async () => {
    const cache = new MemoryCache();
    await cache.remember('posts', '1', 0.01, async () => 'old');
    await delay(20);
    expect(await cache.remember('posts', '1', 60, async () => 'new')).toBe('new');
  });

  it('forgets one tag when it is invalidated', async () => {
    const cache = new MemoryCache();
    await cache.remember('posts', '1', 60, async () => 'old');
    await cache.remember('users', '1', 60, async () => 'old');
    await cache.invalidate('posts');
    expect(await cache.remember('posts', '1', 60, async () => 'new')).toBe('new');
    expect(await cache.remember('users', '1', 60, async () => 'new')).toBe('old');
  });

  it('forgets every tag when all is invalidated', async () => {
    const cache = new MemoryCache();
    await cache.remember('posts', '1', 60, async () => 'old');
    await cache.remember('users', '1', 60, async () => 'old');
    await cache.invalidateAll();
    expect(await cache.remember('posts', '1', 60, async () => 'new')).toBe('new');
    expect(await cache.remember('users', '1', 60, async () => 'new')).toBe('new');
  });

  it('does not keep what was being loaded when its tag was invalidated', async () => {
    const cache = new MemoryCache();
    const stale = cache.remember('posts', '1', 60, async () => delay(10, 'stale'));
    await cache.invalidate('posts');
    const fresh = cache.remember('posts', '1', 60, async () => 'fresh');
    expect(await fresh).toBe('fresh');
    expect(await stale).toBe('stale');
    expect(await cache.remember('posts', '1', 60, async () => 'again')).toBe('fresh');
  });

  it('does not keep errors', async () => {
    const cache = new MemoryCache();
    const failing = cache.remember('posts', '1', 60, async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    expect(await cache.remember('posts', '1', 60, async () => 'value')).toBe('value');
  });

  it('does not keep that there is nothing', async () => {
    const cache = new MemoryCache();
    expect(await cache.remember('posts', '1', 60, async () => undefined)).toBeUndefined();
    expect(await cache.remember('posts', '1', 60, async () => 'value')).toBe('value');
  });

  it('gives each caller a copy of its own', async () => {
    const cache = new MemoryCache();
    const tags = ['a'];
    const load = async () => ({ tags });
    const first = await cache.remember('posts', '1', 60, load);
    first.tags.push('b');
    expect(await cache.remember('posts', '1', 60, load)).toEqual({ tags: ['a'] });
    expect(tags).toEqual(['a']);
  });
});
