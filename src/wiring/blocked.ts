/** Why an op cannot be done; thrown inside this folder and turned into a result at its border. */
export class Blocked extends Error {}

/** It would need a name that something else has. */
export class NameTaken extends Blocked {}

/** What some work comes to, or undefined when it is blocked. */
export function unlessBlocked<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Blocked) return undefined;
    throw error;
  }
}
