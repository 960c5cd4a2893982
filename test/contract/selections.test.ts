/** Which selections are valid: the catalog's rules, beside what is written down here without them. */
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.js';
import { planProject } from '../../src/compose/resources.js';
import { catalog } from '../support/compose.js';
import { axesOf, combinationsIn, combinationsOf, coveringSelections } from '../support/covering.js';

type Selection = Readonly<Record<string, string>>;

/** What cannot go together, in words of its own: a rule that a fragment forgets, or has in excess, shows. */
const impossible: readonly ((selection: Selection) => boolean)[] = [
  // Accounts and idempotency keys are kept in a database.
  ({ database }) => database === 'none',
];

const axes = axesOf(catalog);

/** Every selection there is. */
const selections = axes.reduce<Selection[]>(
  (some, { kind, ids }) => some.flatMap((selection) => ids.map((id) => ({ ...selection, [kind]: id }))),
  [{}],
);

function isAccepted(choices: Selection): boolean {
  try {
    planProject({ name: 'my-api', choices }, catalog);
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

describe('selections', () => {
  it('are accepted when they are possible, and refused when they are not', () => {
    const wrong = selections.filter(
      (selection) => isAccepted(selection) === impossible.some((rule) => rule(selection)),
    );
    expect(wrong).toEqual([]);
  });

  it.each(axes.map(({ kind }) => kind))('are refused with a %s that there is not', (kind) => {
    expect(isAccepted({ ...selections[0], [kind]: 'elephant' })).toBe(false);
  });

  it.each(axes.filter(({ ids }) => !ids.includes('none')).map(({ kind }) => kind))(
    'are refused with no %s, which no project can do without',
    (kind) => {
      expect(isAccepted({ ...selections[0], [kind]: 'none' })).toBe(false);
    },
  );
});

describe('a covering list of them', () => {
  it.each([1, 2, 3])('has every combination that is wanted, from seed %i', (seed) => {
    const covered = new Set(coveringSelections(catalog, seed).flatMap(combinationsIn));
    expect(combinationsOf(axes).filter((name) => !covered.has(name))).toEqual([]);
  });

  it('is the same for the same seed, and another one for another', () => {
    expect(coveringSelections(catalog, 5)).toEqual(coveringSelections(catalog, 5));
    expect(coveringSelections(catalog, 5)).not.toEqual(coveringSelections(catalog, 6));
  });

  it('is much shorter than the list of all', () => {
    expect(coveringSelections(catalog).length * 10).toBeLessThan(selections.length);
  });
});
