/** The contract kit: whatever lies in templates/ is held to the same rules, with no test written for it. */
import type { Catalog } from '../../../src/catalog/catalog.js';
import type { Choices } from '../../../src/selection/types.js';
import { manifestViolations } from './manifests.js';
import { observe, watch, type Observed, type ViewNames } from './observed.js';
import { pinViolations } from './pins.js';
import { portViolations } from './ports.js';
import { projectViolations } from './projects.js';
import { templateViolations } from './templates.js';
import { nameOf, type Violation } from './violation.js';

/** Names and fields that stretch lines, plurals and types; each way to refer, to own and to be deleted. */
const stretching = [
  'category name:string:unique:min=2 parent:ref=category:optional:set-null',
  'post title:string:min=3:max=120 body:text:optional views:integer:default=0 price:decimal=10,2 category:ref=category',
  'very-long-resource-name-of-some-kind aVeryLongFieldNameThatGoesOnAndOn:string:optional published:boolean:default=false day:date at:datetime:optional kind:enum=alpha,beta:default=alpha secret:string:hidden:optional meta:json:optional big:bigint ratio:float contact:email site:url:optional code:slug:unique token:uuid stamp:datetime:readonly:optional',
  'news a:string categories:refs=category --soft-delete',
  'comment text:text post:ref=post:cascade --under post',
];

/**
 * Every rule, over the catalog and over the projects of some selections.
 *
 * @param selections together they should have every choice: what is in none of them is only looked at by itself
 * @returns what is wrong; a selection that cannot be composed is told as its fault
 */
export async function inspect(
  catalog: Catalog,
  selections: readonly Choices[],
  resources: readonly string[] = stretching,
): Promise<Violation[]> {
  const views: ViewNames = new Map();
  const watched = watch(catalog, views);
  const projects: Observed[] = [];
  const found: Violation[] = manifestViolations(catalog);
  for (const choices of selections) {
    try {
      const project = await observe(watched, choices, resources);
      projects.push(project);
      found.push(...(await projectViolations(project)), ...portViolations(project));
    } catch (error) {
      found.push(failure(error, choices));
    }
  }
  const chosen = new Set(projects.flatMap(({ plan }) => plan.fragments.map(nameOf)));
  const seen = catalog.fragments.filter((fragment) => chosen.has(nameOf(fragment)));
  found.push(...pinViolations(projects, seen.length === catalog.fragments.length));
  return [...found, ...projects.slice(0, 1).flatMap(({ plan }) => templateViolations(seen, catalog, plan, views))];
}

/** Messages of the program name the file below templates/ that it stopped at, or the one that is made twice. */
function failure(error: unknown, choices: Choices): Violation {
  const message = error instanceof Error ? error.message : String(error);
  const [, template, owner] = /(templates\/([\w-]+\/[\w-]+)\/[^:\s]*)/.exec(message) ?? [];
  const [, twice, second] = /^(\S+) is made by both \S+ and (\S+)$/.exec(message) ?? [];
  return {
    fragment: owner ?? second ?? 'core',
    file: template ?? twice ?? Object.values(choices).join(' '),
    rule: 'composition',
    message,
  };
}
