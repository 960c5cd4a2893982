/** How the program ends. */
import { UserError, type ErrorCode } from '../errors.js';

/** Exit codes: `refused` for what failed or what the state of things forbids, `usage` for words that are wrong. */
export const exitCodes = { done: 0, refused: 1, usage: 2, interrupted: 130 } as const;

/** Errors in what was asked for: whatever the folder, other words are needed. */
const wrongWords: ReadonlySet<ErrorCode> = new Set([
  'USAGE',
  'UNKNOWN_CHOICE',
  'INVALID_SELECTION',
  'INVALID_PRESET',
  'INVALID_PROJECT_NAME',
  'INVALID_RESOURCE',
]);

/** The exit code of a command that threw this. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof UserError)) return exitCodes.refused;
  if (error.code === 'INTERRUPTED') return exitCodes.interrupted;
  return wrongWords.has(error.code) ? exitCodes.usage : exitCodes.refused;
}
