/** What the tests of Prisma's emitters share. */
import path from 'node:path';
import { templatesRoot } from '../../src/package/root.js';
import { renderTemplate } from '../../src/render/engine.js';
import { parseResources } from '../../src/resource/parse.js';
import type { ResourceSpec } from '../../src/resource/spec.js';
import type { TreeReader } from '../../src/workspace/types.js';
import { columnType } from '../../templates/database/postgresql/emit/column-type.js';
import { repositoryView } from '../../templates/orm/prisma/emit/repository.js';

export const dialect = { name: 'postgresql', columnType };

/** The resources that the lines describe, in the order they are made. */
export function specsOf(...lines: string[]): ResourceSpec[] {
  return parseResources(lines, { resources: [], hasAuth: false });
}

/** The last of the resources that the lines describe. */
export function specOf(...lines: string[]): ResourceSpec {
  const spec = specsOf(...lines).at(-1);
  if (!spec) throw new Error('no resource');
  return spec;
}

/** A tree with these files; listing it reads none of them. */
export function treeOf(files: Readonly<Record<string, string>>): TreeReader {
  return {
    read: (path) => files[path],
    exists: (path) => path in files,
    list: (folder) => Object.keys(files).filter((path) => path.startsWith(`${folder}/`)),
  };
}

const repository = path.join(
  templatesRoot,
  'orm/prisma/persistence/src/modules/__file__/__file__.repository.prisma.ts.hbs',
);

/** The repository of a resource. */
export function repositoryText(spec: ResourceSpec, resources: readonly ResourceSpec[] = []): string {
  return renderTemplate(repository, { resource: spec, ...repositoryView(spec, resources) }, (file) => file);
}

/** The repository of the last of the resources that the lines describe. */
export function repositoryOf(...lines: string[]): string {
  const resources = specsOf(...lines);
  return repositoryText(specOf(...lines), resources);
}
