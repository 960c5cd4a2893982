/**
 * The resources that one being read lives among: those of the project and those made in the same call. Built once a
 * call, so that reading many resources costs no more for each.
 */
import { nameProblem, nameForms, resourceKey } from './names.js';
import type { JoinTable, NameForms, ResourceSpec } from './spec.js';

/** What reading a resource needs to know of the project. */
export interface ResourceProject {
  /** Resources that are there; one of the same name is no hindrance and is left out of account. */
  resources: readonly ResourceSpec[];
  /** Names of resources made in the same call, in any spelling; refs may name them before they are read. */
  pending?: readonly string[];
  /** Keys of those whose rows are their owners' alone. */
  pendingOwned?: ReadonlySet<string>;
  hasAuth: boolean;
  /** Roles that `--access role=…` may name; `user` and `admin` when absent. */
  roles?: readonly string[];
}

/** Whose a name in the code or the database is, and what for. */
export interface Claim {
  /** Key of the resource. */
  key: string;
  /** Completes "its code would clash with …". */
  by: string;
}

/** Looks up resources and the names they take. */
export class Neighbours {
  readonly hasAuth: boolean;
  readonly roles: readonly string[] | undefined;
  readonly #names = new Map<string, NameForms>();
  readonly #specs = new Map<string, ResourceSpec>();
  readonly #claims = new Map<string, Claim[]>();
  readonly #pendingOwned: ReadonlySet<string>;

  constructor({ resources, pending = [], pendingOwned = new Set(), hasAuth, roles }: ResourceProject) {
    this.hasAuth = hasAuth;
    this.roles = roles;
    this.#pendingOwned = pendingOwned;
    for (const spec of resources) this.add(spec);
    for (const name of pending) if (!this.#names.has(resourceKey(name) ?? '')) this.#expect(name);
  }

  /** Keys of all resources, those to come last. */
  get keys(): string[] {
    return [...this.#names.keys()];
  }

  /** All resources that have been read. */
  get specs(): ResourceSpec[] {
    return [...this.#specs.values()];
  }

  /** Names of a resource that is there or to come. */
  names(key: string): NameForms | undefined {
    return this.#names.get(key);
  }

  /** A resource that has been read. */
  spec(key: string): ResourceSpec | undefined {
    return this.#specs.get(key);
  }

  /** Whether the rows of a resource, there or to come, are their owners' alone. */
  owned(key: string): boolean {
    const spec = this.#specs.get(key);
    return spec ? spec.access.read.kind === 'owner' : this.#pendingOwned.has(key);
  }

  /** Takes in a resource and the names it needs. */
  add(spec: ResourceSpec): void {
    const { key } = spec.names;
    if (!this.#names.has(key)) this.#claimNames(spec.names);
    this.#names.set(key, spec.names);
    this.#specs.set(key, spec);
    for (const { join, relation } of spec.relations) {
      this.#claim(joinIdentifiers(join), { key, by: `the links of ${relation} of the resource ${key}` });
    }
    if (spec.parent)
      this.#claim([nestedIdentifier(spec.names, spec.parent.target)], { key, by: `the resource ${key}` });
  }

  /** Who else has one of these names. */
  clash(identifiers: readonly string[], ownKey: string): Claim | undefined {
    for (const identifier of identifiers) {
      const claim = this.#claims.get(identifier)?.find(({ key }) => key !== ownKey);
      if (claim) return claim;
    }
    return undefined;
  }

  #expect(name: string): void {
    if (nameProblem(name)) return;
    const names = nameForms(name);
    this.#names.set(names.key, names);
    this.#claimNames(names);
  }

  #claimNames(names: NameForms): void {
    this.#claim(resourceIdentifiers(names), { key: names.key, by: `that of the resource ${names.key}` });
  }

  #claim(identifiers: readonly string[], claim: Claim): void {
    for (const identifier of identifiers) {
      const claims = this.#claims.get(identifier);
      if (claims) claims.push(claim);
      else this.#claims.set(identifier, [claim]);
    }
  }
}

/** Names that a resource takes: types, those made of them, variables, its file, route and table. */
export function resourceIdentifiers(names: NameForms): string[] {
  const { file, route, table } = names;
  const code = [names.class, names.classPlural, names.variable, names.variablePlural];
  const derived = ['Controller', 'Repository', 'Service', 'View'].map((layer) => names.class + layer);
  return [...new Set([...code, `New${names.class}`, ...derived, `file ${file}`, `route ${route}`, `table ${table}`])];
}

/** Names that a join table takes. */
export function joinIdentifiers(join: Pick<JoinTable, 'class' | 'variable' | 'table'>): string[] {
  return [join.class, join.variable, `table ${join.table}`];
}

/** Name that a resource takes for its routes below another: `commentsOfPost`. */
export function nestedIdentifier(names: NameForms, parent: NameForms): string {
  return `${names.variablePlural}Of${parent.class}`;
}
