/** What the service needs running: how it is asked whether it is there, and how it is let go. */

export interface Dependency {
  /** Rejects when the dependency cannot be used. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type DependencyState = 'up' | 'down';

const pingTimeoutMs = 2_000;

/** State of each dependency; one that does not answer within two seconds is down. */
export async function checkDependencies(
  dependencies: Record<string, Dependency>,
): Promise<Record<string, DependencyState>> {
  const states = await Promise.all(
    Object.entries(dependencies).map(async ([name, dependency]) => [name, await check(dependency)]),
  );
  return Object.fromEntries(states);
}

/** Closes the last opened first. One that fails does not keep the others open. */
export async function closeDependencies(dependencies: Record<string, Dependency>): Promise<void> {
  const failures: unknown[] = [];
  for (const dependency of Object.values(dependencies).reverse()) {
    await dependency.close().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some dependencies failed to close');
}

async function check(dependency: Dependency): Promise<DependencyState> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<DependencyState>((resolve) => {
    timer = setTimeout(resolve, pingTimeoutMs, 'down');
  });
  const ping = dependency.ping().then(
    (): DependencyState => 'up',
    (): DependencyState => 'down',
  );
  try {
    return await Promise.race([ping, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
