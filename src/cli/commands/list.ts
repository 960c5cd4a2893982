/** `list`: presets, choices and generators; its JSON is enough to build a form from. */
import kleur from 'kleur';
import { loadCatalog, type Catalog } from '../../catalog/catalog.js';
import type { Fragment } from '../../catalog/fragment.js';
import { kinds } from '../../catalog/kinds.js';
import { ageInDays, readPins } from '../../catalog/pins.js';
import { UserError } from '../../errors.js';
import type { GeneratorInfo } from '../../generators/built-in.js';
import { listGenerators, type GeneratorList } from '../../generators/list.js';
import { listPresets, loadPreset } from '../../selection/preset.js';
import { didYouMean } from '../../suggest.js';
import { findProject } from '../../workspace/project.js';
import { columns, widest } from '../columns.js';
import { exitCodes } from '../exit-codes.js';
import { workingDirectory } from '../options.js';
import type { Verb } from '../verbs.js';

const noGenerators: GeneratorList = { generators: [], plopfile: undefined, fault: undefined };

const topics = ['presets', 'choices', 'generators'];

/** Lists one topic, or all, and answers the exit code. */
export async function listCommand(what: string | undefined, { options, reporter }: Verb): Promise<number> {
  if (what !== undefined && !topics.includes(what)) {
    throw new UserError({ code: 'USAGE', message: `There is no list of "${what}".`, hint: didYouMean(what, topics) });
  }
  const catalog = await loadCatalog();
  const shown = topics.filter((topic) => what === undefined || topic === what);
  const root = findProject(workingDirectory(options));
  const { generators, fault } = shown.includes('generators') ? await listGenerators(root) : noGenerators;
  const all = { presets: presetList(), choices: choiceList(catalog), generators };
  const document = {
    ...Object.fromEntries(shown.map((topic) => [topic, all[topic as keyof typeof all]])),
    ...(shown.includes('choices') && { packages: packageList() }),
  };
  await reporter.result(
    () => ({ command: 'list', ...document }),
    () => {
      const sections = {
        presets: () => presetsText(all.presets),
        choices: () => choicesText(all.choices),
        generators: () => generatorsText(all.generators),
      };
      return shown.map((topic) => sections[topic as keyof typeof sections]()).join('\n\n');
    },
  );
  if (!fault) return exitCodes.done;
  reporter.error(fault);
  return exitCodes.refused;
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

/** What generated projects may depend on, and how old those versions are. */
function packageList() {
  return Object.entries(readPins()).map(([name, pin]) => ({ name, ...pin, ageDays: ageInDays(pin) }));
}

function choiceDocument({ id, title, help, requires = [], conflicts = [] }: Fragment) {
  return { id, title, help, requires, conflicts };
}

function presetsText(presets: ReturnType<typeof presetList>): string {
  return section('Presets', '--preset', columns(presets.map(({ id, help }) => ({ name: id, help }))));
}

function choicesText(choices: ReturnType<typeof choiceList>): string {
  const sections = choices.map((kind) => ({
    kind,
    entries: [...kind.choices, ...(kind.optional ? [{ id: 'none', help: 'Leave it out' }] : [])]
      .map(({ id, help }) => ({ name: id, help, ...(id === kind.default ? { mark: 'default' } : {}) }))
      .toSorted((a, b) => Number('mark' in b) - Number('mark' in a)),
  }));
  const width = widest(sections.flatMap(({ entries }) => entries));
  return sections
    .map(({ kind, entries }) =>
      section(kind.title, `${kind.flag}${kind.multiple ? ', several with commas' : ''}`, columns(entries, width)),
    )
    .join('\n\n');
}

/** The generators with their usage; those of the project under its plopfile. */
export function generatorsText(generators: readonly GeneratorInfo[]): string {
  const width = widest(generators);
  const origins = [...new Set(generators.map(({ origin }) => origin))];
  return origins
    .map((origin) => {
      const entries = generators
        .filter((generator) => generator.origin === origin)
        .map(({ name, help, usage }) => `${columns([{ name, help }], width)}\n    ${kleur.dim(usage)}`);
      return section('Generators', origin, entries.join('\n'));
    })
    .join('\n\n');
}

function section(title: string, flag: string, body: string): string {
  return `${kleur.bold(title)} ${kleur.dim(flag)}`.trimEnd() + `\n${body}`;
}
