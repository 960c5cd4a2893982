/** What fragments declare about themselves, each alone and beside the others. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../../../src/catalog/catalog.js';
import type { Fragment } from '../../../src/catalog/fragment.js';
import { kinds } from '../../../src/catalog/kinds.js';
import { templatesRoot } from '../../../src/package/root.js';
import { manifestOf, nameOf, type Violation } from './violation.js';

type Check = (fragment: Fragment, catalog: Catalog) => string | undefined;

const lowerCaseWords = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

interface Duty {
  kind: Fragment['kind'];
  name: string;
  isThere: (fragment: Fragment) => boolean;
  /** Whether fragments of other kinds may have it, too. */
  shared?: true;
}

/** What fragments of a kind must have; no others have it. */
const duties: readonly Duty[] = [
  { kind: 'database', name: 'dialect', isThere: ({ dialect }) => dialect !== undefined },
  { kind: 'layout', name: 'paths', isThere: ({ paths }) => paths !== undefined },
  { kind: 'package-manager', name: 'packageManager', isThere: ({ packageManager }) => packageManager !== undefined },
  { kind: 'orm', name: 'generators.emptyMigration', isThere: ({ generators }) => !!generators?.emptyMigration },
  { kind: 'orm', name: 'resource.files', isThere: ({ resource }) => resource?.files !== undefined },
  { kind: 'orm', name: 'the folder persistence/', isThere: (orm) => hasFolder(orm, 'persistence'), shared: true },
  { kind: 'framework', name: 'generators.middleware', isThere: ({ generators }) => !!generators?.middleware },
  { kind: 'framework', name: 'the folder middleware/', isThere: (one) => hasFolder(one, 'middleware') },
  { kind: 'framework', name: 'the folder resource/', isThere: (one) => hasFolder(one, 'resource'), shared: true },
];

const checks: Readonly<Record<string, Check>> = {
  id: ({ id }) => (lowerCaseWords.test(id) ? undefined : `${id} is not made of lower-case words joined by -`),
  title: ({ title }) => (/^\S.*\S$/.test(title) ? undefined : 'it has no title'),
  help: ({ help }) => (/^[A-Z][^\n]*[^.\s]$/.test(help) ? undefined : 'its help is not one line without a full stop'),
  'one default': ({ kind, default: isDefault }, catalog) => {
    const others = catalog.ofKind(kind).filter((fragment) => fragment.default).length;
    return isDefault && others > 1 ? `${kind} has ${others} defaults` : undefined;
  },
  'known choices': ({ requires = [], conflicts = [] }, catalog) => {
    const asked = [...requires, ...conflicts];
    const unknown = asked.flatMap(({ kind, ids = [] }) =>
      kinds.some((one) => one.id === kind) ? ids.filter((id) => !catalog.find(kind, id)) : [kind],
    );
    return unknown.length > 0 ? `there is no ${unknown.join(', ')}` : undefined;
  },
  capabilities: ({ provides = [] }) => {
    const taken = provides.filter((name) => kinds.some(({ id }) => id === name));
    return taken.length > 0 ? `${taken.join(', ')} is the name of a kind, which it provides by itself` : undefined;
  },
  duties: (fragment) => {
    const missing = duties.find(({ kind, isThere }) => fragment.kind === kind && !isThere(fragment));
    if (missing) return `it lacks ${missing.name}`;
    const strange = duties.find(({ kind, isThere, shared }) => !shared && fragment.kind !== kind && isThere(fragment));
    return strange && `${strange.name} is for kind ${strange.kind}`;
  },
};

/** Rules of what is declared, without any project. */
export function manifestViolations(catalog: Catalog): Violation[] {
  return catalog.fragments.flatMap((fragment) =>
    Object.entries(checks).flatMap(([rule, check]) => {
      const message = check(fragment, catalog);
      return message === undefined ? [] : [{ fragment: nameOf(fragment), file: manifestOf(fragment), rule, message }];
    }),
  );
}

function hasFolder({ kind, id }: Fragment, folder: string): boolean {
  return existsSync(path.join(templatesRoot, kind, id, folder));
}
