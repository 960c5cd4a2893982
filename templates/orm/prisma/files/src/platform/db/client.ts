/** Prisma's client over the plain `pg` driver. */
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '../../generated/prisma/client.js';
import type { Dependency } from '../../shared/dependency.js';
import type { Logger } from '../log/logger.js';

/** What queries are made of: the client, or a transaction of it. */
export type Database = Prisma.TransactionClient;

export interface Connection extends Dependency {
  client: Database;
}

/** Nothing is connected before the first query. */
export function connect(url: string, logger: Logger): Connection {
  const client = createClient(url, logger);
  return {
    client,
    async ping() {
      await client.$queryRaw`SELECT 1`;
    },
    close: () => client.$disconnect(),
  };
}

function createClient(url: string, logger: Logger): PrismaClient {
  const onLost = (err: Error) => logger.warn({ err }, 'database connection lost');
  const adapter = new PrismaPg(
    {
      connectionString: url,
      connectionTimeoutMillis: 3_000,
      query_timeout: 30_000,
      keepAlive: true,
    },
    { onPoolError: onLost, onConnectionError: onLost },
  );
  const transactionOptions = { maxWait: 3_000, timeout: 30_000 };
  return new PrismaClient({ adapter, transactionOptions });
}
