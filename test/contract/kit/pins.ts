/** The versions of packages in generated projects: each exact, each asked for by some fragment. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { templatesRoot } from '../../../src/package/root.js';
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
  const versions = JSON.parse(readFileSync(path.join(templatesRoot, 'versions.json'), 'utf8')) as Record<
    string,
    string
  >;
  const declared = new Set(
    projects.flatMap(({ plan }) =>
      plan.fragments.flatMap(({ dependencies, devDependencies }) =>
        [dependencies, devDependencies].flatMap((values) => valueOf(values, plan.context) ?? []),
      ),
    ),
  );
  return Object.entries(versions).flatMap(([name, version]) => {
    const faults = [
      !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) && `${name} has no exact version: ${version}`,
      whole && !declared.has(name) && `no fragment declares ${name}`,
    ];
    return faults
      .filter((fault) => fault !== false)
      .map((message) => ({ fragment: 'core', file, rule: 'versions', message }));
  });
}
