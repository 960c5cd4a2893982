/** Loads a project's plopfile in a scratch copy of the project, and keeps what it sets. */
import path from 'node:path';
import { UserError, type Problem } from '../../errors.js';
import { Scratch } from '../../workspace/scratch.js';
import { builtInNames } from '../built-in.js';
import { runAside } from './aside.js';
import { faultOf } from './place.js';
import type { Generator, Plop } from './types.js';

/** A plopfile that is loaded. */
export interface PlopHost {
  /** Name of the plopfile. */
  plopfile: string;
  scratch: Scratch;
  plop: Plop;
  /** Names of its generators, in the order in which they were set. */
  names: readonly string[];
  /** Removes the scratch copy. */
  close(): void;
}

/**
 * Loads the plopfile of a project. The caller closes what it gets.
 *
 * @param root absolute path of the project
 * @throws UserError `PLOPFILE_FAILED` with the place of what it threw; `GENERATOR_EXISTS` for a name that is taken
 */
export async function openPlop(root: string, plopfile: string): Promise<PlopHost> {
  const scratch = new Scratch(root);
  try {
    const file = path.join(scratch.root, plopfile);
    const { plop, twice } = await runAside(scratch.root, () => load(file, scratch.root));
    const names = plop.getGeneratorList().map(({ name }) => name);
    refuseTaken(plopfile, names, twice);
    return { plopfile, scratch, plop, names, close: scratch.remove };
  } catch (error) {
    scratch.remove();
    throw error instanceof UserError ? error : plopfileFailed(plopfile, error, scratch.root);
  }
}

async function load(file: string, destBasePath: string) {
  const [{ default: nodePlop }, { createJiti }] = await Promise.all([import('node-plop'), import('jiti')]);
  const plop = (await nodePlop('', { destBasePath, force: false })) as unknown as Plop;
  plop.setPlopfilePath(file);
  // Places in errors are those of the source.
  process.setSourceMapsEnabled(true);
  const jiti = createJiti(import.meta.url, { fsCache: false, moduleCache: false, sourceMaps: true });
  const define: unknown = await jiti.import(file, { default: true });
  if (typeof define !== 'function')
    throw new TypeError('the plopfile exports no function (export default (plop) => …)');
  const watched = watch(plop);
  await (define as (api: Plop, options: object) => unknown)(watched.api, { destBasePath, force: false });
  return { plop, ...watched };
}

/** node-plop lets the last of one name win; this notes who came twice. */
function watch(plop: Plop) {
  const twice = new Set<string>();
  const api: Plop = {
    ...plop,
    setGenerator(name, config) {
      if (has(plop, name)) twice.add(name);
      return plop.setGenerator(name, config);
    },
    async load(...args) {
      const before = new Map(plop.getGeneratorList().map(({ name }) => [name, meaning(plop.getGenerator(name))]));
      await plop.load(...args);
      for (const [name, actions] of before) {
        if (meaning(plop.getGenerator(name)) === actions) continue;
        twice.add(name);
      }
    },
  };
  return { api, twice };
}

function has(plop: Plop, name: string): boolean {
  return plop.getGeneratorList().some((generator) => generator.name === name);
}

/** What tells two generators of one name apart. */
function meaning({ actions }: Generator): unknown {
  return actions;
}

function refuseTaken(plopfile: string, names: readonly string[], twice: ReadonlySet<string>): void {
  const problems: Problem[] = names.flatMap((name) => {
    if (builtInNames.includes(name)) return [{ where: name, message: 'there is a built-in generator of that name' }];
    return twice.has(name) ? [{ where: name, message: 'it is set twice' }] : [];
  });
  if (problems.length === 0) return;
  throw new UserError({
    code: 'GENERATOR_EXISTS',
    message: `${plopfile} sets generators whose names are taken: ${problems.map(({ where }) => where).join(', ')}.`,
    hint: 'Give each generator a name of its own.',
    problems,
  });
}

function plopfileFailed(plopfile: string, error: unknown, root: string): UserError {
  const { where = plopfile, message } = faultOf(error, root);
  return new UserError({
    code: 'PLOPFILE_FAILED',
    message: `${plopfile} could not be loaded.`,
    hint: 'Mend it; the built-in generators work without it.',
    problems: [{ where, message }],
    cause: error,
  });
}
