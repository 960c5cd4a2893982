/** `info`: versions of the ground, and what the project in this folder is made of. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import kleur from 'kleur';
import { manifestPath, readManifest, readResources } from '../../manifest/manifest.js';
import { packageInfo } from '../../package/root.js';
import { diskBase } from '../../workspace/disk.js';
import { findProject } from '../../workspace/project.js';
import { recoverProject } from '../../workspace/recovery.js';
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
  const root = findProject(workingDirectory(options));
  await recoverProject(root, false);
  const project = projectInfo(root);
  await reporter.result(
    () => ({ command: 'info', ...environment, project: project ?? null }),
    () =>
      [
        heading(`${packageInfo.name} ${packageInfo.version}`),
        ...rows({ node: environment.node, platform: environment.platform }),
        '',
        ...(project ? projectRows(project) : ['Not in a project. To make one: create-backend-app my-api']),
      ].join('\n'),
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

type ProjectInfo = NonNullable<ReturnType<typeof projectInfo>>;

function projectRows({ root, name, generator, choices, resources }: ProjectInfo): string[] {
  const chosen = Object.entries(choices).map(([kind, ids]) => [kind, [ids].flat().join(', ')]);
  return [
    heading(name),
    ...rows({ root, 'made with': generator }),
    ...rows(Object.fromEntries(chosen)),
    '',
    heading('Resources'),
    ...(resources.length === 0 ? ['  none yet'] : resources.map(({ line }) => `  ${line}`)),
  ];
}

function heading(text: string): string {
  return kleur.bold(text);
}

function rows(values: Record<string, string>): string[] {
  return Object.entries(values).map(([key, value]) => `  ${kleur.cyan(key.padEnd(16))} ${value}`.trimEnd());
}
