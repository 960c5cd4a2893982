/** Reads presets: the built-in ones by id, and files of the user's. Checks their form; the choices are checked later. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { kinds } from '../catalog/kinds.js';
import type { ErrorCode, Problem } from '../errors.js';
import { presetsRoot } from '../package/root.js';
import { didYouMean } from '../suggest.js';
import { printable } from './printable.js';
import type { Choices, Preset } from './types.js';

/** A preset that has been read, with the name to call it by in messages. */
export interface LoadedPreset extends Preset {
  label: string;
  /** Faults of its form: reported together with those of its choices. */
  problems: readonly Problem[];
  /** Code of an error about its faults. */
  code: Extract<ErrorCode, 'INVALID_PRESET' | 'UNKNOWN_CHOICE'>;
  /** Whether its choices could be read at all; when not, nothing is said about how others go with them. */
  readable: boolean;
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
 * Reads a preset. What is wrong with it is kept in `problems`, so that it can be said together with all else.
 *
 * @param reference id of a built-in preset, or path of a JSON file (`./team.json`)
 * @param cwd folder that a relative path starts from
 */
export function loadPreset(reference: string, cwd: string): LoadedPreset {
  if (!/\.json$|[\\/]/.test(reference)) return builtIn(reference);
  return { label: reference, code: 'INVALID_PRESET', ...read(path.resolve(cwd, reference), reference) };
}

function builtIn(id: string): LoadedPreset {
  const ids = listPresets();
  const label = `preset ${id}`;
  if (ids.includes(id)) {
    return { label, code: 'INVALID_PRESET', ...read(path.join(presetsRoot, `${id}.json`), label) };
  }
  const hint = didYouMean(id, ids);
  return { label, code: 'UNKNOWN_CHOICE', ...unreadable(`there is no preset "${printable(id)}"`, '--preset', hint) };
}

type Content = Omit<LoadedPreset, 'label' | 'code'>;

function read(file: string, label: string): Content {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = { ENOENT: 'there is no such file', EISDIR: 'it is a folder, not a file' };
    return unreadable(reasons[code ?? ''] ?? `it cannot be read: ${message}`, label);
  }
  try {
    return checked(JSON.parse(text.replace(/^\uFEFF/, '')), label);
  } catch (error) {
    return unreadable(`it is not JSON: ${(error as Error).message}`, label);
  }
}

function unreadable(message: string, where: string, hint?: string): Content {
  return { problems: [{ where, message, ...(hint ? { hint } : {}) }], readable: false, choices: {} };
}

function checked(value: unknown, label: string): Content {
  if (!isRecord(value)) return unreadable('it must be an object, such as {"choices": {"orm": "drizzle"}}', label);
  const problems = Object.keys(value)
    .filter((name) => !properties.includes(name))
    .map((name): Problem => ({
      where: `${label}: ${printable(name)}`,
      message: 'unknown property',
      hint: didYouMean(name, properties),
    }));
  const choices = value['choices'] ?? {};
  if (isRecord(choices)) problems.push(...choiceProblems(choices, label));
  else problems.push({ where: `${label}: choices`, message: 'must be an object' });
  const resources = value['resources'] ?? [];
  if (!isStrings(resources)) {
    problems.push({ where: `${label}: resources`, message: 'must be a list of resource lines' });
  }
  return {
    problems,
    readable: true,
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
    const where = `${label}: choices.${printable(name)}`;
    if (!ids.includes(name as (typeof ids)[number])) {
      return [{ where, message: 'unknown axis', hint: didYouMean(name, ids) }];
    }
    return isChoice(value) ? [] : [{ where, message: 'must be an id or a list of ids' }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
