/** Which selections to try: few, and together they have every pair of choices. */
import type { Catalog } from '../../src/catalog/catalog.js';
import { kinds } from '../../src/catalog/kinds.js';
import type { Choices } from '../../src/selection/types.js';

/** One axis of choice, with `none` where it may be left out. */
export interface Axis {
  kind: string;
  ids: readonly string[];
}

/** These are tried in every combination, as they meet in most files. */
const entwined = new Set(['framework', 'orm', 'auth']);

/** How many selections are looked at for each one that is taken. */
const candidates = 60;

export function axesOf(catalog: Catalog): Axis[] {
  return kinds.map(({ id, optional }) => ({
    kind: id,
    ids: [...catalog.ofKind(id).map((fragment) => fragment.id), ...(optional ? ['none'] : [])],
  }));
}

/**
 * Selections that have every pair of choices, and every combination of framework, ORM and authentication, at least
 * once: of some candidates, always the one with most that is new.
 *
 * @param seed the same seed and catalog give the same list
 */
export function coveringSelections(catalog: Catalog, seed = 1): Choices[] {
  const axes = axesOf(catalog);
  const wanted = new Set(combinationsOf(axes));
  const random = generator(seed);
  const selections: Choices[] = [];
  while (wanted.size > 0) {
    let best: { choices: Choices; gained: string[] } = { choices: {}, gained: [] };
    for (let candidate = 0; candidate < candidates; candidate++) {
      const choices = Object.fromEntries(axes.map(({ kind, ids }) => [kind, ids[Math.floor(random() * ids.length)]]));
      const gained = combinationsIn(choices).filter((name) => wanted.has(name));
      if (gained.length > best.gained.length) best = { choices: choices as Choices, gained };
    }
    if (best.gained.length === 0) continue;
    for (const name of best.gained) wanted.delete(name);
    selections.push(best.choices);
  }
  return selections;
}

/** Every combination that is to be had, by name. */
export function combinationsOf(axes: readonly Axis[]): string[] {
  const pairs = axes.flatMap((one, index) => axes.slice(index + 1).map((other) => [one, other]));
  const all = [...pairs, axes.filter(({ kind }) => entwined.has(kind))];
  return all.flatMap((some) =>
    some.reduce<string[]>(
      (names, { kind, ids }) =>
        names.flatMap((name) => ids.map((id) => (name === '' ? `${kind}=${id}` : `${name},${kind}=${id}`))),
      [''],
    ),
  );
}

/** Those that a selection has. */
export function combinationsIn(choices: object): string[] {
  return combinationsOf(Object.entries(choices).map(([kind, id]) => ({ kind, ids: [String(id)] })));
}

/** A small reproducible generator of numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
