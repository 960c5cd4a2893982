/** A container image and a compose file that runs it beside the services it needs. */
import { defineFragment } from '../../../src/catalog/fragment.js';
import { composeEnvironment, composeServices, imageName } from './emit/compose.js';

/** Node LTS on Debian without what an app does not need. */
const baseImage = 'node:24.21.0-slim';

export default defineFragment({
  kind: 'deploy',
  id: 'docker',
  title: 'Docker',
  help: 'A small image that runs as an ordinary user, and compose.yaml with every service',
  provides: ['container'],
  view(context) {
    const { packageManager } = context;
    const { setup, configFiles = [], lockfile } = packageManager;
    return {
      baseImage,
      imageName: imageName(context.project.name),
      setup: setup ?? '',
      installFiles: ['package.json', lockfile, ...configFiles].join(' '),
      environment: composeEnvironment(context),
      services: composeServices(context),
    };
  },
});
