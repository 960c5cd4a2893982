/**
 * Requests that may be repeated: of those with the same `Idempotency-Key` one is carried out, and
 * the others get its answer. Keys lie in the database, so it may be another instance that answers.
 *
 * The key is claimed before the work and answered after it, each in a transaction of its own. So
 * what was done is done again for a caller who repeats it in two cases: it was answered 5xx all the
 * same, or its answer could not be kept within a minute, because the process died or the database
 * was away. Then the claim has expired.
 */
import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { IdempotencyKey } from '../../modules/idempotency-key/idempotency-key.model.js';
import type { IdempotencyKeyRepository } from '../../modules/idempotency-key/idempotency-key.repository.js';
import {
  AppError,
  idempotencyKeyReused,
  toAppError,
  validationError,
} from '../../shared/errors.js';
import { firstRows } from '../../shared/list-query.js';
import type { Logger } from '../log/logger.js';

export interface IdempotentRequest {
  key: string;
  /** Keys of one caller say nothing about those of another; all who are not signed in are one. */
  principalId: string | undefined;
  method: string;
  /** Without the query string. */
  path: string;
  /** As it was parsed. */
  body: unknown;
}

export interface KeptAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Either the answer that another request with this key got, or leave to carry this one out. */
export type Attempt =
  | { kept: KeptAnswer }
  | {
      kept: undefined;
      /** To be called once, before the answer is sent. Never rejects. */
      finish(answer: KeptAnswer): Promise<void>;
    };

/** What a request is known by in the database. */
interface Signature {
  keyHash: string;
  fingerprint: string;
}

/** All in milliseconds. */
const claimLifetime = 60_000;
const longestWait = 10_000;
const firstPause = 25;
const longestPause = 1_000;
const longestOutage = 600_000;
const sweepInterval = 60_000;

export class Idempotency {
  private nextSweep = 0;

  constructor(
    private readonly keys: IdempotencyKeyRepository,
    /** How long answers are kept. */
    private readonly ttlSeconds: number,
    private readonly logger: Logger,
  ) {}

  /**
   * Waits while another request with the same key is under way.
   *
   * @throws AppError VALIDATION_ERROR when the key is not one, IDEMPOTENCY_KEY_REUSED when it came
   * with another request, CONFLICT when the other request takes too long.
   */
  async begin(request: IdempotentRequest): Promise<Attempt> {
    const signature = signatureOf(request);
    this.sweepInPassing();
    const giveUp = Date.now() + longestWait;
    let claim = await this.claim(signature);
    for (let pause = firstPause; !claim; pause = Math.min(2 * pause, longestPause)) {
      const first = await this.find(signature);
      if (first?.answer) return { kept: first.answer as unknown as KeptAnswer };
      if (Date.now() >= giveUp) throw stillUnderWay();
      if (first) await setTimeout(pause);
      else claim = await this.claim(signature);
    }
    const { id, expiresAt } = claim;
    return { kept: undefined, finish: (answer) => this.finish({ id, expiresAt }, answer) };
  }

  /** Undefined when there is a claim already. */
  private async claim(signature: Signature): Promise<IdempotencyKey | undefined> {
    try {
      return await this.keys.create({ ...signature, expiresAt: inFuture(claimLifetime) });
    } catch (error) {
      if (toAppError(error).code === 'CONFLICT') return undefined;
      throw error;
    }
  }

  /** The claim or the answer of another request, unless it has expired. */
  private async find({ keyHash, fingerprint }: Signature): Promise<IdempotencyKey | undefined> {
    const row = await this.keys.findByKeyHash(keyHash);
    if (row && row.expiresAt <= new Date()) {
      await this.discard(row);
      return undefined;
    }
    if (row && row.fingerprint !== fingerprint) throw idempotencyKeyReused();
    return row;
  }

  /** What may turn out otherwise the next time is not kept. */
  private async finish(claim: Claim, answer: KeptAnswer): Promise<void> {
    const { id, expiresAt } = claim;
    const kept = { answer: { ...answer }, expiresAt: inFuture(this.ttlSeconds * 1000) };
    const settle = isFinal(answer)
      ? () => this.keys.updateIf(id, kept, { expiresAt })
      : () => this.keys.delete(id);
    await settle().catch(() => void this.settleLater(settle));
  }

  /** The database was lost after the work was done: the caller need not wait until it is back. */
  private async settleLater(settle: () => Promise<unknown>): Promise<void> {
    const giveUp = Date.now() + longestOutage;
    for (;;) {
      await setTimeout(longestPause, undefined, { ref: false });
      try {
        await settle();
        return;
      } catch (error) {
        if (Date.now() < giveUp) continue;
        this.logger.error({ err: error }, 'the answer to an Idempotency-Key could not be kept');
        return;
      }
    }
  }

  private sweepInPassing(): void {
    if (Date.now() < this.nextSweep) return;
    this.nextSweep = Date.now() + sweepInterval;
    this.sweep().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'expired idempotency keys could not be deleted');
    });
  }

  private async sweep(): Promise<void> {
    const query = firstRows(
      20,
      [{ field: 'expiresAt', operator: 'lt', value: new Date() }],
      [{ field: 'expiresAt', direction: 'asc', nullable: false }],
    );
    for (let left = true; left;) {
      const { items } = await this.keys.list(query);
      for (const row of items) await this.discard(row);
      left = items.length === query.limit;
    }
  }

  /** From here on nobody finds the row. Does nothing when it was answered in the meantime. */
  private async discard({ id, expiresAt }: Claim): Promise<void> {
    const found = await this.keys.updateIf(id, { keyHash: id }, { expiresAt });
    if (found) await this.keys.delete(id);
  }
}

/** A row as it was seen: with another time it has been answered. */
type Claim = Pick<IdempotencyKey, 'id' | 'expiresAt'>;

/** @throws AppError VALIDATION_ERROR */
function signatureOf({ key, principalId, method, path, body }: IdempotentRequest): Signature {
  if (!/^[!-~]{1,255}$/.test(key)) {
    const message = 'Must be 1 to 255 visible ASCII characters';
    throw validationError([{ field: 'Idempotency-Key', code: 'INVALID_VALUE', message }]);
  }
  return {
    keyHash: digest([principalId, key]),
    fingerprint: digest([method, path.replace(/\/$/, ''), body]),
  };
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value, inOrder), 'base64url');
}

/** In JSON the order of keys means nothing. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** 400 says that the request was never carried out, 500 and above that it may be the next time. */
function isFinal({ status }: KeptAnswer): boolean {
  return status < 500 && status !== 400;
}

function inFuture(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}

function stillUnderWay(): AppError {
  const message = 'The first request with this Idempotency-Key is still under way';
  return new AppError('CONFLICT', message, { headers: { 'retry-after': '1' } });
}
