/** Which plopfile a generator is of: the project's, or that of a pack which it loads. */
import type { ActionApi, ActionFunction, GeneratorConfig, Plop } from './types.js';

/** A generator where it was set. */
export interface Source {
  /** node-plop of the plopfile that set it: with its helpers, partials and types of actions. */
  plop: Plop;
  /** The generator as it was written there; what is changed in it holds for its runs. */
  config: GeneratorConfig;
}

/** Name of a generator that runs for the sake of what its action is given. */
const probe = 'create-backend-app probe';

/** Finds where a generator was set. */
export async function sourceOf(plop: Plop, name: string): Promise<Source> {
  const entry = (await apiOf(plop)).getGenerator(name);
  if ('proxy' in entry) return sourceOf(entry.proxy, entry.proxyName);
  return { plop, config: entry };
}

/** node-plop hands out generators as copies, and those of packs without their pack; to actions it shows what it has. */
function apiOf(plop: Plop): Promise<ActionApi> {
  return new Promise((resolve, reject) => {
    const look: ActionFunction = (_answers, _config, api) => resolve(api);
    plop
      .setGenerator(probe, { actions: [look] })
      .runActions({})
      .catch(reject);
  });
}
