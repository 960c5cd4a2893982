/**
 * The resource language: `post title:string author:ref=user` becomes a {@link ResourceSpec}. All faults of a line are
 * reported at once. Pure; reads no project and no flag by itself.
 */
import { UserError, type Problem } from '../errors.js';
import { resourceLine } from './compare.js';
import { splitLine, type ResourceOptions } from './line.js';
import { methodsFor, readMethods } from './methods.js';
import { defaultAccess } from './options.js';
import { LineReader, type ResourceProject } from './reader.js';
import { nameInverses, sortByReferences, withoutInverses } from './references.js';
import type { ResourceSpec } from './spec.js';

export { describeDifference } from './compare.js';
export type { ResourceOptions } from './line.js';
export type { ResourceProject } from './reader.js';
export { sortByReferences } from './references.js';

/**
 * Reads the words of `generate resource`.
 *
 * @throws UserError `INVALID_RESOURCE` with every fault of the line as a problem that shows its place.
 */
export function parseResource(
  words: readonly string[],
  options: ResourceOptions,
  project: ResourceProject,
): ResourceSpec {
  const line = new LineReader(words, options, project, true);
  const { names, fields } = line.resource();
  const access = line.access();
  const offered = line.operations();
  line.checkWritable(fields, offered);
  line.faults.throwIfAny();
  return complete({ names, fields, access, operations: offered }, project, methodsFor(offered));
}

/**
 * Reads a `--resource` value: the words of `generate resource`, its options included.
 *
 * @throws UserError as {@link parseResource}.
 */
export function parseResourceLine(line: string, project: ResourceProject): ResourceSpec {
  const { words, options } = splitLine(line);
  return parseResource(words, options, project);
}

/**
 * Reads several lines that may refer to each other in any order. The same resource twice with the same meaning is one.
 *
 * @returns Resources in an order in which each comes after those it refers to.
 * @throws UserError `INVALID_RESOURCE` with the faults of all lines.
 */
export function parseResources(lines: readonly string[], project: ResourceProject): ResourceSpec[] {
  const problems: Problem[] = [];
  const specs = new Map<string, ResourceSpec>();
  const present = new Set(project.resources.map(({ names }) => names.key));
  const pending = lines.map((line) => line.trim().split(/\s/, 1)[0] ?? '');
  for (const line of lines) {
    try {
      const others = [...project.resources, ...specs.values()];
      const spec = parseResourceLine(line, { ...project, resources: others, pending });
      const { key } = spec.names;
      const earlier = specs.get(key);
      if (present.has(key)) problems.push(alreadyThere(key));
      else if (earlier && earlier.line !== spec.line)
        problems.push({ where: key, message: `${key} is described twice` });
      else specs.set(key, spec);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) {
    const count = problems.length === 1 ? 'has a fault' : `have ${problems.length} faults`;
    throw new UserError({ code: 'INVALID_RESOURCE', message: `The resources ${count}.`, problems });
  }
  return withInverses(sortByReferences([...specs.values()]), project);
}

/**
 * Reads a resource that a fragment brings: persisted, without an API, with the repository methods it asks for.
 *
 * @throws UserError as {@link parseResource}; also for a method that there is not.
 */
export function parseFragmentResource(
  resource: { line: string; methods: readonly string[] },
  project: ResourceProject,
): ResourceSpec {
  const { words, options } = splitLine(resource.line);
  const line = new LineReader(words, options, project, false);
  const { names, fields } = line.resource();
  line.faults.throwIfAny();
  const parts = { names, fields, access: defaultAccess(project.hasAuth), operations: [] };
  const spec = complete(parts, project, methodsFor([]));
  return { ...spec, repository: readMethods(resource.methods, spec) };
}

function complete(
  parts: Pick<ResourceSpec, 'names' | 'fields' | 'access' | 'operations'>,
  project: ResourceProject,
  repository: ResourceSpec['repository'],
): ResourceSpec {
  const spec = { ...parts, fields: nameInverses(parts, project.resources) };
  const whole = { ...spec, relations: [], softDelete: false };
  return { ...whole, repository, line: resourceLine(whole, project.hasAuth) };
}

/** Names far ends again, now that the fields of every resource are known. */
function withInverses(sorted: readonly ResourceSpec[], project: ResourceProject): ResourceSpec[] {
  const done: ResourceSpec[] = [];
  for (const [index, spec] of sorted.entries()) {
    const later = sorted.slice(index + 1).map((other) => ({ ...other, fields: withoutInverses(other.fields) }));
    done.push({ ...spec, fields: nameInverses(spec, [...project.resources, ...done, ...later]) });
  }
  return done;
}

function alreadyThere(key: string): Problem {
  return { where: key, message: `the project has a resource ${key} already`, hint: `this would work: ${key}-profile` };
}
