/**
 * The resource language: `post title:string author:ref=user` becomes a {@link ResourceSpec}. All faults of a line are
 * reported at once. Pure; reads no project and no flag by itself.
 */
import type { FragmentResource } from '../catalog/fragment.js';
import { FarEnds } from './far-ends.js';
import { splitLine, type ResourceOptions } from './line.js';
import { readMethods, readShown } from './methods.js';
import { Neighbours, type ResourceProject } from './neighbours.js';
import { completed, LineReader } from './reader.js';
import type { ResourceSpec } from './spec.js';

export { describeDifference } from './compare.js';
export type { ResourceInput, ResourceOptions } from './line.js';
export type { ResourceProject } from './neighbours.js';
export { pendingReferences, sortByReferences } from './references.js';
export { parseResources, readResources, type Described } from './several.js';

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
  const line = new LineReader({ words, options }, new Neighbours(project), true);
  const reading = line.read();
  line.checkParent(reading);
  line.faults.throwIfAny();
  return withFarEnds(completed(reading, project.hasAuth), project);
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
 * Reads a resource that a fragment brings: persisted, without an API, with the repository methods it asks for.
 *
 * @throws UserError as {@link parseResource}; also for a method, or a field to show, that there is not.
 */
export function parseFragmentResource(resource: FragmentResource, project: ResourceProject): ResourceSpec {
  const line = new LineReader(splitLine(resource.line), new Neighbours(project), false);
  const reading = line.read();
  line.faults.throwIfAny();
  const spec = withFarEnds(completed(reading, project.hasAuth), project);
  const shown = resource.shown && readShown(resource.shown, spec);
  const repository = { ...readMethods(resource.methods, spec), checks: resource.checks ?? false };
  return { ...spec, repository, ...(shown && { shown }) };
}

function withFarEnds(spec: ResourceSpec, { resources }: ResourceProject): ResourceSpec {
  const others = resources.filter(({ names }) => names.key !== spec.names.key);
  return new FarEnds([...others, spec]).name(spec);
}
