/** Which projects are held to the HTTP contract: each is installed for real, so there are few. */
import { loadCatalog } from '../../../src/catalog/catalog.js';
import { listPresets, loadPreset } from '../../../src/selection/preset.js';

/** A project to be made. */
export interface Combination {
  title: string;
  accounts: boolean;
  /** Flags of `create`. */
  flags: string[];
}

/** These take turns in what no preset has, so that each is there for real. */
const turns = {
  layout: ['layered', 'clean', 'modules'],
  cache: ['redis', 'none', 'memory'],
};

const auths = ['jwt', 'none'] as const;

/**
 * Every preset, and every pair of framework and ORM that none of them has. Of those, frameworks and ORMs have accounts
 * in turn; with `E2E_ALL=1` each pair is there with and without.
 */
export async function combinations(): Promise<Combination[]> {
  const catalog = await loadCatalog();
  const presets = listPresets().map((id) => ({ id, choices: loadPreset(id, '.').choices }));
  const orms = catalog.ofKind('orm');
  const pairs = catalog.ofKind('framework').flatMap(({ id: framework }, row) =>
    orms.flatMap(({ id: orm }, column) =>
      auths
        .filter((_, turn) => process.env['E2E_ALL'] || (row + column) % 2 === turn)
        .filter((auth) => !presets.some(({ choices }) => isOf(choices, { framework, orm, auth })))
        .map((auth) => ({ framework, orm, auth })),
    ),
  );
  const uncovered = process.env['E2E_ALL']
    ? pairs
    : pairs.filter(({ framework, orm }) => !presets.some(({ choices }) => isOf(choices, { framework, orm })));
  return [...presets.map(ofPreset), ...uncovered.map(ofPair)];
}

type Choices = Readonly<Record<string, unknown>>;

function isOf(choices: Choices, wanted: Choices): boolean {
  return Object.entries(wanted).every(([kind, id]) => choices[kind] === id);
}

function ofPreset({ id, choices }: { id: string; choices: Choices }): Combination {
  return { title: `preset ${id}`, accounts: choices['auth'] === 'jwt', flags: ['--preset', id] };
}

function ofPair(choices: { framework: string; orm: string; auth: string }, index: number): Combination {
  const others = Object.entries(turns).map(([kind, ids]) => [kind, ids[index % ids.length] ?? '']);
  const all = [...Object.entries(choices), ...others, ['deploy', 'docker']];
  return {
    title: Object.values(choices).join(' + '),
    accounts: choices.auth === 'jwt',
    flags: all.flatMap(([kind, id]) => [`--${kind}`, id ?? '']),
  };
}
