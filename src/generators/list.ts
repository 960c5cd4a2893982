/** The generators that a folder's project has: built in, and its own. */
import { UserError } from '../errors.js';
import { builtIns, type GeneratorInfo } from './built-in.js';
import { findPlopfile } from './plop/find.js';

/** Generators, and what is wrong with those that could not be listed. */
export interface GeneratorList {
  generators: readonly GeneratorInfo[];
  /** The project's plopfile, when it has one. */
  plopfile: string | undefined;
  /** Why the generators of the plopfile are not among them. */
  fault: UserError | undefined;
}

/** Lists the generators of the project in a folder; outside of a project the built-in ones. */
export async function listGenerators(root: string): Promise<GeneratorList> {
  const plopfile = findPlopfile(root);
  if (plopfile === undefined) return { generators: builtIns, plopfile, fault: undefined };
  try {
    return { generators: [...builtIns, ...(await own(root, plopfile))], plopfile, fault: undefined };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { generators: builtIns, plopfile, fault: error };
  }
}

/**
 * Looks whether the plopfile takes the name of a built-in generator, or one name twice.
 *
 * @returns why the plopfile cannot be used otherwise: the built-in generators do not depend on it
 * @throws UserError `GENERATOR_EXISTS`
 */
export async function checkPlopfile(root: string): Promise<UserError | undefined> {
  const { fault } = await listGenerators(root);
  if (fault?.code === 'GENERATOR_EXISTS') throw fault;
  return fault;
}

async function own(root: string, plopfile: string): Promise<GeneratorInfo[]> {
  const [{ openPlop }, { describe }] = await Promise.all([import('./plop/host.js'), import('./plop/describe.js')]);
  const host = await openPlop(root, plopfile);
  try {
    return await describe(host);
  } finally {
    host.close();
  }
}
