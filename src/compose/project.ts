/** Stages a whole project, without the user's resources, in an empty tree. */
import { foldPackageJson, foldScripts } from '../contribute/package-json.js';
import { hashContent, manifestPath, manifestVersion, toJson, type FileRecord } from '../manifest/manifest.js';
import { packageInfo } from '../package/root.js';
import { valueOf, type Plan } from '../plan/plan.js';
import { renderFolder } from '../render/render.js';
import type { WiringOp } from '../wiring/ops.js';
import { stateIgnoreFile } from '../workspace/state.js';
import type { VirtualTree } from '../workspace/tree.js';
import type { Content } from '../workspace/types.js';
import { placeOp } from './place.js';
import { addResource } from './resource.js';
import { fragmentResources } from './resources.js';
import { stageRendered } from './stage.js';
import { wire } from './wire.js';

/** A file the project needs that no template makes: the program itself, packed. */
export interface VendoredTool {
  path: string;
  specifier: string;
  content: Content;
}

/** Renders, folds and wires everything that the plan's fragments bring. */
export async function composeProject(plan: Plan, tree: VirtualTree, tool: VendoredTool): Promise<void> {
  const owners = new Map<string, string>();
  for (const fragment of plan.fragments) {
    const view = { ...plan.context, scripts: scriptList(plan), ...fragment.view?.(plan.context) };
    const files = renderFolder({ fragment, folder: 'files', view, context: plan.context });
    await stageRendered(tree, files, owners);
  }
  tree.create('package.json', foldPackageJson(plan, { name: packageInfo.name, specifier: tool.specifier }));
  tree.create(tool.path, tool.content);
  tree.create(stateIgnoreFile.path, stateIgnoreFile.content);
  const ops = [...envWiring(plan), ...fragmentWiring(plan)];
  await wire(
    tree,
    ops.map((op) => placeOp(op, plan.context.path)),
  );
  const resources = fragmentResources(plan);
  for (const [index, spec] of resources.entries()) {
    await addResource({ plan, tree, spec, existing: resources.slice(0, index), owners });
  }
  stageManifest(plan, tree, owners);
}

function envWiring(plan: Plan): WiringOp[] {
  const at = { file: 'src/config/env.ts', symbol: 'envSchema' };
  return plan.context.env.map(({ name, schema }) => ({ op: 'addProperty', at, key: name, value: schema }));
}

function fragmentWiring(plan: Plan): WiringOp[] {
  return plan.fragments.flatMap((fragment) => valueOf(fragment.wiring, plan.context) ?? []);
}

function scriptList(plan: Plan): { name: string; command: string }[] {
  return Object.entries(foldScripts(plan)).map(([name, command]) => ({ name, command }));
}

function stageManifest(plan: Plan, tree: VirtualTree, owners: ReadonlyMap<string, string>): void {
  const files: Record<string, FileRecord> = {};
  for (const change of tree.changes()) {
    if (change.kind === 'remove') continue;
    files[change.path] = { hash: hashContent(change.content), fragment: owners.get(change.path) ?? 'core' };
  }
  const content = toJson({
    manifestVersion,
    generator: { name: packageInfo.name, version: packageInfo.version },
    project: plan.selection.project,
    choices: plan.selection.choices,
    files,
  });
  tree.create(manifestPath, content);
}
