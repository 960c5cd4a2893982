/**
 * What a folder below templates/ declares about itself. Fragments are data and pure functions: they see no file
 * system, no console and no other fragment; where they meet is decided by the plan.
 */
import type { FieldSpec, ResourceSpec } from '../resource/spec.js';
import type { WiringOp } from '../wiring/ops.js';
import type { TreeReader } from '../workspace/types.js';
import type { Kind } from './kinds.js';

/** A network service a project can use, as compose files and READMEs need it. */
export interface ServiceFact {
  /** Name in compose: `postgres`. */
  name: string;
  title: string;
  /** Container image with an exact tag. */
  image: string;
  port: number;
  environment?: Readonly<Record<string, string>>;
  /** Arguments of a compose healthcheck `test`, exec form without `CMD`. */
  healthcheck: readonly string[];
  /** Folder inside the container that a volume should keep. */
  volume?: string;
  /** Variable the app reads, and its value inside the compose network. */
  url: { variable: string; value: string };
}

/** One environment variable, for .env.example, the README's table, compose and the env schema. */
export interface EnvVar {
  name: string;
  /** Source text of its zod schema, an expression in src/config/env.ts. */
  schema: string;
  /** Value shown in .env.example; commented out there when `required` is not `always`. */
  example: string;
  /** One line of explanation. */
  description: string;
  /** `always`, `production` or `never`. */
  required: 'always' | 'production' | 'never';
  /** True for what must not be printed or committed. */
  secret?: boolean;
}

/** What fragments say about the project as a whole; the plan merges them. */
export interface Facts {
  services?: readonly ServiceFact[];
  /** Suffix of repository implementations: `post.repository.<suffix>.ts`. */
  persistence?: string;
  /** Command that makes code which the compiler needs (an ORM's client); run before build, dev, test, typecheck. */
  codegen?: string;
  /** Packages whose install script does nothing that is needed here: package managers that ask are told so. */
  needlessScripts?: readonly string[];
  /** Paths (globs from the root) that git, the linter and the formatter leave alone. */
  ignored?: readonly string[];
  /** Paths from the root that the container image needs at run time beside dist/. */
  runtimeFiles?: readonly string[];
}

/** How a database spells a column's type in DDL. Contributed by a fragment of kind `database`. */
export interface Dialect {
  name: string;
  /** `varchar(255)`, `numeric(10, 2)`, `timestamptz(3)` … */
  columnType(field: FieldSpec): string;
}

/** What a fragment's functions are told: the plan, seen through capabilities and not through names. */
export interface FragmentContext {
  project: { name: string; title: string };
  /** Titles of the chosen fragments by kind, for texts that people read. */
  titles: Readonly<Partial<Record<Kind, string>>>;
  /** Capabilities present. Reading a name no fragment in the catalog provides throws. */
  has: Readonly<Record<string, boolean>>;
  facts: Required<Omit<Facts, 'persistence' | 'codegen'>> & Pick<Facts, 'persistence' | 'codegen'>;
  env: readonly EnvVar[];
  dialect: Dialect | undefined;
  packageManager: PackageManagerFact;
  /** Path of a file in the chosen layout; the argument is its path in the default layout. */
  path(defaultPath: string): string;
}

/** How the project's package manager is spoken to. */
export interface PackageManagerFact {
  id: string;
  install: string;
  /** Reproducible install for CI and container builds. */
  ci: string;
  /** Prefix that runs a script: `npm run`, `pnpm`, `yarn`, `bun run`. */
  run: string;
  /** Prefix that passes arguments to a script: `npm run <script> --`. */
  runArgs: string;
  /** Prefix that runs an installed program: `npx`, `pnpm exec`, `yarn`, `bunx`. */
  exec: string;
  lockfile: string;
  /** Value of package.json's `packageManager` field, when it has one. */
  pin?: string;
  /** As `ci`, without development dependencies: for container images. */
  ciProduction: string;
  /** Command that provides it where there is only Node; absent for what comes with Node. */
  setup?: string;
  /** Files beside package.json and the lockfile that an install reads. */
  configFiles?: readonly string[];
}

/** A file computed by a fragment rather than rendered from a template (a migration, a snapshot). */
export interface ComputedFile {
  path: string;
  content: string;
}

/** What a resource emitter is told beside the resource. */
export interface ResourceContext extends FragmentContext {
  /** All resources of the project, this one included, in the order they were made. */
  resources: readonly ResourceSpec[];
  /** Those that the same call makes after this one; it refers to one of them only in a circle. */
  later?: readonly ResourceSpec[];
  /** The project as it stands before this resource. Paths are real paths (layout applied). */
  tree: TreeReader;
}

/** A file that is to be written, or, without content, removed. */
export interface FileEdit {
  path: string;
  content: string | undefined;
}

/** What a resource emitter is told when the resource goes. */
export interface RemovalContext extends FragmentContext {
  /** The resources that stay. */
  resources: readonly ResourceSpec[];
  /** The project as it stands, the resource still in it. Paths are real paths (layout applied). */
  tree: TreeReader;
  /** Paths of the resource's own files, as its record has them. */
  owned: readonly string[];
  /** Whether version control has a file already, so that others may have used it. */
  committed(path: string): boolean;
}

