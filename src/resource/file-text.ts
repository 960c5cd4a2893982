/** From the text of a JSON or YAML file to its value, and from a part of the value back to its place in the text. */
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import type { Problem } from '../errors.js';
import { oneLine, printable } from './faults.js';
import { repeatedKeys } from './json-keys.js';

/** Formats of files. */
export type ResourceFileFormat = 'json' | 'yaml';

/** Keys and indices that lead to a part of a value. */
export type Place = readonly (string | number)[];

/** What a file says. */
export interface Source {
  value: unknown;
  /** Where a part of the value stands, for people: `resources.yaml:3:5`, or `resources.json: resources[3].name`. */
  where(place: Place): string;
}

const mostAliases = 100;
/** The library reads nested collections by recursion, and needs what has a few levels only. */
const deepest = 64;

/** The value of a text, or what is wrong with its syntax. */
export function parseText(text: string, format: ResourceFileFormat, file: string): Source | { problems: Problem[] } {
  return format === 'json' ? parseJson(text, file) : parseYaml(text, file);
}

/** An object that is no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string, file: string): Source | { problems: Problem[] } {
  const source = text.replace(/^\uFEFF/, '');
  const where = (place: Place): string => pathIn(file, place);
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    const { message } = error as Error;
    const at = / at position (\d+)/.exec(message)?.[1];
    const reason = oneLine(message.replace(/ (?:in JSON )?at position .*$/s, ''));
    const place = at === undefined ? file : `${file}:${lineAndColumn(source, Number(at))}`;
    return { problems: [{ where: place, message: `it is not JSON: ${reason}` }] };
  }
  const problems = repeatedKeys(source).map(({ key, at }): Problem => {
    return { where: `${file}:${lineAndColumn(source, at)}`, message: `the key "${printable(key)}" stands there twice` };
  });
  return problems.length > 0 ? { problems } : { value, where };
}

function parseYaml(text: string, file: string): Source | { problems: Problem[] } {
  const deep = tooDeep(text);
  if (deep !== undefined) return { problems: [{ where: `${file}:${deep}`, message: 'it is nested too deeply' }] };
  const yaml = createRequire(import.meta.url)('yaml') as typeof Yaml;
  const lines = new yaml.LineCounter();
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  try {
    const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    const problems = [...document.errors, ...document.warnings].map(({ code, message, pos }): Problem => {
      if (code !== 'MULTIPLE_DOCS') return { where: at(pos[0]), message: oneLine(message) };
      return { where: at(pos[0]), message: 'another document starts here; put all resources into one' };
    });
    if (problems.length > 0) return { problems };
    const value: unknown = document.toJS({ maxAliasCount: mostAliases });
    return { value, where: (place) => offsetOf(yaml, document, place, at) ?? pathIn(file, place) };
  } catch (error) {
    return { problems: [{ where: file, message: oneLine((error as Error).message) }] };
  }
}

/** Number of the first line of a YAML text that may lie too deep: by brackets, by indentation, or by dashes in a row. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (const [index, line] of text.split('\n').entries()) {
    for (const character of line) {
      if (character === '[' || character === '{') depth++;
      else if ((character === ']' || character === '}') && depth > 0) depth--;
      if (depth > deepest) return index + 1;
    }
    const indentation = /^ */.exec(line)?.[0].length ?? 0;
    const levels = line.match(/(?:^|\s)[-?:](?=\s|$)/g)?.length ?? 0;
    if (indentation + levels > deepest) return index + 1;
  }
  return undefined;
}

/** Where a part of a document stands: its key when it has one. */
function offsetOf(
  yaml: typeof Yaml,
  document: Yaml.Document.Parsed,
  place: Place,
  at: (offset: number) => string,
): string | undefined {
  const last = place.at(-1);
  const parent: unknown = document.getIn(place.slice(0, -1), true);
  const pair = yaml.isMap(parent)
    ? parent.items.find(({ key }) => yaml.isScalar(key) && key.value === last)
    : undefined;
  const node = pair?.key ?? document.getIn(place, true);
  const range = yaml.isNode(node) ? node.range : undefined;
  return range ? at(range[0]) : undefined;
}

/** `resources.json: resources[3].fields[2]` */
function pathIn(file: string, place: Place): string {
  const steps = place.map((step) => (typeof step === 'number' ? `[${step}]` : `.${printable(step)}`));
  const path = steps.join('').replace(/^\./, '');
  return path === '' ? file : `${file}: ${path}`;
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
