/** A Selection becomes a Plan: fragments in order, and what they say together. Pure. */
import type { Catalog } from '../catalog/catalog.js';
import type { EarlyContext, EnvVar, Facts, Fragment, FragmentContext, Values } from '../catalog/fragment.js';
import { chosenFragments } from '../selection/resolve.js';
import type { Selection } from '../selection/types.js';

/** Everything that rendering and wiring need to know. */
export interface Plan {
  selection: Selection;
  /** Base first, then in the order of the axes. */
  fragments: readonly Fragment[];
  context: FragmentContext;
}

/** Makes the plan of a valid selection. */
export function makePlan(selection: Selection, catalog: Catalog): Plan {
  const base = catalog.fragments.filter((fragment) => fragment.kind === 'base');
  const fragments = [...base, ...chosenFragments(selection.choices, catalog)];
  const early: EarlyContext = {
    project: { name: selection.project.name, title: titleOf(selection.project.name) },
    has: capabilities(fragments, catalog),
    path: fragments.find((fragment) => fragment.paths)?.paths ?? ((path) => path),
    packageManager: required(fragments.find((fragment) => fragment.packageManager)?.packageManager),
  };
  const context: FragmentContext = {
    ...early,
    facts: mergeFacts(fragments.map((fragment) => valueOf<Facts, EarlyContext>(fragment.facts, early) ?? {})),
    env: fragments.flatMap((fragment) => valueOf<readonly EnvVar[], EarlyContext>(fragment.env, early) ?? []),
    titles: Object.fromEntries(fragments.map(({ kind, title }) => [kind, title])),
    dialect: fragments.find((fragment) => fragment.dialect)?.dialect,
  };
  return { selection, fragments, context };
}

/** The value of a fragment's property that may be a function of the plan. */
export function valueOf<T, C = FragmentContext>(values: Values<T, C> | undefined, context: C): T | undefined {
  return typeof values === 'function' ? (values as (context: C) => T)(context) : values;
}

/** Which capabilities are there; asking for one that nothing in the catalog provides is a mistake in a template. */
function capabilities(fragments: readonly Fragment[], catalog: Catalog): Record<string, boolean> {
  const present = new Set(fragments.flatMap((fragment) => [fragment.kind, ...(fragment.provides ?? [])]));
  const known = Object.fromEntries([...catalog.capabilities].map((name) => [name, present.has(name)]));
  return new Proxy(known, {
    get(target, name) {
      if (typeof name === 'string' && !Object.hasOwn(target, name)) throw new Error(`unknown capability: ${name}`);
      return Reflect.get(target, name) as boolean;
    },
  });
}

function mergeFacts(all: readonly Facts[]): FragmentContext['facts'] {
  const persistence = all.find((facts) => facts.persistence)?.persistence;
  const codegen = all.find((facts) => facts.codegen)?.codegen;
  return {
    services: all.flatMap((facts) => facts.services ?? []),
    needlessScripts: all.flatMap((facts) => facts.needlessScripts ?? []),
    ignored: all.flatMap((facts) => facts.ignored ?? []),
    runtimeFiles: all.flatMap((facts) => facts.runtimeFiles ?? []),
    ...(persistence === undefined ? {} : { persistence }),
    ...(codegen === undefined ? {} : { codegen }),
  };
}

/** `my-api` → `My Api`; a scope is left out. */
function titleOf(name: string): string {
  const words = name.replace(/^@[^/]*\//, '').split(/[-_.~]+/);
  return words
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the selection has no package manager');
  return value;
}
