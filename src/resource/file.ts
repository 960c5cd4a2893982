/**
 * Reads files that describe resources: a list, or an object with a list `resources`, of lines or of objects. Strict: a
 * key that means nothing is a fault, and all faults of a file are told at once, each with its place.
 */
import { UserError, type Problem } from '../errors.js';
import { didYouMean } from '../suggest.js';
import { isRecord, parseText, type Place, type ResourceFileFormat, type Source } from './file-text.js';
import { oneLine, printable } from './faults.js';
import { splitLine, type ResourceInput, type ResourceOptions } from './line.js';
import { resourceKey } from './names.js';

export type { ResourceFileFormat } from './file-text.js';

const longestFile = 1_000_000;
/** More is no file of resources, and faults in each line of it would take long to collect. */
const mostLines = 50_000;
const mostResources = 1000;
const mostProblems = 50;
const keys = ['name', 'fields', 'access', 'only', 'softDelete', 'under'];

/**
 * Resources that a file describes, as `generate resource` takes them; what their words mean is read later.
 *
 * @param name What to call the file in messages: `resources.yaml`.
 * @throws UserError `INVALID_RESOURCE` with every fault of the file's form.
 */
export function readResourceFile(text: string, format: ResourceFileFormat, name: string): ResourceInput[] {
  const file = oneLine(name);
  if (text.length > longestFile || text.split('\n').length > mostLines) {
    const message = `a file has at most a megabyte and ${mostLines} lines`;
    throw refusal(file, [{ where: file, message }]);
  }
  const parsed = parseText(text, format, file);
  if ('problems' in parsed) throw refusal(file, parsed.problems);
  const reader = new FileReader(parsed);
  const inputs = reader.resources();
  if (reader.problems.length > 0) throw refusal(file, reader.problems);
  return inputs;
}

function refusal(file: string, problems: readonly Problem[]): UserError {
  const shown = problems.slice(0, mostProblems);
  const more = problems.length - shown.length;
  if (more > 0) shown.push({ where: file, message: `and ${more} more` });
  const count = problems.length === 1 ? 'a fault' : `${problems.length} faults`;
  return new UserError({ code: 'INVALID_RESOURCE', message: `The file ${file} has ${count}.`, problems: shown });
}

/** Checks the form of what a file says, and notes its faults. */
class FileReader {
  readonly problems: Problem[] = [];
  readonly #source: Source;
  /** Where each resource is described first. */
  readonly #seen = new Map<string, string>();

  constructor(source: Source) {
    this.#source = source;
  }

  resources(): ResourceInput[] {
    const { value } = this.#source;
    if (!isRecord(value)) return this.#list(value ?? [], []);
    this.#checkKeys(value, ['resources'], []);
    if (value['resources'] === undefined) return this.#refuse([], 'there is no list "resources" in it');
    return this.#list(value['resources'], ['resources']);
  }

  #list(value: unknown, path: Place): ResourceInput[] {
    const example = 'as in - post title:string';
    if (!Array.isArray(value)) return this.#refuse(path, 'it must be a list of resources', example);
    if (value.length === 0) return this.#refuse(path, 'there is no resource in it', example);
    if (value.length > mostResources) return this.#refuse(path, `a file has at most ${mostResources} resources`);
    return value.flatMap((item: unknown, index) => this.#resource(item, [...path, index]));
  }

  #resource(item: unknown, path: Place): ResourceInput[] {
    if (typeof item !== 'string' && !isRecord(item)) {
      return this.#refuse(path, 'a resource is a line, or an object with name and fields');
    }
    const where = this.#source.where(path);
    const input = typeof item === 'string' ? this.#line(item, where) : this.#object(item, path);
    if (input) this.#checkTwice(input, where);
    return input ? [{ ...input, where }] : [];
  }

  #line(line: string, where: string): ResourceInput | undefined {
    try {
      return splitLine(line);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.problems.push(...error.problems.map((problem) => ({ ...problem, where: `${where}: ${problem.where}` })));
      return undefined;
    }
  }

  #object(item: Record<string, unknown>, path: Place): ResourceInput | undefined {
    const before = this.problems.length;
    this.#checkKeys(item, keys, path);
    const name = item['name'];
    if (name === undefined) this.#refuse(path, 'the resource has no name');
    else if (typeof name !== 'string') this.#refuse([...path, 'name'], 'a name is a text');
    const fields = this.#fields(item['fields'], [...path, 'fields'], path);
    const options = this.#options(item, path);
    if (this.problems.length > before) return undefined;
    const places = [this.#source.where([...path, 'name']), ...fields.map((field) => this.#source.where(field.place))];
    return { words: [String(name), ...fields.map(({ word }) => word)], options, places };
  }

  #fields(value: unknown, path: Place, resource: Place): { word: string; place: Place }[] {
    if (value === undefined) return this.#refuse(resource, 'the resource has no fields');
    if (Array.isArray(value)) {
      return value.flatMap((word: unknown, index) => {
        const place = [...path, index];
        if (typeof word === 'string') return [{ word, place }];
        return this.#refuse(place, 'a field is a text', 'write title:string, without a space after the colon');
      });
    }
    if (!isRecord(value)) return this.#refuse(path, 'fields are a list, or an object of names and types');
    return Object.entries(value).flatMap(([name, type]) => {
      const place = [...path, name];
      if (typeof type === 'string') return [{ word: `${name}:${type}`, place }];
      return this.#refuse(place, 'the type of a field is a text', 'as in string:min=3');
    });
  }

  #options(item: Record<string, unknown>, path: Place): ResourceOptions {
    const options: ResourceOptions = {};
    for (const name of ['access', 'under'] as const) {
      const value = item[name];
      if (typeof value === 'string') options[name] = value;
      else if (value !== undefined) this.#refuse([...path, name], `${name} is a text`);
    }
    const { only, softDelete } = item;
    if (typeof only === 'string') options.only = only;
    else if (isTexts(only)) options.only = only.join(',');
    else if (only !== undefined) this.#refuse([...path, 'only'], 'only is a text or a list of texts');
    if (softDelete === true) options.softDelete = true;
    else if (softDelete !== undefined && softDelete !== false) {
      this.#refuse([...path, 'softDelete'], 'softDelete is true or false');
    }
    return options;
  }

  #checkKeys(value: Record<string, unknown>, known: readonly string[], path: Place): void {
    for (const key of Object.keys(value)) {
      if (!known.includes(key)) {
        this.#refuse([...path, key], `there is no key "${printable(key)}" here`, didYouMean(key, known));
      }
    }
  }

  #checkTwice({ words: [name = ''] }: ResourceInput, where: string): void {
    const key = resourceKey(name) ?? name;
    const first = this.#seen.get(key);
    if (first === undefined) this.#seen.set(key, where);
    else this.problems.push({ where, message: `${printable(key)} is described at ${first} already` });
  }

  #refuse(path: Place, message: string, hint?: string): [] {
    const where = this.#source.where(path);
    this.problems.push(hint === undefined ? { where, message } : { where, message, hint });
    return [];
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string');
}
