/** The built-in generators, as lists and help show them. */

/** What is shown of a generator. */
export interface GeneratorInfo {
  name: string;
  help: string;
  usage: string;
}

/** Generators that every project has. */
export const generators: readonly GeneratorInfo[] = [
  {
    name: 'resource',
    help: 'A whole resource: model, migration, repository, service, routes, OpenAPI, tests; wired in',
    usage:
      'generate resource <name> [field:type[=argument][:modifier[=value]]…] [--access <rule>] [--only <operations>]',
  },
];
