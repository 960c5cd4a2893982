/** The questions of `create`: what the arguments leave open, the default first, one line of help a choice. */
import { loadCatalog, type Catalog } from '../catalog/catalog.js';
import { kinds, type KindInfo, type Kind } from '../catalog/kinds.js';
import { checkAll, UserError } from '../errors.js';
import { listPresets, loadPreset } from '../selection/preset.js';
import { checkName, placeOf } from '../selection/project-name.js';
import { checkChoices, choicesError, isPossible } from '../selection/resolve.js';
import type { Choices } from '../selection/types.js';
import { checkTarget } from '../workspace/target.js';
import { openAsker, type Asker } from './asker.js';

/** What is known from arguments before asking. */
export interface Known {
  dir: string | undefined;
  preset: string | undefined;
  choices: Choices;
}

/** What the questions need beside it. */
export interface Surroundings {
  /** Absolute path of the folder to work in. */
  cwd: string;
  /** Choices to propose first. */
  preferred: Choices;
}

/** The preset that is proposed first. */
const standardPreset = 'rest-prisma-jwt';

/**
 * Asks for what is missing; nothing is asked when the arguments say it all.
 *
 * @throws UserError when the arguments are wrong by themselves, before anything is asked; `INTERRUPTED`
 */
export async function askForProject(known: Known, { cwd, preferred }: Surroundings): Promise<Known & { dir: string }> {
  const catalog = await loadCatalog();
  checkKnown(known, cwd, catalog);
  const asker = await openAsker();
  try {
    const dir = known.dir ?? (await askForName(asker, cwd));
    if (known.preset !== undefined) return { ...known, dir };
    const preset = Object.keys(known.choices).length > 0 ? undefined : await askForPreset(asker);
    if (preset !== undefined) return { ...known, dir, preset };
    const choices: Choices = { ...known.choices };
    for (const kind of kinds) {
      choices[kind.id] ??= await askForChoice(asker, kind, choices, { catalog, preferred: preferred[kind.id] });
    }
    return { dir, preset: undefined, choices };
  } finally {
    asker.end();
  }
}

/** Nobody answers ten questions to be told of a mistake made before them. */
function checkKnown({ dir, preset, choices }: Known, cwd: string, catalog: Catalog): void {
  const problems = [
    ...(preset === undefined ? [] : loadPreset(preset, cwd).problems),
    ...checkChoices(choices, catalog),
  ];
  checkAll(
    () => dir === undefined || checkPlace(dir, cwd),
    () => {
      if (problems.length > 0) throw choicesError(problems, 'UNKNOWN_CHOICE');
    },
  );
}

function askForName(asker: Asker, cwd: string): Promise<string> {
  return asker.text('What is the project called?', 'my-api', (answer) => {
    try {
      checkPlace(answer, cwd);
      return undefined;
    } catch (error) {
      if (error instanceof UserError) return `${error.message} ${error.hint ?? ''}`;
      throw error;
    }
  });
}

function checkPlace(dir: string, cwd: string): void {
  const { name, target } = placeOf(dir, cwd);
  checkName(name);
  checkTarget(target);
}

/** A preset's id, or undefined to choose each part. */
async function askForPreset(asker: Asker): Promise<string | undefined> {
  const presets = listPresets().map((id) => {
    const { title = id, help = '' } = loadPreset(id, '.');
    return { value: id, title, help };
  });
  const own = { value: '', title: 'Choose each part', help: 'Framework, ORM, authentication and the rest, one by one' };
  const id = await asker.choose('Where to start from?', [...first(presets, standardPreset), own]);
  return id === '' ? undefined : id;
}

/** Asks for one axis, offering only what goes with the choices so far; a single possibility is taken unasked. */
async function askForChoice(
  asker: Asker,
  kind: KindInfo,
  choices: Choices,
  { catalog, preferred }: { catalog: Catalog; preferred: string | readonly string[] | undefined },
): Promise<string | string[]> {
  const possible = catalog.ofKind(kind.id as Kind).filter((fragment) => isPossible(fragment, choices, catalog));
  const offered = possible.map(({ id, title, help }) => ({ value: id, title, help }));
  const none = kind.optional ? [{ value: 'none', title: 'None', help: 'Leave it out' }] : [];
  const [standard = catalog.defaultOf(kind.id as Kind)] = [preferred ?? []].flat();
  const options = first([...offered, ...none], standard);
  const [only, ...others] = options;
  if (only && others.length === 0) return only.value;
  if (!kind.multiple || offered.length === 1) return asker.choose(kind.question, options);
  const chosen = await asker.chooseSeveral(kind.question, offered);
  return chosen.length === 0 ? 'none' : chosen;
}

/** The list with one value moved to its head. */
function first<T extends { value: string }>(list: readonly T[], value: string): T[] {
  return list.toSorted((a, b) => Number(b.value === value) - Number(a.value === value));
}
