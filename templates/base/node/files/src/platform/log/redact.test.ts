import { describe, expect, it } from 'vitest';
import { redact } from './redact.js';

describe('redact', () => {
  it('replaces secrets wherever they are', () => {
    const headers = { Authorization: 'Bearer abc', accept: '*/*' };
    expect(redact({ password: 'abc', request: { headers }, list: [{ apiKey: 'abc' }] })).toEqual({
      password: '[redacted]',
      request: { headers: { Authorization: '[redacted]', accept: '*/*' } },
      list: [{ apiKey: '[redacted]' }],
    });
  });

  it('leaves all else as it is', () => {
    const err = new Error('failed');
    const at = new Date();
    expect(redact({ err, at, count: 1, nothing: null })).toEqual({
      err,
      at,
      count: 1,
      nothing: null,
    });
  });

  it('ends where objects refer to themselves', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(JSON.stringify(redact(loop))).toContain('[too deep]');
  });
});
