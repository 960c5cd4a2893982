import { describe, expect, it } from 'vitest';
import { deprecationHeaders, mountPath } from './versions.js';

describe('versions of the API', () => {
  it('mounts a module below its version, the first unless it names one', () => {
    expect(mountPath({ path: '/posts' })).toBe('/api/v1/posts');
    expect(mountPath({ path: '/posts', version: 2 })).toBe('/api/v2/posts');
  });
});

describe('the headers of a deprecated API', () => {
  const since = new Date('2026-01-31T12:00:00.500Z');

  it('say since when it is deprecated', () => {
    expect(deprecationHeaders({ since })).toEqual({ deprecation: '@1769860800' });
  });

  it('say when it stops, and where to read on', () => {
    const sunset = new Date('2027-01-31T00:00:00Z');
    expect(deprecationHeaders({ since, sunset, link: 'https://example.com/v2' })).toEqual({
      deprecation: '@1769860800',
      sunset: 'Sun, 31 Jan 2027 00:00:00 GMT',
      link: '<https://example.com/v2>; rel="deprecation"',
    });
  });
});