/** How a fragment takes part in making a resource. Templates lie in its folder `resource/`. */
export interface ResourceEmitter {
  /** Extra names for this fragment's resource templates. */
  view?(spec: ResourceSpec, context: ResourceContext): Record<string, unknown>;
  wiring?(spec: ResourceSpec, context: ResourceContext): readonly WiringOp[];
  files?(spec: ResourceSpec, context: ResourceContext): readonly ComputedFile[];
  /**
   * What becomes of the files that {@link files} made, and of those they built upon, when the resource goes: a
   * migration that may have run elsewhere stays (an edit with its present content) and another one drops the table.
   * Files that are not mentioned here are removed by the rules for all owned files.
   */
  removal?(spec: ResourceSpec, context: RemovalContext): readonly FileEdit[];
}

/** What a fragment makes for the generators beside `resource`. */
export interface FragmentGenerators {
  /**
   * For kind `orm`: an empty migration, next in order, and the edits of what keeps that order (a journal, a snapshot).
   *
   * @param name lower-case words joined by `_`: `add_search_index`
   * @param tree the project as it stands; paths of the edits are real ones
   * @returns no edits when there is a migration of that name already
   */
  emptyMigration?(name: string, tree: TreeReader): readonly FileEdit[];
  /** For kind `framework`: how a step comes into the request pipeline. Its templates lie in the folder `middleware/`. */
  middleware?(names: PartNames): readonly WiringOp[];
  /** How a service comes into the container. Its templates lie in the folder `service/`. */
  service?(names: PartNames): readonly WiringOp[];
}

/** Every form of the name of a part that is not a resource: a middleware, a service. */
export interface PartNames {
  /** `rate-window`: in paths. */
  file: string;
  /** `RateWindow` */
  class: string;
  /** `rateWindow`; with a suffix where that is taken. */
  variable: string;
  /** `rate window` */
  human: string;
  /** `Rate window` */
  capital: string;
}

/** A rule about the rest of the selection. */
export interface Requirement {
  kind: Kind;
  /** Any of these ids satisfies (for `requires`) or offends (for `conflicts`); absent: any choice of the kind. */
  ids?: readonly string[];
  /** Completes "«title» needs …": shown to people. */
  reason: string;
}

/** A resource that a fragment needs persisted (an auth fragment's user). */
export interface FragmentResource {
  /** The same words as `generate resource` takes: `user email:email:unique`. */
  line: string;
  /** Repository methods it calls: `findById`, `create`, `update`, `updateIf`, `delete`, `list`, `findBy=email`, `deleteBy=userId`. */
  methods: readonly string[];
  /** Whether routes change it, on conditions that HTTP has: `update` and `delete` take a check of the row then. */
  checks?: boolean;
  /** Fields that others may see where it is included, beside `id`: `name` of a user, and not the e-mail address. */
  shown?: readonly string[];
}

/** Maps a default-layout path to its place in a layout. */
export type PathMap = (defaultPath: string) => string;

/** A folder below templates/. */
export interface Fragment {
  kind: Kind;
  id: string;
  /** Name for people: `Fastify`. */
  title: string;
  /** One line of help, shown in prompts and lists. */
  help: string;
  /** Offered first and taken when nobody chooses. At most one a kind. */
  default?: boolean;
  requires?: readonly Requirement[];
  conflicts?: readonly Requirement[];
  /** Capabilities other fragments' templates may test with `has.<name>`. The kind itself is provided implicitly. */
  provides?: readonly string[];
  /** Names of packages; versions are in templates/versions.json. */
  dependencies?: Values<readonly string[]>;
  devDependencies?: Values<readonly string[]>;
  scripts?: Values<Readonly<Record<string, string>>>;
  /** Settings of tools that stand at the top of package.json. */
  packageJson?: Values<Readonly<Record<string, unknown>>>;
  env?: Values<readonly EnvVar[], EarlyContext>;
  facts?: Values<Facts, EarlyContext>;
  /** Only for kind `database`. */
  dialect?: Dialect;
  /** Only for kind `layout`. */
  paths?: PathMap;
  /** Only for kind `package-manager`. */
  packageManager?: PackageManagerFact;
  /** Extra names for this fragment's own templates. */
  view?(context: FragmentContext): Record<string, unknown>;
  wiring?: Values<readonly WiringOp[]>;
  /** Resources it brings, persisted by whatever ORM is chosen and without an API of their own. */
  resources?: readonly FragmentResource[];
  resource?: ResourceEmitter;
  generators?: FragmentGenerators;
}

/** What is known before facts and environment are merged. */
export type EarlyContext = Pick<FragmentContext, 'project' | 'has' | 'path' | 'packageManager'>;

/** A value, or how to make it from the plan. */
export type Values<T, C = FragmentContext> = T | ((context: C) => T);

/** Identity at run time; gives `fragment.ts` its types and its defaults. */
export function defineFragment(fragment: Fragment): Fragment {
  return fragment;
}
