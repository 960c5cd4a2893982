/**
 * Discovers what can be chosen: one folder below templates/<kind>/ is one choice.
 * Listing reads folder names only; fragments are imported when a selection is to be resolved.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fragmentsRoot, runningFromSource } from '../package/root.js';
import type { Fragment } from './fragment.js';
import { kinds, type Kind } from './kinds.js';

/** All fragments, by kind. */
export class Catalog {
  readonly fragments: readonly Fragment[];
  /** Every capability some fragment can provide, kinds included. */
  readonly capabilities: ReadonlySet<string>;

  constructor(fragments: readonly Fragment[]) {
    this.fragments = fragments;
    this.capabilities = new Set(fragments.flatMap((fragment) => [fragment.kind, ...(fragment.provides ?? [])]));
  }

  /** The fragment with this kind and id, if there is one. */
  find(kind: Kind, id: string): Fragment | undefined {
    return this.fragments.find((fragment) => fragment.kind === kind && fragment.id === id);
  }

  /** Fragments of one kind, the default first, then by title. */
  ofKind(kind: Kind): Fragment[] {
    return this.fragments
      .filter((fragment) => fragment.kind === kind)
      .sort((a, b) => Number(b.default ?? false) - Number(a.default ?? false) || a.title.localeCompare(b.title));
  }

  /** The id taken when nobody chooses: the default, else `none` for an axis that may be left out. */
  defaultOf(kind: Kind): string {
    const fragment = this.ofKind(kind).find((candidate) => candidate.default);
    return fragment?.id ?? 'none';
  }
}

/** Ids that exist for each axis, without loading any fragment. */
export function listIds(kind: Kind): string[] {
  return readdirSync(path.join(fragmentsRoot, kind))
    .filter((id) => existsSync(fragmentFile(kind, id)))
    .sort();
}

/** Loads every fragment of the catalog. */
export async function loadCatalog(): Promise<Catalog> {
  const wanted = (['base', ...kinds.map((kind) => kind.id)] as Kind[]).flatMap((kind) =>
    listIds(kind).map((id) => ({ kind, id })),
  );
  return new Catalog(await Promise.all(wanted.map(({ kind, id }) => loadFragment(kind, id))));
}

async function loadFragment(kind: Kind, id: string): Promise<Fragment> {
  const file = fragmentFile(kind, id);
  const module = (await import(pathToFileURL(file).href)) as { default: Fragment };
  const fragment = module.default;
  if (fragment.kind !== kind || fragment.id !== id) {
    throw new Error(`templates/${kind}/${id}/fragment.ts declares itself as ${fragment.kind}/${fragment.id}`);
  }
  return fragment;
}

function fragmentFile(kind: Kind, id: string): string {
  return path.join(fragmentsRoot, kind, id, runningFromSource ? 'fragment.ts' : 'fragment.js');
}
