/** Puts rendered files into the tree, formatted, one owner a path. */
import { formatFile, needsFormat } from '../format/format.js';
import type { RenderedFile } from '../render/render.js';
import type { VirtualTree } from '../workspace/tree.js';

/** Stages new files and notes which fragment each came from. */
export async function stageRendered(
  tree: VirtualTree,
  files: readonly RenderedFile[],
  owners: Map<string, string>,
): Promise<void> {
  for (const file of files) {
    const owner = owners.get(file.path);
    if (owner !== undefined) throw new Error(`${file.path} is made by both ${owner} and ${file.fragment}`);
    owners.set(file.path, file.fragment);
    const content = needsFormat(file) ? await formatFile(file.content) : file.content;
    tree.create(file.path, content);
  }
}
