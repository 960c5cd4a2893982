/**
 * node-plop's own actions, held in the scratch copy: a path in the project means the same path in the copy, and one
 * outside of both ends the run before anything is written there. Templates are read from wherever they are.
 */
import path from 'node:path';
import { UserError } from '../../errors.js';
import type { Scratch } from '../../workspace/scratch.js';
import type { Action, ActionApi, Plop } from './types.js';

const types = ['add', 'addMany', 'modify', 'append'] as const;

/** node-plop's names of these actions cannot be given anew. */
const heldName = (type: string): string => `held ${type}`;

/** The type as plopfiles write it, when it is one of node-plop's that is held. */
export function fileActionOf(type: string): string | undefined {
  return types.find((own) => heldName(own) === type);
}

/** The action under the name that holds it, when it is one of node-plop's own. */
export function held<T extends Action>(action: T): T {
  if (typeof action !== 'object') return action;
  const type = types.find((own) => own === action['type']);
  return type === undefined ? action : { ...action, type: heldName(type) };
}

/**
 * Teaches node-plop the actions that are held.
 *
 * @param onOutside told before an action fails because of where it would write
 */
export async function teachHeld(plop: Plop, scratch: Scratch, onOutside: () => void): Promise<void> {
  const builtIns = await import('node-plop/src/actions/index.js');
  for (const type of types) {
    plop.setActionType(heldName(type), async (answers, config, api) => {
      const outside = (): void => {
        // Nothing comes after it, whatever the plopfile says of failures.
        config['abortOnFail'] = true;
        onOutside();
      };
      return builtIns[type](answers, { ...config, type }, holding(api, scratch, outside));
    });
  }
}

/** The API for one action: it asks for the base of its paths right before it renders one, and never else. */
function holding(api: ActionApi, scratch: Scratch, outside: () => void): ActionApi {
  let isPath = false;
  return {
    ...api,
    getDestBasePath() {
      isPath = true;
      return api.getDestBasePath();
    },
    renderString(template, data) {
      const text = api.renderString(template, data);
      if (!isPath) return text;
      isPath = false;
      const place = scratch.place(path.resolve(api.getDestBasePath(), text));
      if (place !== undefined) return place;
      outside();
      throw new UserError({ code: 'OUTSIDE_TARGET', message: `${text} is outside of the project's own files` });
    },
  };
}
