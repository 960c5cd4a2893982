/** Work that goes on after its request was answered. Shutdown waits for it. */
import type { Logger } from 'pino';
import type { Closeable } from './dependency.js';

export class Background implements Closeable {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly logger: Pick<Logger, 'error'>) {}

  /** Starts work. A failure is logged, as there is nobody left to answer. */
  start(name: string, work: () => Promise<void>): void {
    const done = work()
      .catch((err: unknown) => this.logger.error({ err }, `${name} failed`))
      .finally(() => this.running.delete(done));
    this.running.add(done);
  }

  /** Waits for all work, that which is started meanwhile too. */
  async close(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }
}
