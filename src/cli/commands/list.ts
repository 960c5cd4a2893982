/** `list`: presets, choices and generators; its JSON is enough to build a form from. */
import kleur from 'kleur';
import { loadCatalog, type Catalog } from '../../catalog/catalog.js';
import type { Fragment } from '../../catalog/fragment.js';
import { kinds } from '../../catalog/kinds.js';
import { UserError } from '../../errors.js';
import { generators } from '../../generators/generators.js';
import { listPresets, loadPreset } from '../../selection/preset.js';
import { didYouMean } from '../../suggest.js';
import { exitCodes } from '../exit-codes.js';
import type { Verb } from '../verbs.js';

const topics = ['presets', 'choices', 'generators'];

/** Lists one topic, or all, and answers the exit code. */
export async function listCommand(what: string | undefined, { reporter }: Verb): Promise<number> {
  if (what !== undefined && !topics.includes(what)) {
    throw new UserError({ code: 'USAGE', message: `There is no list of "${what}".`, hint: didYouMean(what, topics) });
  }
  const catalog = await loadCatalog();
  const all = { presets: presetList(), choices: choiceList(catalog), generators };
  const shown = topics.filter((topic) => what === undefined || topic === what);
  const document = Object.fromEntries(shown.map((topic) => [topic, all[topic as keyof typeof all]]));
  reporter.result({ command: 'list', ...document }, () => {
    const sections = {
      presets: () => presetsText(all.presets),
      choices: () => choicesText(all.choices),
      generators: generatorsText,
    };
    return shown.map((topic) => sections[topic as keyof typeof sections]()).join('\n\n');
  });
  return exitCodes.done;
}

function presetList() {
  return listPresets().map((id) => {
    const { title = id, help = '', choices, resources = [] } = loadPreset(id, '.');
    return { id, title, help, choices, resources };
  });
}

function choiceList(catalog: Catalog) {
  return kinds.map((kind) => ({
    ...kind,
    flag: `--${kind.id}`,
    default: catalog.defaultOf(kind.id),
    choices: catalog.ofKind(kind.id).map(choiceDocument),
  }));
}

function choiceDocument({ id, title, help, requires = [], conflicts = [] }: Fragment) {
  return { id, title, help, requires, conflicts };
}

function presetsText(presets: ReturnType<typeof presetList>): string {
  return [kleur.bold('Presets'), ...presets.map(({ id, help }) => `  ${kleur.cyan(id.padEnd(20))} ${help}`)].join('\n');
}

function choicesText(choices: ReturnType<typeof choiceList>): string {
  return choices
    .map((kind) => {
      const lines = kind.choices.map(
        ({ id, help }) => `  ${kleur.cyan(id.padEnd(20))} ${help}${id === kind.default ? kleur.dim(' (default)') : ''}`,
      );
      const none = kind.optional
        ? [`  ${kleur.cyan('none'.padEnd(20))}${kind.default === 'none' ? kleur.dim(' (default)') : ''}`]
        : [];
      return [`${kleur.bold(kind.title)} ${kleur.dim(kind.flag)}`, ...lines, ...none].join('\n');
    })
    .join('\n\n');
}

function generatorsText(): string {
  return [
    kleur.bold('Generators'),
    ...generators.map(({ name, help }) => `  ${kleur.cyan(name.padEnd(20))} ${help}`),
  ].join('\n');
}
