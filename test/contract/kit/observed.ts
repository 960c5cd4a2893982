/** Composes projects from a catalog whose fragments are watched: which names they give their templates. */
import { Catalog } from '../../../src/catalog/catalog.js';
import type { Fragment } from '../../../src/catalog/fragment.js';
import type { Choices } from '../../../src/selection/types.js';
import { compose, filesOf, type Composed } from '../../support/compose.js';
import { nameOf } from './violation.js';

/** Names of a view, by the fragment and the folder of templates it is for. */
export type ViewNames = Map<string, Set<string>>;

/** A project, and whose each of its files is. */
export interface Observed extends Composed {
  files: Readonly<Record<string, string>>;
  /** Fragment by path; `core` for what none of them makes alone. */
  owners: ReadonlyMap<string, string>;
}

/** The same catalog; notes the names that fragments add to views. */
export function watch(catalog: Catalog, names: ViewNames): Catalog {
  return new Catalog(catalog.fragments.map((fragment) => watched(fragment, names)));
}

/** Key of {@link ViewNames}: `orm/prisma files`. */
export function viewOf(fragment: Pick<Fragment, 'kind' | 'id'>, folder: 'files' | 'resource'): string {
  return `${nameOf(fragment)} ${folder}`;
}

/** Composes one project; throws what the program would throw. */
export async function observe(catalog: Catalog, choices: Choices, resources: readonly string[]): Promise<Observed> {
  const composed = await compose(choices, resources, catalog);
  const files = filesOf(composed.tree);
  return { ...composed, files, owners: ownersOf(files) };
}

function watched(fragment: Fragment, names: ViewNames): Fragment {
  const { view, resource } = fragment;
  const note = (folder: 'files' | 'resource', made: Record<string, unknown>) => {
    const known = names.get(viewOf(fragment, folder)) ?? new Set();
    for (const name of Object.keys(made)) known.add(name);
    names.set(viewOf(fragment, folder), known);
    return made;
  };
  return {
    ...fragment,
    ...(view && { view: (context) => note('files', view(context)) }),
    ...(resource?.view && {
      resource: { ...resource, view: (spec, context) => note('resource', resource.view?.(spec, context) ?? {}) },
    }),
  };
}

/** From the records that a project keeps of itself. */
function ownersOf(files: Readonly<Record<string, string>>): Map<string, string> {
  const records = Object.entries(files).filter(([path]) =>
    /^\.backend-app\/(?:manifest|resources\/.*)\.json$/.test(path),
  );
  const owned = records.flatMap(([, text]) =>
    Object.entries((JSON.parse(text) as { files: Record<string, { fragment: string }> }).files),
  );
  return new Map(owned.map(([path, { fragment }]) => [path, fragment]));
}
