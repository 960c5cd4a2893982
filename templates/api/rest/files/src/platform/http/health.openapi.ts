/** What the OpenAPI document says of the health routes. */
import { z } from 'zod';
import { describePaths } from './openapi.js';

const state = z.enum(['up', 'down']);
const liveness = z.object({ status: state }).meta({ id: 'Liveness' });
const readiness = z
  .object({ status: state, dependencies: z.record(z.string(), state) })
  .meta({ id: 'Readiness' });

const health = {
  name: 'Health',
  description: 'For whoever runs the service',
  example: {},
};

/** Paths from the root, unlike those of modules. */
export const healthPaths = describePaths(health, {
  '/health/live': {
    get: {
      operationId: 'getLiveness',
      summary: 'Does the process run?',
      answer: {
        status: 200,
        description: 'It does',
        schema: liveness,
        examples: () => ({ up: { status: 'up' } }),
      },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'getReadiness',
      summary: 'Can it serve requests?',
      answer: [
        {
          status: 200,
          description: 'It can',
          schema: readiness,
          examples: () => ({ up: { status: 'up', dependencies: { database: 'up' } } }),
        },
        {
          status: 503,
          description: 'It cannot, or is about to stop',
          schema: readiness,
          examples: () => ({ down: { status: 'down', dependencies: { database: 'down' } } }),
        },
      ],
    },
  },
});
