/** pnpm: strict node_modules from a shared store. Its settings live in pnpm-workspace.yaml. */
import { defineFragment } from '../../../src/catalog/fragment.js';

export default defineFragment({
  kind: 'package-manager',
  id: 'pnpm',
  title: 'pnpm',
  help: 'Fast installs from a shared store, strict about undeclared dependencies',
  packageManager: {
    id: 'pnpm',
    install: 'pnpm install',
    ci: 'pnpm install --frozen-lockfile',
    ciProduction: 'pnpm install --frozen-lockfile --prod',
    run: 'pnpm',
    runArgs: 'pnpm <script>',
    exec: 'pnpm exec',
    lockfile: 'pnpm-lock.yaml',
    setup: 'npm install --global pnpm@12.21.0',
    configFiles: ['pnpm-workspace.yaml'],
  },
});
