/** Whether the process that left something behind still runs. */
import os from 'node:os';

/** Who left something behind. */
export interface Owner {
  pid: number;
  /** Process ids mean something on one machine only. */
  host: string;
}

/** This process. */
export function ownOwner(): Owner {
  return { pid: process.pid, host: os.hostname() };
}

/** Reads an owner from text; undefined when it is not one. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Owner>;
    return Number.isInteger(pid) && Number(pid) > 0 && typeof host === 'string'
      ? { pid: Number(pid), host }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the owner has surely ended. One on another machine may run, for all that can be known. */
export function hasEnded({ pid, host }: Owner): boolean {
  if (host !== os.hostname()) return false;
  // The number was given again, to this very process, as happens in containers.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
