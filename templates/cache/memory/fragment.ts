/** A cache in the memory of the process: nothing to run, and nothing shared between instances. */
import { defineFragment } from '../../../src/catalog/fragment.js';

export default defineFragment({
  kind: 'cache',
  id: 'memory',
  title: 'In memory',
  help: 'Within the process, bounded; for one instance',
  dependencies: ['lru-cache'],
  wiring: [
    {
      op: 'addProperty',
      at: { file: 'src/container.ts', symbol: 'createContainer', path: ['return'] },
      key: 'cache',
      value: 'new MemoryCache()',
      imports: [{ from: 'src/platform/cache/memory-cache.ts', names: ['MemoryCache'] }],
    },
  ],
});
