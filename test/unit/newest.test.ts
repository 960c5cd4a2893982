import { describe, expect, it } from 'vitest';
import { newestFor, relativesOf, type Release } from '../dependencies/newest.js';

function release(version: string, engines?: string, isDeprecated = false): Release {
  return { version, released: '2026-01-01', engines: () => engines, isDeprecated: () => isDeprecated };
}

describe('the newest version that generated projects can have', () => {
  it.each([
    ['is the greatest, not the last', [release('1.10.0'), release('1.9.0')], '1.10.0'],
    ['is a stable one', [release('1.0.1'), release('2.0.0-rc.1')], '1.0.1'],
    ['runs on the least Node version', [release('1.1.0', '>=18'), release('2.0.0', '>=22')], '1.1.0'],
    ['takes ranges with alternatives', [release('2.0.0', '^20.19.0 || >=22.12')], '2.0.0'],
    ['is not a deprecated one', [release('1.1.0'), release('1.2.0', undefined, true)], '1.1.0'],
    ['is the present one when all others are older', [release('0.9.0'), release('1.0.0')], '1.0.0'],
    ['is the present one when no newer one can be had', [release('1.0.0', '>=22'), release('2.0.0', '>=22')], '1.0.0'],
  ])('%s', (_, releases, version) => {
    expect(newestFor('a', '1.0.0', releases)).toMatchObject({ version });
  });

  it('is one that those have, too, which work in one version only', () => {
    expect(relativesOf('prisma')).toEqual(['@prisma/client', '@prisma/adapter-pg']);
    expect(relativesOf('zod')).toEqual([]);
  });

  it('stays within the range that a package is held to', () => {
    const releases = [release('20.19.43'), release('20.20.0'), release('24.0.0')];
    expect(newestFor('@types/node', '20.19.43', releases)).toMatchObject({ version: '20.20.0' });
  });
});
