/** A cache and rate limits shared through Redis. Development and tests run without a server, on the memory cache. */
import { defineFragment } from '../../../src/catalog/fragment.js';
import type { WiringOp } from '../../../src/wiring/ops.js';

const container = { file: 'src/container.ts', symbol: 'createContainer' };
const connectionFile = 'src/platform/cache/redis.ts';

const wiring: WiringOp[] = [
  {
    op: 'addStatement',
    at: container,
    name: 'redis',
    statement: 'const redis = await connectRedis(env, logger);',
    imports: [{ from: connectionFile, names: ['connectRedis'] }],
  },
  { op: 'addProperty', at: { ...container, path: ['return'] }, key: 'redis', value: 'redis.client' },
  {
    op: 'addProperty',
    at: { ...container, path: ['return'] },
    key: 'cache',
    value: 'createCache(redis.client, logger)',
    imports: [{ from: connectionFile, names: ['createCache'] }],
  },
  { op: 'addProperty', at: { ...container, path: ['return', 'dependencies'] }, key: 'redis' },
];

export default defineFragment({
  kind: 'cache',
  id: 'redis',
  title: 'Redis',
  help: 'Shared by all instances, rate limits too; in memory where REDIS_URL is not set',
  provides: ['redis'],
  dependencies: ['ioredis', 'lru-cache'],
  env: [
    {
      name: 'REDIS_URL',
      schema: 'requiredInProduction(z.url({ protocol: /^rediss?$/ }))',
      example: 'redis://localhost:6379',
      description: 'Redis server; unset, each process caches in its own memory',
      required: 'production',
      secret: true,
    },
  ],
  facts: {
    services: [
      {
        name: 'redis',
        title: 'Redis',
        image: 'redis:7.4.1-alpine',
        port: 6379,
        healthcheck: ['redis-cli', 'ping'],
        volume: '/data',
        url: { variable: 'REDIS_URL', value: 'redis://redis:6379' },
      },
    ],
  },
  wiring,
});
