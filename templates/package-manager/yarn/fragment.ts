/** Yarn 4 with an ordinary node_modules folder: not every tool of a generated project supports Plug'n'Play. */
import { defineFragment } from '../../../src/catalog/fragment.js';

export default defineFragment({
  kind: 'package-manager',
  id: 'yarn',
  title: 'Yarn',
  help: 'Yarn 4 through Corepack, with an ordinary node_modules folder',
  facts: { ignored: ['.yarn'] },
  packageManager: {
    id: 'yarn',
    install: 'yarn install',
    ci: 'yarn install --immutable',
    ciProduction: 'yarn workspaces focus --production',
    run: 'yarn',
    runArgs: 'yarn <script>',
    exec: 'yarn',
    lockfile: 'yarn.lock',
    pin: 'yarn@4.18.1',
    setup: 'corepack enable',
    configFiles: ['.yarnrc.yml'],
  },
});
