/** `info`: versions of the ground, and what the project in this folder is made of. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import kleur from 'kleur';
import { manifestPath, readManifest, readResources } from '../../manifest/manifest.js';
import { packageInfo } from '../../package/root.js';
import { diskBase } from '../../workspace/disk.js';
import { findProject } from '../../workspace/project.js';
import { VirtualTree } from '../../workspace/tree.js';
import { exitCodes } from '../exit-codes.js';
import { workingDirectory } from '../options.js';
import type { Verb } from '../verbs.js';

/** Shows it and answers the exit code; outside of a project only the ground is shown. */
export async function infoCommand({ options, reporter }: Verb): Promise<number> {
  const environment = {
    version: packageInfo.version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  const project = projectInfo(findProject(workingDirectory(options)));
  reporter.result({ command: 'info', ...environment, project: project ?? null }, () =>
    [...rows(environment), ...(project ? ['', ...projectRows(project)] : ['', 'Not in a project.'])].join('\n'),
  );
  return exitCodes.done;
}

function projectInfo(root: string) {
  if (!existsSync(path.join(root, manifestPath))) return undefined;
  const tree = new VirtualTree(diskBase(root));
  const manifest = readManifest(tree);
  return {
    root,
    name: manifest.project.name,
    generator: manifest.generator.version,
    choices: manifest.choices,
    resources: readResources(tree).map(({ resource }) => ({ name: resource.names.key, line: resource.line })),
  };
}

function projectRows({
  root,
  name,
  generator,
  choices,
  resources,
}: NonNullable<ReturnType<typeof projectInfo>>): string[] {
  return [
    ...rows({ project: name, root, 'made with': generator }),
    ...rows(Object.fromEntries(Object.entries(choices).map(([kind, ids]) => [kind, [ids].flat().join(', ')]))),
    ...rows({ resources: resources.length === 0 ? 'none' : '' }),
    ...resources.map(({ line }) => `  ${line}`),
  ];
}

function rows(values: Record<string, string>): string[] {
  return Object.entries(values).map(([key, value]) => `${kleur.bold(`${key}:`.padEnd(17))} ${value}`.trimEnd());
}
