/** What the service needs running: how it is asked whether it is there, and how it is let go. */

/** Something that shutdown lets go. */
export interface Closeable {
  close(): Promise<void>;
}

export interface Dependency extends Closeable {
  /** Rejects when the dependency cannot be used. */
  ping(): Promise<void>;
}

export type DependencyState = 'up' | 'down';

const pingTimeoutMs = 2_000;

/** State of each that can be down; one that does not answer within two seconds is. */
export async function checkDependencies(
  dependencies: Record<string, Closeable>,
): Promise<Record<string, DependencyState>> {
  const states = await Promise.all(
    Object.entries(dependencies).map(async ([name, dependency]) =>
      canBeDown(dependency) ? [[name, await check(dependency)]] : [],
    ),
  );
  return Object.fromEntries(states.flat());
}

/** Closes the last opened first. One that fails does not keep the others open. */
export async function closeDependencies(dependencies: Record<string, Closeable>): Promise<void> {
  const failures: unknown[] = [];
  for (const dependency of Object.values(dependencies).reverse()) {
    await dependency.close().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some dependencies failed to close');
}

function canBeDown(dependency: Closeable): dependency is Dependency {
  return 'ping' in dependency;
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
