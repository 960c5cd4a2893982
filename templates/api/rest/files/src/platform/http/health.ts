/** What /health/live and /health/ready answer. */
import {
  type Closeable,
  type DependencyState,
  checkDependencies,
} from '../../shared/dependency.js';

export interface Readiness {
  status: DependencyState;
  dependencies: Record<string, DependencyState>;
}

/** The process runs; whether it can serve is another question. */
export const liveness: { status: DependencyState } = { status: 'up' };

/** Down, to be answered with 503, as soon as one dependency is, or when the service is stopping. */
export async function readiness(
  dependencies: Record<string, Closeable>,
  stopping: boolean,
): Promise<Readiness> {
  const states = await checkDependencies(dependencies);
  const ready = !stopping && Object.values(states).every((state) => state === 'up');
  return { status: ready ? 'up' : 'down', dependencies: states };
}

/** Whether a URL is that of a probe. No limit holds those: refusing one would restart a busy process. */
export function isProbe(url = ''): boolean {
  return url.startsWith('/health/');
}
