/** The generators that every project has, as lists, help and forms show them. Data only. */

/** One question of a generator, as data. */
export interface PromptInfo {
  name: string;
  /** inquirer's: `input`, `confirm`, `list`, `checkbox` …; or one that the plopfile registered. */
  type: string;
  message: string;
  /** Absent where there are none; null when they depend on the answers before. */
  choices?: readonly { name: string; value: unknown }[] | null;
  /** Absent where there is none; null when it depends on the answers before. */
  default?: unknown;
  /** It has to be answered: there is no default. */
  required: boolean;
  /** Asked under a condition only. */
  conditional: boolean;
}

/** What is shown of a generator. */
export interface GeneratorInfo {
  name: string;
  /** One line. */
  help: string;
  usage: string;
  /** `built-in`, or the project's file that sets it. */
  origin: string;
  /** Null when the generator asks by itself. */
  prompts: readonly PromptInfo[] | null;
}

function name(message: string): PromptInfo {
  return { name: 'name', type: 'input', message, required: true, conditional: false };
}

/** In the order in which they are listed. */
export const builtIns: readonly GeneratorInfo[] = [
  {
    name: 'resource',
    help: 'A whole resource: model, migration, repository, service, routes, OpenAPI, tests; wired in',
    usage:
      'generate resource <name> [field:type[=argument][:modifier[=value]]…] [--access <rule>] [--only <operations>] [--under <parent>] [--soft-delete] | --from <file>',
    origin: 'built-in',
    prompts: [name('Which resource, with which fields? (name field:type …)')],
  },
  {
    name: 'middleware',
    help: 'A step of the request pipeline, with a test; in src/middleware.ts at the place you choose',
    usage: 'generate middleware <name> [--before <step> | --after <step>]',
    origin: 'built-in',
    prompts: [name('What is the step called?')],
  },
  {
    name: 'service',
    help: 'A class for rules that belong to no resource, with a test; made by the container',
    usage: 'generate service <name>',
    origin: 'built-in',
    prompts: [name('What is the service called?')],
  },
  {
    name: 'migration',
    help: 'An empty migration, next in order, for SQL of your own',
    usage: 'generate migration <name>',
    origin: 'built-in',
    prompts: [name('What does it change? (add search index)')],
  },
];

/** Their names. */
export const builtInNames: readonly string[] = builtIns.map((generator) => generator.name);
