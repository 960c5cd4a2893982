/** Runs wiring fixtures over files held in memory. */
import { expect } from 'vitest';
import { applyWiring, revertWiring, type WiringHost, type WiringOutcome } from '../../src/wiring/apply.js';
import type { WiringOp } from '../../src/wiring/ops.js';

export type Files = Readonly<Record<string, string>>;

/** A project in memory. */
export function hostOf(files: Files): WiringHost {
  return {
    read: (path) => files[path],
    list: (folder) => Object.keys(files).filter((path) => path.startsWith(`${folder}/`)),
  };
}

/** The project after an outcome. */
export function edited(files: Files, outcome: WiringOutcome): Files {
  return { ...files, ...Object.fromEntries(outcome.edits) };
}

export function statuses(outcome: WiringOutcome): string[] {
  return outcome.results.map((result) => (result.status === 'blocked' ? `blocked: ${result.reason}` : result.status));
}

/**
 * Applied, applied again and reverted: done, nothing left to do, and every byte back in place. With `kept`, the undo
 * is given the ops as the results have them.
 */
export async function expectRoundTrip(
  files: Files,
  ops: readonly WiringOp[],
  after: Files,
  kept = false,
): Promise<void> {
  const once = await applyWiring(ops, hostOf(files));
  expect(statuses(once)).toEqual(ops.map(() => 'applied'));
  const wired = edited(files, once);
  expect(wired).toEqual({ ...files, ...after });
  const twice = await applyWiring(ops, hostOf(wired));
  expect(statuses(twice)).toEqual(ops.map(() => 'already'));
  expect(twice.edits.size).toBe(0);
  const back = await revertWiring(kept ? once.results.map((result) => result.op) : ops, hostOf(wired));
  expect(statuses(back)).toEqual(ops.map(() => 'applied'));
  expect(edited(wired, back)).toEqual(files);
  const again = await revertWiring(ops, hostOf(files));
  expect(statuses(again)).toEqual(ops.map(() => 'already'));
}
