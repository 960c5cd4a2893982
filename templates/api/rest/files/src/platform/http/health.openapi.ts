/** What the OpenAPI document says of the health routes. */
import { z } from 'zod';
import type { OpenApiPaths } from './openapi.js';

const state = z.enum(['up', 'down']);
const readiness = z.object({ status: state, dependencies: z.record(z.string(), state) });

/** Paths from the root, unlike those of modules. */
export const healthPaths: OpenApiPaths = {
  '/health/live': {
    get: {
      operationId: 'getLiveness',
      summary: 'Does the process run?',
      tag: 'Health',
      answer: { status: 200, description: 'It does', schema: z.object({ status: state }) },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'getReadiness',
      summary: 'Can it serve requests?',
      tag: 'Health',
      answer: [
        { status: 200, description: 'It can', schema: readiness },
        { status: 503, description: 'It cannot, or is about to stop', schema: readiness },
      ],
    },
  },
};
