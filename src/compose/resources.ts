/** From the words of resources to specs, against what the project has already. */
import type { Catalog } from '../catalog/catalog.js';
import { joinErrors, UserError } from '../errors.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { resourceKey } from '../resource/names.js';
import { describeDifference, parseFragmentResource, parseResource, parseResources } from '../resource/parse.js';
import type { ResourceOptions, ResourceProject } from '../resource/parse.js';
import type { ResourceSpec } from '../resource/spec.js';
import { resolveSelection, type SelectionInput } from '../selection/resolve.js';

/** A plan, and the resources to begin with. */
export interface ProjectPlan {
  plan: Plan;
  specs: readonly ResourceSpec[];
}

/**
 * Plans a new project.
 *
 * @throws UserError with the faults of the choices and of the resource lines together.
 */
export function planProject(input: SelectionInput, catalog: Catalog): ProjectPlan {
  const lines = [...(input.preset?.resources ?? []), ...(input.resources ?? [])];
  let plan: Plan;
  try {
    plan = makePlan(resolveSelection(input, catalog), catalog);
  } catch (error) {
    if (error instanceof UserError) throw withResourceFaults(error, lines, catalog);
    throw error;
  }
  return { plan, specs: parseResources(lines, surroundings(plan, fragmentResources(plan))) };
}

/** Resources that the plan's fragments bring, in order. */
export function fragmentResources(plan: Pick<Plan, 'fragments' | 'context'>): ResourceSpec[] {
  const specs: ResourceSpec[] = [];
  for (const resource of plan.fragments.flatMap((fragment) => fragment.resources ?? [])) {
    specs.push(parseFragmentResource(resource, surroundings(plan, specs)));
  }
  return specs;
}

/**
 * Reads the words of `generate resource` for a project.
 *
 * @returns the resource, and the project's own when it has this one already and both mean the same
 * @throws UserError `INVALID_RESOURCE`, or `RESOURCE_EXISTS` when the project's own differs
 */
export function readResource(
  request: { words: readonly string[]; options: ResourceOptions },
  plan: Plan,
  existing: readonly ResourceSpec[],
): { spec: ResourceSpec; present: ResourceSpec | undefined } {
  const key = resourceKey(request.words[0] ?? '');
  const others = existing.filter(({ names }) => names.key !== key);
  const present = existing.find(({ names }) => names.key === key);
  if (present?.operations.length === 0) throw broughtByFragment(present);
  const spec = parseResource(request.words, request.options, {
    ...surroundings(plan, others),
    pending: present ? [present.names.key] : [],
  });
  if (present) refuseDifference(present, spec);
  return { spec, present };
}

function surroundings(plan: Pick<Plan, 'context'>, resources: readonly ResourceSpec[]): ResourceProject {
  return { resources, hasAuth: plan.context.has['auth'] ?? false };
}

/** The choices are wrong already; what is surely wrong with the resources is said in the same breath. */
function withResourceFaults(error: UserError, lines: readonly string[], catalog: Catalog): UserError {
  const resources: ResourceSpec[] = [];
  for (const resource of catalog.fragments.flatMap((fragment) => fragment.resources ?? [])) {
    resources.push(parseFragmentResource(resource, { resources, hasAuth: true }));
  }
  try {
    parseResources(lines, { resources, hasAuth: true });
  } catch (fault) {
    if (!(fault instanceof UserError)) throw fault;
    return joinErrors([error, fault]);
  }
  return error;
}

function broughtByFragment(present: ResourceSpec): UserError {
  return new UserError({
    code: 'RESOURCE_EXISTS',
    message: `The project's authentication has a resource ${present.names.key} already.`,
    hint: `Add fields to it by hand, or choose another name, such as ${present.names.key}-profile.`,
  });
}

function refuseDifference(present: ResourceSpec, wanted: ResourceSpec): void {
  const differences = describeDifference(present, wanted);
  if (differences.length === 0) return;
  throw new UserError({
    code: 'RESOURCE_EXISTS',
    message: `There is a resource ${present.names.key} already, and it differs. Nothing was changed.`,
    hint: 'Change its files and write a migration by hand, or choose another name.',
    problems: differences.map((message) => ({ where: present.names.key, message })),
  });
}
