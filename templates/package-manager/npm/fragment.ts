/** npm: comes with Node, so it needs no set-up and no pin. */
import { defineFragment } from '../../../src/catalog/fragment.js';

export default defineFragment({
  kind: 'package-manager',
  id: 'npm',
  title: 'npm',
  help: 'Comes with Node; nothing else to install',
  default: true,
  packageJson: ({ facts }) => ({
    allowScripts: Object.fromEntries(facts.needlessScripts.toSorted().map((name) => [name, false])),
  }),
  packageManager: {
    id: 'npm',
    install: 'npm install',
    ci: 'npm ci',
    ciProduction: 'npm ci --omit=dev',
    run: 'npm run',
    runArgs: 'npm run <script> --',
    exec: 'npx',
    lockfile: 'package-lock.json',
  },
});
