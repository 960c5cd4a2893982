/** Reads presets: the built-in ones by id, and files of the user's. Checks their form; the choices are checked later. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kinds } from '../catalog/kinds.js';
import { UserError, type Problem } from '../errors.js';
import { presetsRoot } from '../package/root.js';
import { didYouMean } from '../suggest.js';
import type { Choices, Preset } from './types.js';

/** A preset that has been read, with the name to call it by in messages. */
export interface LoadedPreset extends Preset {
  label: string;
  /** Faults of its form: reported together with those of its choices. */
  problems: readonly Problem[];
}

const properties = ['title', 'help', 'choices', 'resources'];

/** Ids of the built-in presets, sorted. */
export function listPresets(): string[] {
  return readdirSync(presetsRoot)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/**
 * Reads a preset.
 *
 * @param reference id of a built-in preset, or path of a JSON file (`./team.json`)
 * @param cwd folder that a relative path starts from
 * @throws UserError `UNKNOWN_CHOICE` for an unknown id, `INVALID_PRESET` when the file cannot be read as JSON.
 */
export function loadPreset(reference: string, cwd: string): LoadedPreset {
  const isFile = reference.endsWith('.json') || /[\\/]/.test(reference);
  const file = isFile ? path.resolve(cwd, reference) : path.join(presetsRoot, `${reference}.json`);
  if (!isFile && !listPresets().includes(reference)) {
    throw new UserError({
      code: 'UNKNOWN_CHOICE',
      message: `There is no preset "${reference}".`,
      hint: didYouMean(reference, listPresets()),
    });
  }
  const label = isFile ? reference : `preset ${reference}`;
  if (!existsSync(file)) throw invalid(label, [{ where: label, message: 'there is no such file' }]);
  return { label, ...checked(parse(readFileSync(file, 'utf8'), label), label) };
}

function parse(text: string, label: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw invalid(label, [{ where: label, message: `not JSON: ${error instanceof Error ? error.message : ''}` }]);
  }
}

function checked(value: unknown, label: string): Omit<LoadedPreset, 'label'> {
  if (!isRecord(value)) throw invalid(label, [{ where: label, message: 'must be an object' }]);
  const problems = Object.keys(value)
    .filter((name) => !properties.includes(name))
    .map((name): Problem => ({
      where: `${label}: ${name}`,
      message: 'unknown property',
      hint: didYouMean(name, properties),
    }));
  const choices = value['choices'] ?? {};
  if (isRecord(choices)) problems.push(...choiceProblems(choices, label));
  else problems.push({ where: `${label}: choices`, message: 'must be an object' });
  const resources = value['resources'] ?? [];
  if (!isStrings(resources))
    problems.push({ where: `${label}: resources`, message: 'must be a list of resource lines' });
  return {
    problems,
    choices: usableChoices(choices),
    resources: isStrings(resources) ? resources : [],
    ...(typeof value['title'] === 'string' ? { title: value['title'] } : {}),
    ...(typeof value['help'] === 'string' ? { help: value['help'] } : {}),
  };
}

function usableChoices(choices: unknown): Choices {
  const entries = Object.entries(isRecord(choices) ? choices : {});
  return Object.fromEntries(entries.filter(([, value]) => isChoice(value)));
}

function isChoice(value: unknown): value is string | string[] {
  return typeof value === 'string' || (isStrings(value) && value.length > 0);
}

function choiceProblems(choices: Record<string, unknown>, label: string): Problem[] {
  const ids = kinds.map((kind) => kind.id);
  return Object.entries(choices).flatMap(([name, value]): Problem[] => {
    const where = `${label}: choices.${name}`;
    if (!ids.includes(name as (typeof ids)[number])) {
      return [{ where, message: 'unknown axis', hint: didYouMean(name, ids) }];
    }
    return isChoice(value) ? [] : [{ where, message: 'must be an id or a list of ids' }];
  });
}

function invalid(label: string, problems: readonly Problem[]): UserError {
  return new UserError({
    code: 'INVALID_PRESET',
    message: `${label} cannot be used.`,
    hint: 'See what there is to choose: create-backend-app list choices',
    problems,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
