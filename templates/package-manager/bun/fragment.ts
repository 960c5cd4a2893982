/** Bun as installer and script runner; the application itself runs on Node. */
import { defineFragment } from '../../../src/catalog/fragment.js';

export default defineFragment({
  kind: 'package-manager',
  id: 'bun',
  title: 'Bun',
  help: 'Bun installs and runs scripts; the app itself still runs on Node',
  packageManager: {
    id: 'bun',
    install: 'bun install',
    ci: 'bun install --frozen-lockfile',
    ciProduction: 'bun install --frozen-lockfile --production',
    run: 'bun run',
    runArgs: 'bun run <script>',
    exec: 'bunx',
    lockfile: 'bun.lock',
    setup: 'npm install --global bun@1.4.4',
  },
});
