/** The versions of packages in generated projects: each exact, each asked for by some fragment. */
import { readPins } from '../../../src/catalog/pins.js';
import { valueOf } from '../../../src/plan/plan.js';
import type { Observed } from './observed.js';
import type { Violation } from './violation.js';

const file = 'templates/versions.json';

/**
 * Rules of versions.json, against what the fragments of some projects declare.
 *
 * @param whole whether these projects have every fragment there is
 */
export function pinViolations(projects: readonly Observed[], whole: boolean): Violation[] {
  const declared = new Set(
    projects.flatMap(({ plan }) =>
      plan.fragments.flatMap(({ dependencies, devDependencies }) =>
        [dependencies, devDependencies].flatMap((values) => valueOf(values, plan.context) ?? []),
      ),
    ),
  );
  return Object.entries(readPins()).flatMap(([name, { version, released }]) => {
    const faults = [
      !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) && `${name} has no exact version: ${version}`,
      Number.isNaN(Date.parse(released)) && `${name} was released on no day: ${released}`,
      whole && !declared.has(name) && `no fragment declares ${name}`,
    ];
    return faults
      .filter((fault) => fault !== false)
      .map((message) => ({ fragment: 'core', file, rule: 'versions', message }));
  });
}
