/** What SIGINT, SIGTERM and SIGHUP mean: the end of the program, or only of the step that runs after a commit. */
import { exitCodes } from './exit-codes.js';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let step: AbortController | undefined;

/**
 * Listens for interrupts. Commits are synchronous, so none is seen within one.
 *
 * @param ending told before the program ends, with whether a commit came before
 */
export function listenForInterrupts(ending: (committed: boolean) => void): void {
  for (const signal of signals) {
    process.on(signal, () => {
      if (step && !step.signal.aborted) {
        step.abort();
        return;
      }
      ending(step !== undefined);
      process.exit(exitCodes.interrupted);
    });
  }
}

/** Runs work that an interrupt ends by its signal; a second one ends the program. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  step = new AbortController();
  try {
    return await work(step.signal);
  } finally {
    step = undefined;
  }
}
