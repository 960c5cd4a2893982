/** Reads the parts of one resource line against the project it is for, and notes every fault with its place. */
import { UserError, type Problem } from '../errors.js';
import { nearest } from '../suggest.js';
import { fault, type FieldContext } from './context.js';
import { Faults, printable } from './faults.js';
import { readField } from './field.js';
import type { ResourceOptions } from './line.js';
import { nameForms, nameProblem, resourceKey } from './names.js';
import { defaultAccess, operations, readAccess, readOperations } from './options.js';
import type { FieldSpec, NameForms, Operation, ResourceSpec } from './spec.js';

/** What reading a resource needs to know of the project. */
export interface ResourceProject {
  /** Resources that are there; one of the same name is no hindrance and is left out of account. */
  resources: readonly ResourceSpec[];
  /** Names of resources made in the same call, in any spelling; refs may name them before they are read. */
  pending?: readonly string[];
  hasAuth: boolean;
  /** Roles that `--access role=…` may name; `user` and `admin` when absent. */
  roles?: readonly string[];
}

const mostWords = 150;
const longestCall = 40_000;

/** Reads the parts of one line and notes their faults. */
export class LineReader {
  readonly faults: Faults;
  readonly #words: readonly string[];
  readonly #options: ResourceOptions;
  readonly #project: ResourceProject;
  readonly #api: boolean;

  constructor(words: readonly string[], options: ResourceOptions, project: ResourceProject, api: boolean) {
    const { access, only } = options;
    const shown = [...words, ...(access === undefined ? [] : ['--access', access])];
    this.faults = new Faults([...shown, ...(only === undefined ? [] : ['--only', only])]);
    this.#words = words;
    this.#options = options;
    this.#project = project;
    this.#api = api;
    this.#checkSize();
  }

  /** Names and fields; for their faults only when one of them cannot be read. */
  resource(): { names: NameForms; fields: FieldSpec[] } {
    const [name = '', ...rest] = this.#words;
    const names = this.#names(name);
    const fields = rest.map((word, index) => readField(word, this.#fieldContext(index + 1, names?.key)));
    if (rest.length === 0 && name !== '') {
      this.faults.addWord(0, 'a resource needs at least one field', `as in ${names?.key ?? 'post'} title:string`);
    }
    this.#checkDuplicates(fields);
    return { names: names ?? nameForms('unnamed'), fields: fields.filter((field) => field !== undefined) };
  }

  access(): ResourceSpec['access'] {
    const { access } = this.#options;
    const { hasAuth, roles } = this.#project;
    if (access === undefined) return defaultAccess(hasAuth);
    return readAccess(access, { faults: this.faults, word: this.#words.length + 1, hasAuth, roles });
  }

  operations(): ResourceSpec['operations'] {
    const { access, only } = this.#options;
    if (only === undefined) return operations;
    return readOperations(only, { faults: this.faults, word: this.#words.length + (access === undefined ? 1 : 3) });
  }

  /** Notes it when rows are to be written and no request could give them a value. */
  checkWritable(fields: readonly FieldSpec[], offered: readonly Operation[]): void {
    const writes = offered.some((operation) => ['create', 'replace', 'update'].includes(operation));
    if (!writes || fields.length === 0 || fields.some((field) => !field.readonly)) return;
    this.faults.addWord(0, 'every field is readonly, so no request could write one', 'add --only list,get');
  }

  /** What is too long is not even looked at. */
  #checkSize(): void {
    const { access = '', only = '' } = this.#options;
    const length = [...this.#words, access, only].reduce((sum, word) => sum + word.length, 0);
    if (length <= longestCall && this.#words.length <= mostWords) return;
    const message = `a resource has at most ${mostWords - 1} fields and its line at most ${longestCall} characters`;
    throw new UserError({ code: 'INVALID_RESOURCE', message: 'The resource is too long.', problems: [{ message }] });
  }

  #names(name: string): NameForms | undefined {
    const problem = name.includes(':')
      ? { message: 'the first word is the name of the resource', hint: 'as in post title:string' }
      : (nameProblem(name) ?? this.#clash(nameForms(name)));
    if (!problem) return nameForms(name);
    this.faults.addWord(0, problem.message, problem.hint);
    return undefined;
  }

  /** Another resource that would need the same type, variable, table or route. */
  #clash(names: NameForms): Problem | undefined {
    const pending = (this.#project.pending ?? []).flatMap((name) => (nameProblem(name) ? [] : [nameForms(name)]));
    const others = [...this.#project.resources.map((resource) => resource.names), ...pending];
    const own = identifiers(names);
    const other = others.find(
      ({ key, ...forms }) => key !== names.key && identifiers({ key, ...forms }).some((form) => own.includes(form)),
    );
    return (
      other && { message: `its code would clash with that of the resource ${other.key}`, hint: 'choose another name' }
    );
  }

  #fieldContext(word: number, owner: string | undefined): FieldContext {
    const context: FieldContext = {
      faults: this.faults,
      word,
      owner,
      api: this.#api,
      target: (segment) => {
        const found = this.#target(segment.value ?? '', owner);
        if (found) return found;
        const known = this.#known(owner);
        const hint = targetHint(resourceKey(segment.value ?? '') ?? '', known);
        fault(segment, context, `there is no resource "${printable(segment.value ?? '')}"`, hint);
        return undefined;
      },
    };
    return context;
  }

  #target(name: string, owner: string | undefined): NameForms | undefined {
    const key = resourceKey(name);
    if (key === undefined || !this.#known(owner).includes(key)) return undefined;
    return this.#project.resources.find(({ names }) => names.key === key)?.names ?? nameForms(key);
  }

  /** Keys of resources that a ref may name. */
  #known(owner: string | undefined): string[] {
    const keys = this.#project.resources.map(({ names }) => names.key);
    const pending = (this.#project.pending ?? []).map(resourceKey);
    return [...new Set([...keys, ...pending, owner])].filter((key) => key !== undefined);
  }

  #checkDuplicates(fields: readonly (FieldSpec | undefined)[]): void {
    const seen = new Map<string, string>();
    for (const [index, field] of fields.entries()) {
      if (!field) continue;
      const names = new Set([field.name, field.ref?.relation ?? field.name]);
      const name = [...names].find((candidate) => seen.has(candidate));
      if (name !== undefined) {
        this.faults.addWord(
          index + 1,
          `the name ${name} is taken by the field ${seen.get(name)}`,
          'choose another name',
        );
      }
      for (const own of names) seen.set(own, printable(this.#words[index + 1] ?? ''));
    }
  }
}

function identifiers(names: NameForms): string[] {
  const { file, route, table } = names;
  const code = [names.class, names.classPlural, names.variable, names.variablePlural];
  return [...new Set([...code, `file ${file}`, `route ${route}`, `table ${table}`])];
}

/** Hint for a ref to a resource that is not there. */
function targetHint(name: string, known: readonly string[]): string {
  const candidate = nearest(name, known);
  if (candidate !== undefined) return `did you mean ref=${candidate}?`;
  return known.length === 0 ? 'make that resource first' : `make that resource first, or refer to: ${known.join(', ')}`;
}
