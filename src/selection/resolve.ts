/** Preset, flags and answers become one Selection. Pure: every fault of the input is collected and thrown at once. */
import type { Catalog } from '../catalog/catalog.js';
import type { Fragment, Requirement } from '../catalog/fragment.js';
import { kinds, type KindInfo } from '../catalog/kinds.js';
import { UserError, type ErrorCode, type Problem } from '../errors.js';
import { didYouMean } from '../suggest.js';
import type { LoadedPreset } from './preset.js';
import { printable } from './printable.js';
import type { Choices, Selection } from './types.js';

/** The raw input of a selection, strongest first. */
export interface SelectionInput {
  name: string;
  /** From flags and answers: override the preset. */
  choices: Choices;
  preset?: LoadedPreset;
  /** Taken where neither the choices nor the preset say anything, instead of the catalog's default. */
  fallbacks?: Choices;
  resources?: readonly string[];
}

/**
 * Completes choices with the preset's and the defaults, and checks them against the catalog.
 *
 * @throws UserError `UNKNOWN_CHOICE`, `INVALID_SELECTION` or `INVALID_PRESET`, with every fault as a problem.
 */
export function resolveSelection(input: SelectionInput, catalog: Catalog): Selection {
  const problems: Problem[] = [...(input.preset?.problems ?? [])];
  const choices: Choices = {};
  const faulty = new Set<string>();
  for (const kind of kinds) {
    const given = input.choices[kind.id] ?? input.preset?.choices[kind.id] ?? input.fallbacks?.[kind.id];
    const where = placeOf(kind.id, input);
    const ids = normalise(given, kind, catalog);
    const faults = checkIds(ids, kind, catalog, where);
    if (faults.length > 0) faulty.add(kind.id);
    problems.push(...faults);
    choices[kind.id] = kind.multiple && !ids.includes('none') ? ids : (ids[0] ?? 'none');
  }
  const unreadable = input.preset?.readable === false;
  const clashes = unreadable ? [] : contradictions(choices, catalog, (kind) => !faulty.has(kind));
  problems.push(...clashes.map(({ fragment, message }) => ({ where: placeOf(fragment.kind, input), message })));
  if (problems.length > 0)
    throw selectionError(problems, faulty.size > 0 ? 'UNKNOWN_CHOICE' : 'INVALID_SELECTION', input);
  return {
    project: { name: input.name },
    choices,
    resources: [...(input.preset?.resources ?? []), ...(input.resources ?? [])],
  };
}

/** Faults that choices have by themselves, whatever the axes that are still open will be. */
export function checkChoices(choices: Choices, catalog: Catalog): Problem[] {
  const problems = kinds.flatMap((kind) => {
    const given = choices[kind.id];
    return given === undefined ? [] : checkIds(normalise(given, kind, catalog), kind, catalog, `--${kind.id}`);
  });
  const clashes = contradictions(choices, catalog, (kind) => choices[kind as keyof Choices] !== undefined);
  return [...problems, ...clashes.map(({ fragment, message }) => ({ where: `--${fragment.kind}`, message }))];
}

/** The error that lists faults of choices. */
export function choicesError(problems: readonly Problem[], code: ErrorCode): UserError {
  return new UserError({
    code,
    message: problems.length === 1 ? 'The choices do not work.' : `The choices have ${problems.length} faults.`,
    hint: 'See what there is to choose: create-backend-app list choices',
    problems,
  });
}

/** Fragments a set of choices names, in the order of composition; unknown ids are left out. */
export function chosenFragments(choices: Choices, catalog: Catalog): Fragment[] {
  return kinds.flatMap((kind) => [choices[kind.id] ?? []].flat().flatMap((id) => catalog.find(kind.id, id) ?? []));
}

/** Whether a choice can be taken beside the ones made so far (axes not chosen yet do not count). */
export function isPossible(fragment: Fragment, choices: Choices, catalog: Catalog): boolean {
  const candidate: Choices = { ...choices, [fragment.kind]: fragment.id };
  return contradictions(candidate, catalog, (kind) => candidate[kind] !== undefined).length === 0;
}

/** Where a choice was made: the preset, or its flag. */
function placeOf(kind: Fragment['kind'], { choices, preset }: SelectionInput): string {
  const fromPreset = preset !== undefined && choices[kind as keyof Choices] === undefined;
  return fromPreset ? `${preset.label}: ${kind}` : `--${kind}`;
}

function normalise(given: string | readonly string[] | undefined, kind: KindInfo, catalog: Catalog): string[] {
  if (given === undefined) return [catalog.defaultOf(kind.id as Fragment['kind'])];
  const ids = [given].flat().map((id) => id.trim());
  return [...new Set(ids)];
}

function checkIds(ids: readonly string[], kind: KindInfo, catalog: Catalog, where: string): Problem[] {
  const known = catalog.ofKind(kind.id as Fragment['kind']).map((fragment) => fragment.id);
  const offered = kind.optional ? [...known, 'none'] : known;
  const problems: Problem[] = ids
    .filter((id) => !offered.includes(id))
    .map((id) =>
      id === 'none'
        ? { where, message: `a project needs ${article(kind.title)}`, hint: `use one of: ${offered.join(', ')}` }
        : { where, message: `unknown ${inSentence(kind.title)} "${printable(id)}"`, hint: didYouMean(id, offered) },
    );
  if (ids.length > 1 && !kind.multiple)
    problems.push({ where, message: `takes one value, not ${ids.map(printable).join(' and ')}` });
  if (ids.length > 1 && kind.multiple && ids.includes('none')) {
    problems.push({
      where,
      message: `"none" excludes ${ids
        .filter((id) => id !== 'none')
        .map(printable)
        .join(', ')}`,
    });
  }
  return problems;
}

function contradictions(
  choices: Choices,
  catalog: Catalog,
  applies: (kind: Requirement['kind']) => boolean,
): { fragment: Fragment; message: string }[] {
  const chosen = chosenFragments(choices, catalog);
  const meets = (rule: Requirement) =>
    chosen.some((other) => other.kind === rule.kind && (rule.ids?.includes(other.id) ?? true));
  return chosen.flatMap((fragment) => {
    const missing = (fragment.requires ?? []).filter((rule) => applies(rule.kind) && !meets(rule));
    const offending = (fragment.conflicts ?? []).filter(meets);
    return [
      ...missing.map((rule) => ({ fragment, message: `${fragment.title} needs ${rule.reason}` })),
      ...offending.map((rule) => ({ fragment, message: `${fragment.title} cannot go with ${rule.reason}` })),
    ];
  });
}

function selectionError(problems: readonly Problem[], code: ErrorCode, { preset }: SelectionInput): UserError {
  const own = preset?.problems ?? [];
  const fromPreset = problems.every((problem) => own.includes(problem) || isOf(preset, problem));
  return choicesError(problems, preset && fromPreset ? preset.code : code);
}

function isOf(preset: LoadedPreset | undefined, problem: Problem): boolean {
  return preset !== undefined && (problem.where?.startsWith(`${preset.label}: `) ?? false);
}

/** An axis's title within a sentence: `framework`, `ORM`, `API style`. */
function inSentence(title: string): string {
  return title.replace(/\b[A-Z][a-z]/g, (letters) => letters.toLowerCase());
}

function article(title: string): string {
  return /^[aeio]/i.test(title) ? `an ${inSentence(title)}` : `a ${inSentence(title)}`;
}
