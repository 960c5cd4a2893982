/** Structured logs: one JSON object a line, secrets removed. */
import { type Logger, pino } from 'pino';
import type { Env } from '../../config/env.js';
import { redact } from './redact.js';

export type { Logger };

/** Silent in tests unless LOG_LEVEL says otherwise; readable on a developer's terminal. */
export function createLogger(env: Pick<Env, 'NODE_ENV' | 'LOG_LEVEL'>): Logger {
  const pretty = env.NODE_ENV === 'development' && process.stdout.isTTY;
  return pino({
    level: env.LOG_LEVEL ?? (env.NODE_ENV === 'test' ? 'silent' : 'info'),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => redact(fields),
    },
    ...(pretty ? { transport: { target: 'pino-pretty' } } : {}),
  });
}
