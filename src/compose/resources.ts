/** From the words of resources to specs, against what the project has already. */
import type { Catalog } from '../catalog/catalog.js';
import { joinErrors, UserError } from '../errors.js';
import { makePlan, type Plan } from '../plan/plan.js';
import { parseFragmentResource, parseResources, readResources } from '../resource/parse.js';
import type { Described, ResourceInput, ResourceProject } from '../resource/parse.js';
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
 * Reads what is to be generated into a project.
 *
 * @throws UserError `INVALID_RESOURCE`, or `RESOURCE_EXISTS` when all that is wrong is that the project's own differ
 */
export function readWanted(inputs: readonly ResourceInput[], plan: Plan, existing: readonly ResourceSpec[]): Described {
  try {
    return readResources(inputs, surroundings(plan, existing));
  } catch (error) {
    throw error instanceof UserError && error.problems.every(({ code }) => code === 'RESOURCE_EXISTS')
      ? differs(error)
      : error;
  }
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

function differs({ problems }: UserError): UserError {
  const keys = [...new Set(problems.map(({ where }) => where))];
  const [what, they] =
    keys.length === 1 ? ['There is a resource', 'it differs'] : ['There are resources', 'they differ'];
  return new UserError({
    code: 'RESOURCE_EXISTS',
    message: `${what} of that name already, and ${they}. Nothing was changed.`,
    hint: 'Change its files and write a migration by hand, or choose another name.',
    problems,
  });
}
