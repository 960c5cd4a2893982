/** What src/middleware.ts is made of. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Plugin } from '@hapi/hapi';
import type { Container } from '../../container.js';

/** A plugin that acts on every route. */
export type PipelinePlugin = Plugin<{ container: Container }>;

declare module '@hapi/hapi' {
  interface ReqRefDefaults {
    /** As node has them: most come once. */
    Headers: IncomingHttpHeaders;
  }
}
