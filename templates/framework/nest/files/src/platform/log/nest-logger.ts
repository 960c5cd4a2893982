/** Lets Nest write what it has to say into the log of the service. */
import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** What Nest tells of its start, module by module and route by route, is for who looks closely. */
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    const trace = message instanceof Error ? message.stack : stack;
    this.logger.error({ context, stack: trace }, String(message));
  }
}
