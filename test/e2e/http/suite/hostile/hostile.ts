/** What is sent to do harm does none. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiOf, send } from '../client.js';
import { exchange, type Exchange, type RawAnswer } from '../raw.js';
import type { Target } from '../target.js';
import type { Attack, MakeAttacks } from './attack.js';
import { bodies } from './bodies.js';
import { targets } from './queries.js';
import { wire } from './wire.js';

const codes = new Set([
  'VALIDATION_ERROR',
  'INVALID_JSON',
  'INVALID_PATH',
  'INVALID_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'ROUTE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'CONFLICT',
  'PRECONDITION_FAILED',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'UNSUPPORTED_MEDIA_TYPE',
  'HEADERS_TOO_LARGE',
  'REQUEST_TIMEOUT',
  'URI_TOO_LONG',
  'EXPECTATION_FAILED',
  'OVERLOADED',
]);

/** What no answer may say: where a thing stands in the code, or how it is asked for in the database. */
const leaks =
  /\bat .{0,80}:\d+:\d+|node_modules|node:internal|\/(dist|src|home|tmp|work|app)\/|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM) .* (FROM|SET|VALUES|WHERE)|\b(prisma|drizzle|pg_|postgres|sqlstate|syntaxerror|typeerror|rangeerror|zoderror|ECONN)/i;

const groups: Record<string, MakeAttacks> = {
  bodies,
  'paths, queries and headers': targets,
  'bytes on the wire': wire,
};

export function hostile(target: Target): void {
  const api = apiOf(target);
  let credentials: Record<string, string> = {};

  beforeAll(async () => {
    const { authorization } = await api.writer();
    credentials = authorization === undefined ? {} : { Authorization: authorization };
  });

  const perform = ({ bytes, answers = 1, pause = 0, mayWait }: Attack) =>
    exchange(target.url, bytes, { answers, pause, patience: mayWait ? 300 : 8_000 });

  describe.each(Object.entries(groups))('No stack trace, SQL or path in a response, ever: %s', (_, make) => {
    // The names are the same with and without credentials.
    it.each(make({}).map(({ name }, index) => [name, index] as const))('%s', async (_name, index) => {
      const attack = make(credentials)[index];
      if (!attack) throw new Error('There is no such attack');
      const started = Date.now();
      expectWell(attack, await perform(attack));
      expect(Date.now() - started, 'milliseconds').toBeLessThan(8_000);
      expect((await send(`${target.url}/health/live`, 'GET')).status).toBe(200);
    });
  });

  it.runIf('pid' in target)('leaves no more memory in use than before', async () => {
    if (target.pid === undefined) return;
    const all = Object.values(groups)
      .flatMap((make) => make(credentials))
      .filter(({ mayWait }) => !mayWait);
    const round = async () => {
      for (let at = 0; at < all.length; at += 8) await Promise.all(all.slice(at, at + 8).map(perform));
      await sleep(500);
      process.kill(target.pid ?? 0, 'SIGUSR2');
      await sleep(500);
      return residentMemory(target.pid ?? 0);
    };
    const warm = await round();
    const used = [await round()];
    // What the system has not taken back yet is no leak: what grows by a fifth each time is.
    while ((used.at(-1) ?? 0) > warm * 1.2 && used.length < 3) used.push(await round());
    expect(used.at(-1), `MB, beside ${warm} before, then ${used.join(', ')}`).toBeLessThanOrEqual(warm * 1.2);
  });
}

function expectWell(attack: Attack, { answers, closed, received }: Exchange): void {
  const shown = received.subarray(0, 600).toString('latin1');
  expect(shown, 'what it tells').not.toMatch(leaks);
  const expected = attack.mayClose ? 0 : (attack.answers ?? 1);
  if (!attack.mayWait) {
    expect(answers.length, `answers, ${closed ? 'closed' : 'open'}: ${shown}`).toBeGreaterThanOrEqual(expected);
    if (answers.length === 0) expect(closed, 'closed').toBe(true);
  }
  expect(answers.length).toBeLessThanOrEqual(attack.answers ?? 1);
  for (const answer of answers) expectContract(answer, attack.allowed);
}

/** An answer as the contract has them. */
function expectContract({ status, headers, body }: RawAnswer, allowed: readonly number[]): void {
  expect(allowed, body.toString().slice(0, 300)).toContain(status);
  if (status < 400) return;
  expect(headers['content-type']).toMatch(/^application\/json/);
  const { error } = JSON.parse(body.toString()) as { error: { code: string; requestId: string } };
  expect([...codes]).toContain(error.code);
  expect(error).toEqual({
    code: error.code,
    message: expect.any(String),
    details: expect.any(Array),
    requestId: expect.any(String),
  });
  expect(headers['x-request-id']).toBe(error.requestId);
}

/** Megabytes. */
function residentMemory(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}
