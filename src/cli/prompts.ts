/** The questions of `create`, asked on a terminal only: the default first, one line of help a choice. */
import * as clack from '@clack/prompts';
import { loadCatalog, type Catalog } from '../catalog/catalog.js';
import { kinds, type KindInfo, type Kind } from '../catalog/kinds.js';
import { UserError } from '../errors.js';
import { listPresets, loadPreset } from '../selection/preset.js';
import { projectPlace } from '../selection/project-name.js';
import { isPossible } from '../selection/resolve.js';
import type { Choices } from '../selection/types.js';
import { exitCodes } from './main.js';

/** What is known from arguments before asking. */
export interface Known {
  dir: string | undefined;
  preset: string | undefined;
  choices: Choices;
}

/** Asks for what is missing; nothing is asked when the arguments say it all. */
export async function askForProject(known: Known, cwd: string): Promise<Known & { dir: string }> {
  const catalog = await loadCatalog();
  const dir = known.dir ?? (await askForName(cwd));
  if (known.preset !== undefined) return { ...known, dir };
  const preset = Object.keys(known.choices).length > 0 ? undefined : await askForPreset();
  if (preset !== undefined) return { ...known, dir, preset };
  const choices: Choices = { ...known.choices };
  for (const kind of kinds) {
    choices[kind.id] ??= await askForChoice(kind, choices, catalog);
  }
  return { dir, preset: undefined, choices };
}

async function askForName(cwd: string): Promise<string> {
  return answered(
    await clack.text({
      message: 'What is the project called?',
      placeholder: 'my-api',
      defaultValue: 'my-api',
      validate: (value) => nameFault(value === undefined || value === '' ? 'my-api' : value, cwd),
    }),
  );
}

function nameFault(value: string, cwd: string): string | undefined {
  try {
    projectPlace(value, cwd);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${error.hint ?? ''}`;
    throw error;
  }
}

/** A preset's id, or undefined to choose each part. */
async function askForPreset(): Promise<string | undefined> {
  const presets = listPresets().map((id) => {
    const { title = id, help = '' } = loadPreset(id, '.');
    return { value: id, label: title, hint: help };
  });
  const own = { value: '', label: 'Choose each part', hint: 'framework, ORM, authentication …' };
  const standard = presets.sort(
    (a, b) => Number(b.value === 'rest-prisma-jwt') - Number(a.value === 'rest-prisma-jwt'),
  );
  const id = answered(await clack.select({ message: 'Where to start from?', options: [...standard, own] }));
  return id === '' ? undefined : id;
}

/** Asks for one axis, offering only what goes with the choices so far; a single possibility is taken unasked. */
async function askForChoice(kind: KindInfo, choices: Choices, catalog: Catalog): Promise<string | string[]> {
  const possible = catalog.ofKind(kind.id as Kind).filter((fragment) => isPossible(fragment, choices, catalog));
  const none = kind.optional ? [{ value: 'none', label: 'None', hint: 'leave it out' }] : [];
  const offered = possible.map(({ id, title, help }) => ({ value: id, label: title, hint: help }));
  const preferred = catalog.defaultOf(kind.id as Kind);
  const options = [...offered, ...none].sort((a, b) => Number(b.value === preferred) - Number(a.value === preferred));
  const [only, ...others] = options;
  if (only && others.length === 0) return only.value;
  if (!kind.multiple) return answered(await clack.select({ message: kind.question, options }));
  const chosen = answered(await clack.multiselect({ message: kind.question, options: offered, required: false }));
  return chosen.length === 0 ? 'none' : chosen;
}

/** The answer, unless the question was cancelled: then nothing has been written, and the program ends. */
function answered<T>(answer: T): Exclude<T, symbol> {
  if (clack.isCancel(answer)) {
    clack.cancel('Cancelled. Nothing was written.');
    process.exit(exitCodes.interrupted);
  }
  return answer as Exclude<T, symbol>;
}
